"""The bars of a histogram: which there are, and how high."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.histogram import Histogram
from viewer.batch.figures.labels import UNLABELLED, Label
from viewer.ui.looks import NORMAL, PNEUMONIA, WITHHELD, Look
from viewer.ui.texts import later, tr

_BETWEEN_TICKS = 15.0
_TITLES = {
    Label.PNEUMONIA: later("Labelled pneumonia"),
    Label.NORMAL: later("Labelled normal"),
    UNLABELLED: later("Without a label"),
}

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of bars: those of one label, or all."""

    title: str
    normal: Counts
    pneumonia: Counts
    withheld: Counts

    @property
    def parts(self) -> tuple[tuple[Counts, Look], ...]:
        """By verdict, in the order in which they stand on each other."""
        return (self.normal, NORMAL), (self.pneumonia, PNEUMONIA), (self.withheld, WITHHELD)

    @property
    def total(self) -> Counts:
        return self.normal + self.pneumonia + self.withheld


def strips_of(histogram: Histogram) -> list[Strip]:
    kinds = (histogram.normal, histogram.pneumonia, histogram.withheld)
    labelled = histogram.total[[Label.NORMAL, Label.PNEUMONIA]].any()
    if not labelled:
        return [Strip("", *(kind.sum(axis=0) for kind in kinds))]
    without = [UNLABELLED] if histogram.total[UNLABELLED].any() else []
    return [
        Strip(tr(_TITLES[label]), *(kind[label] for kind in kinds))
        for label in (Label.PNEUMONIA, Label.NORMAL, *without)
    ]


def bar_height(count: int, highest: int, room: float) -> float:
    """In pixels, of a room that the highest fills."""
    return (room - 4) * math.sqrt(count / highest)


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
