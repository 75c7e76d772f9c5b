"""The radiographs that a model was most wrong about, and where it looked."""

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from trainer.predictions import Predictions
from viewer.errors import HilumError
from viewer.imaging import open_radiograph
from viewer.imaging.shown import shown_picture
from viewer.reading import OperatingPoint, Reader
from viewer.reading.heatmap import laid_over, render_heatmap

MOST = 6
"""Of each kind of error, how many are shown."""

_SIDE = 320
_SAME = 1e-3
"""Two probabilities that differ by less are of the same model; providers differ by rounding."""


@dataclass(frozen=True, slots=True)
class WrongPicture:
    """A radiograph on the wrong side of the threshold.

    Attributes
    ----------
    plain, overlaid : str
        JPEG data addresses, without and with the heatmap; "" where there is no picture.
    remark : str
        Why there is no picture, or what else has to be said of it.
    """

    file: Path
    probability: float
    facts: tuple[str, ...]
    plain: str = ""
    overlaid: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class WrongPictures:
    """The most wrong ones of a part, and how many there are in all."""

    false_positive: tuple[WrongPicture, ...]
    false_positives: int
    false_negative: tuple[WrongPicture, ...]
    false_negatives: int


def most_wrong(predictions: Predictions, reader: Reader, point: OperatingPoint) -> WrongPictures:
    """Read the most wrong radiographs again, as they lie on the disk at this moment."""
    order = np.argsort(predictions.probability, kind="stable")
    positive = predictions.probability >= point.threshold
    high = [row for row in order[::-1] if positive[row] and not predictions.truth[row]]
    low = [row for row in order if predictions.truth[row] and not positive[row]]

    def shown(rows: Iterable[int]) -> tuple[WrongPicture, ...]:
        return tuple(_show(predictions, row, reader) for row in rows)

    return WrongPictures(shown(high[:MOST]), len(high), shown(low[:MOST]), len(low))


def _show(predictions: Predictions, row: int, reader: Reader) -> WrongPicture:
    file = Path(str(predictions.file[row]))
    probability = float(predictions.probability[row])
    columns = (predictions.kind, predictions.view, predictions.source)
    facts = tuple(str(column[row]) for column in columns if column[row])
    if predictions.withheld[row]:
        facts += ("withheld",)
    try:
        radiograph = open_radiograph(file)
        reading = reader.read(radiograph)
    except HilumError as error:
        return WrongPicture(file, probability, facts, remark=error.sentence)
    shown = shown_picture(radiograph, _SIDE)
    overlaid = laid_over(shown, render_heatmap(reading, reader.card))
    remark = ""
    if abs(reading.probability - probability) > _SAME:
        remark = f"Read again: {reading.probability:.3f}; evaluate the model again."
    return WrongPicture(file, probability, facts, _address(shown), _address(overlaid), remark)


def _address(picture: Image.Image) -> str:
    content = io.BytesIO()
    picture.save(content, "JPEG", quality=82)
    return f"data:image/jpeg;base64,{base64.b64encode(content.getvalue()).decode('ascii')}"
