"""Agreement is what the literature computes, of those that both decided."""

import math

import numpy as np
import pytest

from tests.blind.making import committed
from viewer.blind import Answer, agreement_of
from viewer.blind.agreement import cohen_kappa, wilson
from viewer.reading import Verdict

_P, _N, _U = Answer.PNEUMONIA, Answer.NORMAL, Answer.UNSURE
_TABLES = [[[20, 5], [10, 15]], [[45, 15], [25, 15]], [[3, 1], [0, 2]], [[9, 40], [38, 7]]]


def test_kappa_of_a_known_example() -> None:
    # Twenty and fifteen of fifty alike, ten and five not: 0.4, as any textbook has it.
    assert cohen_kappa(np.array(_TABLES[0])).value == pytest.approx(0.4)


@pytest.mark.parametrize("table", _TABLES)
def test_kappa_is_that_of_scikit_learn(table: list[list[int]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    cells = [(row, column) for row in (0, 1) for column in (0, 1)]
    pairs = [cell for cell in cells for _ in range(table[cell[0]][cell[1]])]
    wanted = metrics.cohen_kappa_score(*zip(*pairs, strict=True))
    assert cohen_kappa(np.array(table)).value == pytest.approx(wanted)


@pytest.mark.parametrize("table", _TABLES)
def test_the_interval_is_what_the_delta_method_gives(table: list[list[int]]) -> None:
    counts = np.array(table)
    shares = counts / counts.sum()

    def kappa(of: np.ndarray) -> float:
        expected = of.sum(axis=1) @ of.sum(axis=0) / of.sum() ** 2
        return (np.trace(of) / of.sum() - expected) / (1 - expected)

    slopes = np.zeros((2, 2))
    for cell in np.ndindex(2, 2):
        step = np.zeros((2, 2))
        step[cell] = 1e-6
        slopes[cell] = (kappa(shares + step) - kappa(shares - step)) / 2e-6
    variance = ((shares * slopes**2).sum() - (shares * slopes).sum() ** 2) / counts.sum()
    half = 1.959964 * math.sqrt(variance)
    low, high = cohen_kappa(counts).interval
    assert low == pytest.approx(max(-1, kappa(shares) - half), abs=1e-6)
    assert high == pytest.approx(min(1, kappa(shares) + half), abs=1e-6)


def test_perfect_agreement_in_few_has_no_interval() -> None:
    kappa = cohen_kappa(np.array([[2, 0], [0, 3]]))
    assert (kappa.value, kappa.interval) == (1.0, None)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[7, 0], [0, 0]]])
def test_there_is_no_kappa_where_chance_explains_everything(table: list[list[int]]) -> None:
    assert cohen_kappa(np.array(table)) is None


def test_the_share_has_wilsons_interval() -> None:
    share = wilson(8, 10)
    assert share.value == 0.8
    assert share.interval == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_only_what_both_decided_is_compared() -> None:
    session = [
        *committed(_P, Verdict.PNEUMONIA, 4),
        *committed(_N, Verdict.PNEUMONIA, 1),
        *committed(_U, Verdict.PNEUMONIA, 2),
        *committed(_N, Verdict.WITHHELD, 3),
        *committed(_N, None, 5),
        *committed(_N, Verdict.NORMAL, 6, blind=False),
    ]
    agreement = agreement_of(session)
    assert (agreement.decided, agreement.agreed) == (5, 4)
    assert (agreement.without_reading, agreement.not_blind) == (5, 6)
    assert agreement.counts[_U, Verdict.PNEUMONIA] == 2
    assert agreement.counts[_N, Verdict.WITHHELD] == 3
    assert agreement.share.value == pytest.approx(0.8)


def test_an_empty_session_has_no_figures() -> None:
    agreement = agreement_of([])
    assert (agreement.share, agreement.kappa, agreement.decided) == (None, None, 0)
