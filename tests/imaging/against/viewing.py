"""What the viewer would show of a radiograph, and how DCMTK is asked for the same."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.imaging import Photometric, Radiograph, VoiFunction, VoiLut, Window
from viewer.imaging.windowing import View, default_view, display_grey

COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Asked:
    """A view of ours, its number among the file's own, and the options that ask DCMTK for it."""

    name: str
    view: View
    options: tuple[str, ...]
    number: int | None = None


def views(radiograph: Radiograph, dataset: Dataset) -> list[Asked]:
    """Every view that the file offers; where it offers none, the one shown by default.

    `dataset` has the frame's attributes at its top (see `of_frame`).
    """
    if radiograph.colour is not None:
        view = default_view(radiograph)
        return [Asked(COLOUR, view, ()), Asked("luma", view, ("+G",))]
    luts = [
        Asked(f"VOI LUT {number}", lut, ("+Wl", str(number)), number - 1)
        for number, lut in enumerate(radiograph.voi_luts, 1)
    ]
    windows = [_asked(window, dataset) for window in radiograph.windows]
    return luts + windows or [_asked(default_view(radiograph), dataset)]


def _asked(window: View, dataset: Dataset) -> Asked:
    assert not isinstance(window, VoiLut)
    if window.explanation == "as stored":
        return Asked(window.explanation, window, ())
    number = _number(window, dataset)
    name = f"window {window.centre:g} / {window.width:g}"
    if window.function is VoiFunction.LINEAR_EXACT:
        return Asked(f"{name} exact", window, as_linear(window), number)
    if number is None or "SharedFunctionalGroupsSequence" in dataset:
        # DCMTK 3.6.7 offers no window of a functional group by its number.
        return Asked(name, window, ("+Ww", repr(window.centre), repr(window.width)), number)
    return Asked(name, window, ("+Wi", str(number + 1)), number)


def _number(window: Window, dataset: Dataset) -> int | None:
    centres, widths = (
        [float(number) for number in np.atleast_1d(dataset.get(keyword) or ())]
        for keyword in ("WindowCenter", "WindowWidth")
    )
    pairs = list(zip(centres, widths, strict=False))
    own = (window.centre, window.width)
    return pairs.index(own) if own in pairs else None


def as_linear(window: Window) -> tuple[str, ...]:
    """Ask by LINEAR for what LINEAR_EXACT shows: DCMTK 3.6.7 doesn't know the latter.

    PS3.3 C.11.2.1.2.1 puts half a value and one value between the two formulas.
    """
    return ("+Ww", repr(window.centre + 0.5), repr(window.width + 1.0))


def picture(radiograph: Radiograph, asked: Asked) -> NDArray[np.uint8]:
    """(rows, columns) grey, or (rows, columns, 3) where the colours are asked for."""
    if radiograph.colour is not None and asked.name == COLOUR:
        return radiograph.colour
    inverted = radiograph.photometric is Photometric.MONOCHROME1
    return display_grey(radiograph.pixels.astype(np.float32), asked.view, inverted)


def as_deep_as(grey: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """A grey picture as three equal colours where the other has three."""
    if grey.ndim == 2 and other.ndim == 3:
        return np.repeat(grey[..., np.newaxis], 3, axis=2)
    return grey
