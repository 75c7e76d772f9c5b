"""How many radiographs have which probability, and which verdict at a threshold."""

import numpy as np
import pytest

from tests.batch.figures.drawn import drawn, of
from viewer.batch.figures.facts import Facts, State
from viewer.batch.figures.histogram import BINS, Binned, Histogram
from viewer.batch.figures.labels import UNLABELLED

EDGES = np.linspace(0.0, 1.0, BINS + 1)


def histogram(facts: Facts, threshold: float) -> Histogram:
    return Binned.of(facts, EDGES).at(threshold)


@pytest.mark.parametrize("threshold", [0.0, 0.3, 0.5, 0.513, 1.0])
@pytest.mark.parametrize("label", [UNLABELLED, 0, 1])
def test_bins_hold_what_counting_one_by_one_gives(threshold: float, label: int) -> None:
    facts = drawn(500, decimals=3)
    bars = histogram(facts, threshold)
    of_label = facts.label == label
    read, positive = facts.state == State.READ, facts.probability >= threshold
    expected = {
        "normal": of_label & read & ~positive,
        "pneumonia": of_label & read & positive,
        "withheld": of_label & (facts.state == State.WITHHELD),
    }
    for name, those in expected.items():
        counts, _ = np.histogram(facts.probability[those], EDGES)
        np.testing.assert_array_equal(getattr(bars, name)[label], counts)


def test_the_ends_of_the_scale_are_in_the_first_and_last_bin() -> None:
    bars = histogram(of([0.0, 1.0, 1.0], [0, 1, -1]), 0.5)
    total = bars.total.sum(axis=0)
    assert (total[0], total[-1], total.sum()) == (1, 2, 3)


def test_nothing_read_is_nothing_counted() -> None:
    assert histogram(Facts(), 0.5).total.sum() == 0
