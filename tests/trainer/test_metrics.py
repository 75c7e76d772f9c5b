"""Figures, intervals, calibration and operating points."""

import numpy as np
import pytest
from sklearn import metrics as reference

from trainer import metrics
from trainer.calibration import apply_platt, choose_operating_points, fit_platt


def drawn(count: int, shift: float = 1.5) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(11)
    truth = random.random(count) < 0.4
    return truth, random.normal(0, 1, count) + shift * truth


def probability_of(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


def test_figures_agree_with_scikit_learn() -> None:
    truth, logits = drawn(400)
    probability = probability_of(logits)
    positive = probability >= 0.6
    expected = {
        "accuracy": reference.accuracy_score(truth, positive),
        "sensitivity (recall)": reference.recall_score(truth, positive),
        "specificity": reference.recall_score(~truth, ~positive),
        "precision": reference.precision_score(truth, positive),
        "F1": reference.f1_score(truth, positive),
    }
    figures = metrics.figures_at(0.6)
    assert {name: figures[name](truth, probability) for name in figures} == pytest.approx(expected)


def test_a_probability_at_the_threshold_is_positive() -> None:
    matrix = metrics.confusion_matrix(np.array([True, False]), np.array([0.5, 0.49]), 0.5)
    assert (matrix.true_positive, matrix.true_negative) == (1, 1)


def test_interval_covers_its_figure_and_narrows_with_more_patients() -> None:
    widths = []
    for count in (60, 600):
        truth, logits = drawn(count)
        interval = metrics.with_interval(metrics.auc, truth, logits, [str(i) for i in range(count)])
        assert interval.low < interval.value < interval.high
        widths.append(interval.high - interval.low)
    assert widths[1] < widths[0] / 2


def test_many_radiographs_of_one_patient_count_as_one_patient() -> None:
    truth, logits = drawn(300)
    alone = metrics.with_interval(metrics.auc, truth, logits, [str(i) for i in range(300)])
    repeated = metrics.with_interval(
        metrics.auc, np.tile(truth, 5), np.tile(logits, 5), [str(i % 300) for i in range(1500)]
    )
    assert repeated.high - repeated.low == pytest.approx(alone.high - alone.low, rel=0.15)


def test_calibration_undoes_overconfidence() -> None:
    random = np.random.default_rng(4)
    logits = random.normal(0, 2, 20_000)
    truth = random.random(20_000) < probability_of(logits)
    calibration = fit_platt(3 * logits + 1, truth)
    assert calibration.scale == pytest.approx(1 / 3, rel=0.05)
    np.testing.assert_allclose(
        apply_platt(calibration, 3 * logits + 1), probability_of(logits), atol=0.03
    )


def test_operating_points_do_what_their_descriptions_say() -> None:
    truth, logits = drawn(500)
    probability = probability_of(logits)
    balanced, sensitive = choose_operating_points(probability, truth, "validation")
    assert (
        metrics.figures_at(sensitive.threshold)["sensitivity (recall)"](truth, probability) >= 0.98
    )

    def youden(threshold: float) -> float:
        figures = metrics.figures_at(threshold)
        return sum(
            figures[name](truth, probability) for name in ("sensitivity (recall)", "specificity")
        )

    assert youden(balanced.threshold) >= max(youden(t) for t in np.linspace(0.01, 0.99, 99))


def test_sensitive_point_is_never_above_the_balanced_one() -> None:
    truth, logits = drawn(500, shift=6.0)
    balanced, sensitive = choose_operating_points(probability_of(logits), truth, "validation")
    assert sensitive.threshold <= balanced.threshold


def test_figure_without_a_denominator_is_not_finite() -> None:
    truth, logits = drawn(50)
    precision = metrics.figures_at(99.0)["precision"]
    patients = [str(i) for i in range(50)]
    interval = metrics.with_interval(precision, truth, logits, patients)
    assert not interval.is_finite
