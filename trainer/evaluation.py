"""An ONNX file is read over labelled radiographs, just as the viewer would read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer import metrics
from trainer.dataset import Example
from trainer.splits import sha256_of
from viewer.errors import HilumError, NothingToReadError
from viewer.imaging import open_radiograph
from viewer.reading import ModelCard, OperatingPoint, Reader, Reading, Verdict


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a model said of labelled radiographs.

    Attributes
    ----------
    examples, readings : tuple, as long as each other
    skipped : tuple of (Example, str)
        What could not be read, with the reason.
    """

    examples: tuple[Example, ...]
    readings: tuple[Reading, ...]
    skipped: tuple[tuple[Example, str], ...]

    @property
    def truth(self) -> NDArray[np.bool_]:
        return np.array([bool(example.label) for example in self.examples])

    @property
    def probability(self) -> NDArray[np.float64]:
        return np.array([reading.probability for reading in self.readings], np.float64)

    @property
    def withheld(self) -> int:
        return sum(reading.verdict is Verdict.WITHHELD for reading in self.readings)

    def figures(self, point: OperatingPoint) -> dict[str, metrics.Interval]:
        """AUC and the figures at an operating point, over all that was read, withheld or not."""
        figures = {"AUC": metrics.auc, **metrics.figures_at(point.threshold)}
        patients = [example.patient for example in self.examples]
        return {
            name: metrics.with_interval(figure, self.truth, self.probability, patients)
            for name, figure in figures.items()
        }

    def confusion_matrix(self, point: OperatingPoint) -> metrics.ConfusionMatrix:
        return metrics.confusion_matrix(self.truth, self.probability, point.threshold)

    def found_by_kind(self, point: OperatingPoint) -> dict[str, tuple[int, int]]:
        """Of each kind of pneumonia, how many were found and how many there were."""
        found: dict[str, tuple[int, int]] = {}
        for example, reading in zip(self.examples, self.readings, strict=True):
            if example.kind:
                hits, all_ = found.get(example.kind, (0, 0))
                found[example.kind] = (
                    hits + (reading.probability >= point.threshold),
                    all_ + 1,
                )
        return found


def manifest_of(model: Path, card: ModelCard) -> str | None:
    """The split manifest beside a model file, if it is the one that its card names."""
    path = model.with_name("manifest.tsv")
    if not path.is_file():
        return None
    manifest = path.read_text(encoding="utf-8")
    return manifest if sha256_of(manifest) == card.training.manifest_sha256 else None


def evaluate(reader: Reader, examples: Iterable[Example]) -> Evaluation:
    """Read every example.

    Raises
    ------
    NothingToReadError
        If what could be read lacks a class.
    """
    read: list[tuple[Example, Reading]] = []
    skipped: list[tuple[Example, str]] = []
    for example in examples:
        try:
            read.append((example, reader.read(open_radiograph(example.path))))
        except HilumError as error:
            skipped.append((example, error.sentence))
    if len({example.label for example, _ in read}) < 2:
        raise NothingToReadError(
            "The radiographs that could be read are not of both classes.",
            "Give a folder that holds NORMAL and PNEUMONIA.",
        )
    return Evaluation(
        tuple(example for example, _ in read),
        tuple(reading for _, reading in read),
        tuple(skipped),
    )
