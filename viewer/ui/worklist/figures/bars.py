"""How the bars of a histogram look, and what they are called."""

from viewer.batch.figures.bars import Strip
from viewer.batch.figures.labels import UNLABELLED, Label
from viewer.batch.figures.ranking import Counts
from viewer.ui.looks import NORMAL, PNEUMONIA, WITHHELD, Look
from viewer.ui.texts import later, tr

_TITLES = {
    Label.PNEUMONIA: later("Labelled pneumonia"),
    Label.NORMAL: later("Labelled normal"),
    UNLABELLED: later("Without a label"),
}


def title_of(strip: Strip) -> str:
    """Empty where nothing is labelled."""
    return "" if strip.label is None else tr(_TITLES[strip.label])


def parts_of(strip: Strip) -> tuple[tuple[Counts, Look], ...]:
    """The parts of the bars, in the order in which they stand on each other."""
    return (strip.normal, NORMAL), (strip.pneumonia, PNEUMONIA), (strip.withheld, WITHHELD)
