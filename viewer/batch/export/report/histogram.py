"""The histogram of a report, as what its template draws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.reading import Verdict

WIDTH, HEIGHT = 720, 160
"""Of the area with the bars, in SVG units."""

_LEAST = 1.5
"""A bar of one file beside one of thousands can still be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One colour of one bar: its place from the left and the top."""

    verdict: Verdict
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """`highest` is how many files the top of the area stands for."""

    bars: tuple[Bar, ...]
    highest: int


def histogram(bins: Mapping[Verdict, Sequence[int]]) -> Histogram:
    """Stack the counts of each verdict, in the order of `bins` from below."""
    stacked = list(zip(*bins.values(), strict=True))
    highest = max(map(sum, stacked))
    width = WIDTH / len(stacked)
    bars = []
    for place, counts in enumerate(stacked):
        top = float(HEIGHT)
        for verdict, count in zip(bins, counts, strict=True):
            if count:
                height = max(_LEAST, HEIGHT * count / highest)
                top -= height
                bars.append(Bar(verdict, place * width + 0.5, top, width - 1.0, height))
    return Histogram(tuple(bars), highest)
