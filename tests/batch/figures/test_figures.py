"""Figures are what the literature, scikit-learn and the trainer say they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as reference

from tests.batch.figures.drawn import counting, drawn, of
from trainer import metrics as trainer
from viewer.batch.figures import figure as reasons
from viewer.batch.figures.agreement import confusion_matrix, figures_table, left_out
from viewer.batch.figures.facts import Facts
from viewer.batch.figures.figure import Figure
from viewer.batch.figures.intervals import of_auc_by_chance, of_f1, of_share
from viewer.batch.figures.roc import auc, roc_curve, thinned

THRESHOLDS = (0.0, 0.3, 0.6, 0.77, 1.0)


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_figures_agree_with_scikit_learn(threshold: float) -> None:
    facts = drawn(600, decimals=2)
    truth, probability = counting(facts)
    read = probability >= threshold
    undefined = {"zero_division": np.nan}
    expected = {
        "AUC": reference.roc_auc_score(truth, probability),
        "sensitivity": reference.recall_score(truth, read, **undefined),
        "specificity": reference.recall_score(~truth, ~read, **undefined),
        "precision": reference.precision_score(truth, read, **undefined),
        "negative predictive value": reference.precision_score(~truth, ~read, **undefined),
        "F1": reference.f1_score(truth, read, **undefined),
        "accuracy": reference.accuracy_score(truth, read),
    }
    ours = {
        figure.name: np.nan if figure.value is None else figure.value
        for figure in figures_table(facts, threshold)
    }
    assert ours == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_counts_agree_with_the_trainer(threshold: float) -> None:
    facts = drawn(300, decimals=2)
    ours = confusion_matrix(facts.ranking, threshold)
    theirs = trainer.confusion_matrix(*counting(facts), threshold)
    for name in ("true_positive", "false_positive", "false_negative", "true_negative"):
        assert getattr(ours, name) == getattr(theirs, name)


@pytest.mark.parametrize("decimals", [1, 2, 16])
def test_the_auc_and_its_interval_agree_with_the_trainer(decimals: int) -> None:
    facts = drawn(300, decimals=decimals)
    ours, theirs = auc(facts.ranking), trainer.auc_by_delong(*counting(facts))
    assert (ours.value, ours.low, ours.high) == pytest.approx(
        (theirs.value, theirs.low, theirs.high), abs=1e-12
    )


@pytest.mark.parametrize("decimals", [1, 2, 16])
def test_the_roc_curve_agrees_with_scikit_learn(decimals: int) -> None:
    facts = drawn(300, decimals=decimals)
    ours = roc_curve(facts.ranking)
    theirs = reference.roc_curve(*counting(facts), drop_intermediate=False)
    assert ours is not None
    for mine, other in zip(
        (ours.false_positive_rate, ours.true_positive_rate, ours.threshold), theirs, strict=True
    ):
        np.testing.assert_allclose(mine, other, atol=1e-12)


def test_the_operating_point_lies_on_the_roc_curve() -> None:
    facts = drawn(200, decimals=2)
    curve = roc_curve(facts.ranking)
    assert curve is not None
    for fpr, tpr, threshold in zip(
        curve.false_positive_rate, curve.true_positive_rate, curve.threshold, strict=True
    ):
        counts = confusion_matrix(facts.ranking, threshold)
        assert counts.false_positive / counts.negative == pytest.approx(fpr)
        assert counts.true_positive / counts.positive == pytest.approx(tpr)


def test_a_thinned_curve_looks_the_same() -> None:
    facts = drawn(20_000)
    whole = roc_curve(facts.ranking)
    assert whole is not None
    few = thinned(whole)
    assert len(few.threshold) < len(whole.threshold) / 5
    assert (few.false_positive_rate[0], few.false_positive_rate[-1]) == (0.0, 1.0)
    drawn_there = np.interp(
        whole.false_positive_rate, few.false_positive_rate, few.true_positive_rate
    )
    assert np.abs(drawn_there - whole.true_positive_rate).max() < 0.02


def test_withheld_and_failed_radiographs_are_left_out_and_counted() -> None:
    facts = drawn(500)
    out = left_out(facts)
    truth, _ = counting(facts)
    assert out.counted == len(truth)
    assert out.labelled == np.count_nonzero(facts.label >= 0)
    assert min(out.withheld, out.failed) > 0


# Wilson's intervals as in table I of Newcombe 1998, Statistics in Medicine 17, 857-872.
@pytest.mark.parametrize(
    ("hits", "of_all", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_of_shares_are_those_that_newcombe_lists(
    hits: int, of_all: int, low: float, high: float
) -> None:
    assert of_share(hits, of_all) == pytest.approx((low, high), abs=6e-5)


def test_the_interval_of_f1_holds_it_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    cells = np.array([0.35, 0.08, 0.07, 0.5])
    true = 2 * cells[0] / (2 * cells[0] + cells[1] + cells[2])
    held = 0
    for tp, fp, fn, _ in random.multinomial(60, cells, 2000):
        low, high = of_f1(int(tp), int(fp + fn))
        held += low <= true <= high
    assert 0.93 < held / 2000 < 0.97


def test_the_auc_of_ratings_with_many_ties_has_the_published_interval() -> None:
    # 109 computed tomograms in five ratings, Hanley and McNeil 1982, Radiology 143, 29-36; the
    # interval by DeLong's method is the one that Stata's manual prints under roctab.
    ratings = {0: (33, 6, 6, 11, 2), 1: (3, 2, 2, 11, 33)}
    probability = [n / 5 for often in ratings.values() for n in range(5) for _ in range(often[n])]
    label = [label for label, often in ratings.items() for _ in range(sum(often))]
    figure = auc(of(probability, label).ranking)
    assert (figure.value, figure.low, figure.high) == pytest.approx(
        (0.8932, 0.83295, 0.95339), abs=5e-5
    )


def test_the_interval_by_chance_of_one_of_each_is_wilsons_of_one_pair() -> None:
    # Its variance is then that of one trial, whose interval ends where 1 - x = z^2 x.
    figure = auc(of([0.2, 0.7], [0, 1]).ranking)
    assert (figure.low, figure.high) == pytest.approx(of_share(1, 1), abs=1e-9)


def test_where_all_probabilities_are_equal_the_auc_is_a_half_with_an_interval() -> None:
    figure = auc(of([0.4] * 20, [0, 1] * 10).ranking)
    assert figure.value == 0.5
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.35 < 0.65 < figure.high


def test_the_interval_of_a_perfect_auc_of_few_is_wide() -> None:
    figure = auc(of([0.1, 0.2, 0.3, 0.7, 0.8, 0.9], [0, 0, 0, 1, 1, 1]).ranking)
    assert (figure.value, figure.high) == (1.0, 1.0)
    assert figure.low is not None
    assert figure.low < 0.7


@given(st.floats(0.0, 1.0), st.integers(1, 500), st.integers(1, 500))
def test_the_interval_by_chance_is_one_and_holds_the_auc(
    value: float, positive: int, negative: int
) -> None:
    low, high = of_auc_by_chance(value, positive, negative)
    assert 0.0 <= low <= value <= high <= 1.0
    assert low < high


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=1, max_size=30))
def test_every_figure_has_a_value_in_its_interval_or_a_reason(
    radiographs: list[tuple[float, int]],
) -> None:
    probability, label = zip(*radiographs, strict=True)
    for figure in figures_table(of(list(probability), list(label)), 0.5):
        assert (figure.value is None) == bool(figure.reason)
        if figure.value is not None:
            assert figure.low is not None
            assert figure.high is not None
            assert 0 <= figure.low <= figure.value + 1e-12 <= figure.high + 2e-12 <= 1 + 2e-12


@pytest.mark.parametrize(
    ("facts", "name", "reason"),
    [
        (of([0.2, 0.9], [0, 0]), "sensitivity", reasons.NO_PNEUMONIA),
        (of([0.2, 0.9], [0, 0]), "AUC", reasons.NO_PNEUMONIA),
        (of([0.2, 0.9], [1, 1]), "AUC", reasons.NO_NORMAL),
        (of([0.2, 0.9], [1, 1]), "specificity", reasons.NO_NORMAL),
        (of([0.2, 0.3], [0, 1]), "precision", reasons.NONE_POSITIVE),
        (of([0.7, 0.8], [0, 1]), "negative predictive value", reasons.NONE_NEGATIVE),
    ],
)
def test_a_figure_that_is_not_defined_says_why(facts: Facts, name: str, reason: str) -> None:
    undefined = {figure.name: figure for figure in figures_table(facts, 0.5)}[name]
    assert undefined == Figure(name, None, None, None, reason)


def test_without_labels_there_are_no_figures() -> None:
    assert figures_table(of([0.2, 0.9], [-1, -1]), 0.5) == ()
    assert figures_table(Facts(), 0.5) == ()
