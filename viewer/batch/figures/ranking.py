"""Radiographs in the order of their probabilities, counted once."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.labels import UNLABELLED, Label

_LABELS = (Label.NORMAL, Label.PNEUMONIA, UNLABELLED)
"""The rows of a table by label: `UNLABELLED`, which is -1, finds the last."""

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """How many radiographs lie below each probability that occurs: thresholds are looked up.

    Attributes
    ----------
    probability : ndarray, (v,), float64
        Those that occur, ascending.
    below : ndarray, (3, v + 1), int64
        `below[label, i]` radiographs of a label (or `UNLABELLED`) have one of the first i
        probabilities; the last column is how many there are.
    """

    probability: NDArray[np.float64]
    below: Counts

    @classmethod
    def of(cls, probability: NDArray[np.float64], label: NDArray[np.int8]) -> Self:
        """Rank radiographs by their probabilities, (n,), with their labels, (n,)."""
        order = np.argsort(probability)
        ordered, labels = probability[order], label[order]
        ends = np.flatnonzero(np.diff(ordered, append=np.inf)) + 1
        below = np.zeros((len(_LABELS), len(ends) + 1), np.int64)
        for name in _LABELS:
            below[name, 1:] = np.cumsum(labels == name)[ends - 1]
        return cls(ordered[ends - 1], below)

    def places(self, thresholds: NDArray[np.float64]) -> Counts:
        """How many of the probabilities that occur lie below each threshold."""
        return np.searchsorted(self.probability, thresholds, side="left")

    def split(self, threshold: float) -> tuple[Counts, Counts]:
        """How many radiographs of each label, (3,), lie below a threshold, and how many don't."""
        under = self.below[:, np.searchsorted(self.probability, threshold, side="left")]
        return under, self.below[:, -1] - under

    def at_each(self, label: Label) -> Counts:
        """How many radiographs of a label have each probability, (v,)."""
        return np.diff(self.below[label])

    def of_label(self, label: Label) -> int:
        return int(self.below[label, -1])
