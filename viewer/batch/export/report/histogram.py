"""The histogram of a report, as what its template draws."""

from dataclasses import dataclass

import numpy as np

from viewer.batch.figures.bars import Strip, bar_height, strips_of, ticks_of
from viewer.batch.figures.facts import Facts
from viewer.batch.figures.histogram import BINS, Binned
from viewer.batch.figures.labels import UNLABELLED, Label
from viewer.reading import Verdict

WIDTH = 560
"""Of the area with the bars, in SVG units."""

_ALONE, _OF_SEVERAL = 160.0, 84.0
"""Heights of the bars."""
_TITLE, _BETWEEN = 22.0, 14.0
_LEAST = 2.0
"""A bar of one file beside one of thousands can still be seen."""
_GAP = 1.0
_ORDER = (Verdict.NORMAL, Verdict.PNEUMONIA, Verdict.WITHHELD)
"""In which the parts of a bar stand on each other."""
_PARTS = 10
"""In how many parts the scale is told in words."""
_TITLES = {
    None: "",
    Label.PNEUMONIA: "Labelled pneumonia",
    Label.NORMAL: "Labelled normal",
    UNLABELLED: "Without a label",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Of one verdict; its place is from the top of the drawing."""

    verdict: Verdict
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """Its parts, the lowest first, and what it stands for in words."""

    x: float
    width: float
    parts: tuple[Part, ...]
    words: str


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    """One row of bars.

    Attributes
    ----------
    title, count
        Of which label they are, empty where there are none, and of how many radiographs.
    top, bottom : float
        The places of the highest bar's upper end, and of the axis.
    ticks : tuple of (float, int)
        Lines: their places, and what they stand for.
    words : str
        The bars, a tenth of the scale at a time.
    """

    title: str
    count: int
    top: float
    bottom: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Strips from above, how high they are together, and the place of the threshold."""

    strips: tuple[DrawnStrip, ...]
    height: float
    threshold_x: float

    @property
    def words(self) -> str:
        return " ".join(strip.words for strip in self.strips)

    @property
    def verdicts(self) -> list[Verdict]:
        """Those that a bar is of, the lowest first."""
        there = {part.verdict for strip in self.strips for bar in strip.bars for part in bar.parts}
        return [verdict for verdict in _ORDER if verdict in there]


def histogram(facts: Facts, threshold: float) -> Histogram | None:
    """What the window's panel draws, on an even scale; None if nothing was read."""
    strips = strips_of(Binned.of(facts, np.linspace(0.0, 1.0, BINS + 1)).at(threshold))
    highest = max(int(strip.total.max()) for strip in strips)
    if not highest:
        return None
    drawn, top = [], 0.0
    for strip in strips:
        if strip.label is not None:
            top += _TITLE
        room = _ALONE if strip.label is None else _OF_SEVERAL
        drawn.append(_drawn(strip, top, top + room, highest))
        top += room + _BETWEEN
    return Histogram(tuple(drawn), top - _BETWEEN, threshold * WIDTH)


def _drawn(strip: Strip, top: float, bottom: float, highest: int) -> DrawnStrip:
    room = bottom - top
    ticks = tuple(
        (bottom - bar_height(tick, highest, room), tick) for tick in ticks_of(highest, room)
    )
    places = np.flatnonzero(strip.total).tolist()
    bars = tuple(_bar(strip, place, bottom, room, highest) for place in places)
    title = _TITLES[strip.label]
    return DrawnStrip(title, int(strip.total.sum()), top, bottom, bars, ticks, _in_words(strip))


def _bar(strip: Strip, place: int, bottom: float, room: float, highest: int) -> Bar:
    total, step = int(strip.total[place]), WIDTH / BINS
    height = max(_LEAST, bar_height(total, highest, room))
    parts, told = [], [_radiographs(total, place, place + 1, BINS)]
    for verdict in _ORDER:
        if count := int(getattr(strip, verdict)[place]):
            share = height * count / total
            bottom -= share
            parts.append(Part(verdict, bottom, share))
            told.append(f"{count:,} {verdict}")
    return Bar(place * step + _GAP / 2, step - _GAP, tuple(parts), ", ".join(told))


def _in_words(strip: Strip) -> str:
    counts = strip.total.reshape(_PARTS, -1).sum(axis=1)
    parts = [
        _radiographs(int(count), place, place + 1, _PARTS) for place, count in enumerate(counts)
    ]
    title = f"{_TITLES[strip.label]}: " if strip.label is not None else ""
    return f"{title}{'; '.join(parts)}."


def _radiographs(count: int, start: int, end: int, steps: int) -> str:
    plural = "s" if count != 1 else ""
    return f"{start / steps:.3f} to {end / steps:.3f}: {count:,} radiograph{plural}"
