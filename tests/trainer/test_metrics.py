"""Each figure is what the literature says it is, for whole numbers of each radiograph."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics as reference

from tests.trainer.readings import drawn, probability_of
from trainer import metrics
from trainer.metrics import Figure, value_of

FIGURES: dict[str, Figure] = {
    "AUC": metrics.auc,
    "average precision": metrics.average_precision,
    "Brier score": metrics.brier_score,
    "calibration error": metrics.calibration_error,
    **metrics.figures_at(0.6),
    **metrics.predictive_values_at(0.6),
}


def test_figures_agree_with_scikit_learn() -> None:
    truth, logits = drawn(400)
    probability = np.round(probability_of(logits), 2)  # ties
    positive = probability >= 0.6
    expected = {
        "AUC": reference.roc_auc_score(truth, probability),
        "average precision": reference.average_precision_score(truth, probability),
        "Brier score": reference.brier_score_loss(truth, probability),
        "accuracy": reference.accuracy_score(truth, positive),
        "sensitivity (recall)": reference.recall_score(truth, positive),
        "specificity": reference.recall_score(~truth, ~positive),
        "precision": reference.precision_score(truth, positive),
        "F1": reference.f1_score(truth, positive),
    }
    ours = {name: value_of(FIGURES[name], truth, probability) for name in expected}
    assert ours == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("name", FIGURES)
def test_a_weight_counts_a_radiograph_as_often(name: str) -> None:
    truth, logits = drawn(60)
    probability = np.round(probability_of(logits), 1)
    weights = np.random.default_rng(3).integers(0, 4, (5, 60))
    at_once = FIGURES[name](truth, probability, weights.astype(float))
    one_by_one = [
        value_of(FIGURES[name], np.repeat(truth, often), np.repeat(probability, often))
        for often in weights
    ]
    np.testing.assert_allclose(at_once, one_by_one)


@pytest.mark.parametrize("name", ["AUC", "average precision"])
def test_ranking_needs_pneumonia_to_be_there(name: str) -> None:
    assert np.isnan(value_of(FIGURES[name], np.zeros(5, np.bool_), np.linspace(0, 1, 5)))


def test_a_probability_at_the_threshold_is_positive() -> None:
    matrix = metrics.confusion_matrix(np.array([True, False]), np.array([0.5, 0.49]), 0.5)
    assert (matrix.true_positive, matrix.true_negative) == (1, 1)


def test_brier_score_of_three_by_hand() -> None:
    truth, probability = np.array([True, False, True]), np.array([0.9, 0.2, 0.5])
    expected = (0.1**2 + 0.2**2 + 0.5**2) / 3
    assert value_of(metrics.brier_score, truth, probability) == pytest.approx(expected)


@given(
    st.integers(2, 40).flatmap(
        lambda n: st.tuples(arrays(np.bool_, n), arrays(np.float64, n, elements=st.floats(0, 1)))
    )
)
def test_auc_is_the_same_from_the_other_class_s_side(
    drawn_pair: tuple[np.ndarray, np.ndarray],
) -> None:
    truth, probability = drawn_pair
    probability = np.round(probability, 3)  # 1 - p keeps the order and the ties
    ours = value_of(metrics.auc, truth, probability)
    flipped = value_of(metrics.auc, ~truth, 1 - probability)
    assert ours == pytest.approx(flipped, nan_ok=True)
    if truth.any() and not truth.all():
        reversed_ = value_of(metrics.auc, truth, 1 - probability)
        assert ours + reversed_ == pytest.approx(1)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_a_verdict_of_pneumonia_is_worth_more_where_there_is_more_of_it(
    first: float, second: float
) -> None:
    truth, logits = drawn(200)
    probability = probability_of(logits)
    shares = metrics.figures_at(0.6)

    def worth(positive: bool, prevalence: float) -> float:
        figure = metrics.PredictiveValue(
            positive, prevalence, shares["sensitivity (recall)"], shares["specificity"]
        )
        return value_of(figure, truth, probability)

    rarer, commoner = sorted((first, second))
    assert worth(True, rarer) <= worth(True, commoner)
    assert worth(False, rarer) >= worth(False, commoner)


def test_predictive_values_at_the_prevalence_of_the_data_are_those_of_the_data() -> None:
    truth, logits = drawn(400)
    positive = probability_of(logits) >= 0.6
    shares = metrics.figures_at(0.6)
    for is_ppv, expected in ((True, truth[positive].mean()), (False, (~truth[~positive]).mean())):
        figure = metrics.PredictiveValue(
            is_ppv, truth.mean(), shares["sensitivity (recall)"], shares["specificity"]
        )
        assert value_of(figure, truth, probability_of(logits)) == pytest.approx(expected)


def test_predictive_values_by_hand() -> None:
    # Sensitivity 3/4, specificity 4/5.
    truth = np.array([True] * 4 + [False] * 5)
    probability = np.array([0.9, 0.9, 0.9, 0.1, 0.9, 0.1, 0.1, 0.1, 0.1])
    values = {
        name: value_of(figure, truth, probability)
        for name, figure in metrics.predictive_values_at(0.5).items()
    }
    assert values == pytest.approx(
        {
            "PPV at a prevalence of 5%": 0.0375 / 0.2275,
            "NPV at a prevalence of 5%": 0.76 / 0.7725,
            "PPV at a prevalence of 20%": 0.15 / 0.31,
            "NPV at a prevalence of 20%": 0.64 / 0.69,
            "PPV at a prevalence of 50%": 0.375 / 0.475,
            "NPV at a prevalence of 50%": 0.4 / 0.525,
        }
    )
