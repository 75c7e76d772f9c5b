"""Radiographs in the order of their probabilities, counted once."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from viewer.batch.labels import Label

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """How many radiographs lie below each probability that occurs.

    Attributes
    ----------
    probability : ndarray, (v,), float64
        Those that occur, ascending.
    below, normal_below, pneumonia_below : ndarray, (v + 1,), int64
        How many radiographs, of any label and of each, have one of the first i probabilities:
        element 0 is 0, and the last is how many there are.
    """

    probability: NDArray[np.float64]
    below: Counts
    normal_below: Counts
    pneumonia_below: Counts

    @classmethod
    def of(cls, probability: NDArray[np.float64], label: NDArray[np.int8]) -> Self:
        """Rank radiographs by their probabilities, (n,), with their labels, (n,)."""
        order = np.argsort(probability)
        ordered, labels = probability[order], label[order]
        ends = np.flatnonzero(np.diff(ordered, append=np.inf)) + 1
        return cls(
            ordered[ends - 1],
            np.concatenate(([0], ends)),
            _counted(labels == Label.NORMAL, ends),
            _counted(labels == Label.PNEUMONIA, ends),
        )

    def places(self, thresholds: NDArray[np.float64] | float) -> Counts:
        """How many of the probabilities that occur lie below each threshold."""
        return np.searchsorted(self.probability, thresholds, side="left")


def _counted(those: NDArray[np.bool_], ends: Counts) -> Counts:
    return np.concatenate(([0], np.cumsum(those)))[np.concatenate(([0], ends))]
