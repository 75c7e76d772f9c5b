"""How many radiographs have which probability."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.facts import Facts, State
from viewer.batch.figures.labels import UNLABELLED, Label
from viewer.batch.figures.ranking import Counts

BINS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Counts by label and verdict.

    Attributes
    ----------
    edges : ndarray, (b + 1,), float64
        A bin holds its lower edge; the last one holds 1 as well.
    normal, pneumonia, withheld : ndarray, (3, b), int64
        By verdict at the threshold; `[label]` is that of a label or of `UNLABELLED`.
    """

    edges: NDArray[np.float64]
    normal: Counts
    pneumonia: Counts
    withheld: Counts

    @property
    def total(self) -> Counts:
        """Of any verdict, (3, b)."""
        return self.normal + self.pneumonia + self.withheld


@dataclass(frozen=True, slots=True, eq=False)
class Binned:
    """Facts counted once in bins, for the histograms at any threshold.

    Attributes
    ----------
    edges : ndarray, (b + 1,), float64
    places : ndarray, (b + 1,), int64
        Of the edges in the ranking.
    withheld : ndarray, (3, b), int64
        As in `Histogram`, which no threshold changes.
    """

    facts: Facts
    edges: NDArray[np.float64]
    places: Counts
    withheld: Counts

    @classmethod
    def of(cls, facts: Facts, edges: NDArray[np.float64]) -> "Binned":
        places = facts.ranking.places(edges)
        places[-1] = len(facts.ranking.probability)
        withheld = np.zeros((3, len(edges) - 1), np.int64)
        out = facts.state == State.WITHHELD
        for label in (Label.NORMAL, Label.PNEUMONIA, UNLABELLED):
            those = facts.probability[out & (facts.label == label)]
            withheld[label] = np.histogram(those, edges)[0]
        return cls(facts, edges, places, withheld)

    def at(self, threshold: float) -> Histogram:
        """The histogram at a threshold, which itself is pneumonia."""
        ranking = self.facts.ranking
        place = ranking.places(np.array(threshold))
        lower, upper = self.places[:-1], self.places[1:]
        between = np.clip(place, lower, upper)
        below = ranking.below
        return Histogram(
            self.edges,
            below[:, between] - below[:, lower],
            below[:, upper] - below[:, between],
            self.withheld,
        )
