"""The bars of a histogram, wherever it is drawn: which there are, and how high."""

import math
from dataclasses import dataclass
from typing import Self

from viewer.batch.figures.histogram import Histogram
from viewer.batch.figures.labels import UNLABELLED, Label
from viewer.batch.figures.ranking import Counts

_ABOVE = 4
"""Left free above the highest."""
_BETWEEN_TICKS = 15.0


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """One row of bars.

    Attributes
    ----------
    label : int or None
        A `Label`, or `UNLABELLED`; None for all, where nothing is labelled.
    normal, pneumonia, withheld : ndarray, (b,), int64
        The parts of each bar, in the order in which they stand on each other.
    """

    label: int | None
    normal: Counts
    pneumonia: Counts
    withheld: Counts

    @classmethod
    def of(cls, histogram: Histogram, label: int | None) -> Self:
        kinds = (histogram.normal, histogram.pneumonia, histogram.withheld)
        return cls(label, *(kind.sum(axis=0) if label is None else kind[label] for kind in kinds))

    @property
    def total(self) -> Counts:
        return self.normal + self.pneumonia + self.withheld


def strips_of(histogram: Histogram) -> list[Strip]:
    """One strip for each label that is there, or one for all."""
    if not histogram.total[[Label.NORMAL, Label.PNEUMONIA]].any():
        return [Strip.of(histogram, None)]
    without = [UNLABELLED] if histogram.total[UNLABELLED].any() else []
    return [Strip.of(histogram, label) for label in (Label.PNEUMONIA, Label.NORMAL, *without)]


def bar_height(count: int, highest: int, room: float) -> float:
    """How high a bar is, in a room that the highest fills.

    It goes by the square root of the count (Tukey's rootogram): a few radiographs near the
    threshold are seen beside thousands far from it.
    """
    return (room - _ABOVE) * math.sqrt(count / highest)


def ticks_of(highest: int, room: float) -> list[int]:
    """Round counts to draw a line at, far enough from each other, the largest first."""
    ticks: list[int] = []
    if highest:
        power = 10 ** int(math.log10(highest))
        while power:
            for tick in (5 * power, 2 * power, power):
                y = bar_height(tick, highest, room)
                apart = not ticks or bar_height(ticks[-1], highest, room) - y >= _BETWEEN_TICKS
                if tick <= highest and apart and y >= _BETWEEN_TICKS:
                    ticks.append(tick)
            power //= 10
    return ticks[:3]
