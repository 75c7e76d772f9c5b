"""An interval of 95% holds the truth in 95 of 100 cases, whoever's radiographs they are."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from tests.trainer.readings import drawn, probability_of
from trainer import metrics
from trainer.metrics import value_of


def alone(count: int) -> list[str]:
    return [f"patient {number}" for number in range(count)]


def test_interval_covers_its_figure_and_narrows_with_more_patients() -> None:
    widths = []
    for count in (60, 600):
        truth, logits = drawn(count)
        interval = metrics.with_interval(metrics.auc, truth, logits, alone(count))
        assert interval.low < interval.value < interval.high
        widths.append(interval.high - interval.low)
    assert widths[1] < widths[0] / 2


def test_many_radiographs_of_one_patient_count_as_one_patient() -> None:
    truth, logits = drawn(300)
    once = metrics.with_interval(metrics.auc, truth, logits, alone(300))
    repeated = metrics.with_interval(
        metrics.auc, np.tile(truth, 5), np.tile(logits, 5), alone(300) * 5
    )
    assert repeated.high - repeated.low == pytest.approx(once.high - once.low, rel=0.15)


def test_the_interval_is_always_the_same_one_whatever_else_is_measured() -> None:
    truth, logits = drawn(100)
    figures = {"AUC": metrics.auc, **metrics.figures_at(0.5)}
    together = metrics.with_intervals(figures, truth, logits, alone(100))
    assert together["AUC"] == metrics.with_interval(metrics.auc, truth, logits, alone(100))


def test_intervals_hold_the_truth_in_nineteen_of_twenty_cases() -> None:
    # Two radiographs a patient, which agree in half of what chance adds to their logits.
    random = np.random.default_rng(6)
    patients = alone(200) * 2
    true_auc, true_sensitivity = 0.8556, 0.7734  # of normal distributions 1.5 apart, at 0.75
    sensitivity = metrics.figures_at(0.75)["sensitivity (recall)"]
    held = np.zeros(2)
    for _ in range(150):
        truth = np.tile(random.random(200) < 0.4, 2)
        own, shared = random.normal(0, np.sqrt(0.5), 400), random.normal(0, np.sqrt(0.5), 200)
        logits = own + np.tile(shared, 2) + 1.5 * truth
        intervals = metrics.with_intervals(
            {"AUC": metrics.auc, "sensitivity": sensitivity}, truth, logits, patients
        )
        held += [
            intervals["AUC"].low <= true_auc <= intervals["AUC"].high,
            intervals["sensitivity"].low <= true_sensitivity <= intervals["sensitivity"].high,
        ]
    assert (held / 150 > 0.90).all()
    assert (held / 150 < 0.99).all()


def test_nobody_missed_among_few_does_not_prove_that_nobody_is_missed() -> None:
    truth = np.array([True] * 20 + [False] * 30)
    probability = np.where(truth, 0.9, 0.1)
    patients = alone(50)
    intervals = metrics.with_intervals(metrics.figures_at(0.5), truth, probability, patients)
    # Clopper and Pearson's bounds for 20 of 20 and 30 of 30.
    assert intervals["sensitivity (recall)"].low == pytest.approx(0.8316, abs=1e-4)
    assert intervals["specificity"].low == pytest.approx(0.8843, abs=1e-4)
    assert intervals["specificity"].high == 1.0
    few = metrics.with_interval(
        metrics.figures_at(0.5)["specificity"], truth, probability, ["p"] * 20 + ["q", "r"] * 15
    )
    assert few.low == pytest.approx(0.1581, abs=1e-4)  # 2 of 2
    values = metrics.with_intervals(metrics.predictive_values_at(0.5), truth, probability, patients)
    least = 0.8316 * 0.05 / (0.8316 * 0.05 + (1 - 0.8843) * 0.95)
    assert values["PPV at a prevalence of 5%"].low == pytest.approx(least, abs=1e-3)


def test_nobody_found_among_few_does_not_prove_that_nobody_can_be_found() -> None:
    truth = np.array([True] * 20 + [False] * 30)
    sensitivity = metrics.figures_at(0.5)["sensitivity (recall)"]
    interval = metrics.with_interval(sensitivity, truth, np.full(50, 0.1), alone(50))
    assert (interval.low, interval.value) == (0.0, 0.0)
    assert interval.high == pytest.approx(0.1684, abs=1e-4)


def test_figure_without_a_denominator_is_not_finite() -> None:
    truth, logits = drawn(50)
    interval = metrics.with_interval(
        metrics.figures_at(99.0)["precision"], truth, logits, alone(50)
    )
    assert not interval.is_finite
    assert str(interval) == "none"


def brute_force_variance(truth: np.ndarray, values: np.ndarray) -> float:
    """DeLong et al. 1988, equations 3 to 5, pair by pair."""
    positive, negative = values[truth], values[~truth]
    wins = np.array([[1.0 * (x > y) + 0.5 * (x == y) for y in negative] for x in positive])
    return wins.mean(axis=1).var(ddof=1) / len(positive) + wins.mean(axis=0).var(ddof=1) / len(
        negative
    )


@pytest.mark.parametrize("decimals", [1, 9])
def test_delong_by_ranks_is_delong_pair_by_pair(decimals: int) -> None:
    truth, logits = drawn(90)
    values = np.round(logits, decimals)
    interval = metrics.auc_by_delong(truth, values)
    assert interval.value == pytest.approx(roc_auc_score(truth, values))
    reach = 1.959964 * np.sqrt(brute_force_variance(truth, values))
    assert interval.high - interval.value == pytest.approx(reach)
    assert interval.value - interval.low == pytest.approx(reach)


def test_delong_heeds_the_order_alone() -> None:
    truth, logits = drawn(90)
    assert metrics.auc_by_delong(truth, logits) == metrics.auc_by_delong(truth, np.exp(3 * logits))


def test_delong_and_the_bootstrap_agree_where_each_patient_has_one_radiograph() -> None:
    truth, logits = drawn(600)
    delong = metrics.auc_by_delong(truth, logits)
    bootstrap = metrics.with_interval(metrics.auc, truth, logits, alone(600))
    assert (delong.low, delong.high) == pytest.approx((bootstrap.low, bootstrap.high), abs=0.004)


def test_delong_needs_two_of_each_class() -> None:
    interval = metrics.auc_by_delong(np.array([True, False, False]), np.array([0.9, 0.1, 0.2]))
    assert interval.value == 1.0
    assert not interval.is_finite


def test_calibration_error_of_certain_and_right_readings_is_none() -> None:
    truth, _ = drawn(200)
    certain = truth.astype(float)
    assert value_of(metrics.calibration_error, truth, certain) == 0.0
    assert metrics.calibration_error_by_chance(certain) == metrics.Interval(0.0, 0.0, 0.0)


def test_calibration_error_by_hand() -> None:
    truth = np.array([True, False, False, True])
    probability = np.array([0.62, 0.64, 0.01, 1.0])  # two share a bin of 1/15
    expected = (abs(0.62 + 0.64 - 1) + 0.01 + 0) / 4
    assert value_of(metrics.calibration_error, truth, probability) == pytest.approx(expected)


def test_a_calibrated_reader_is_not_told_from_chance() -> None:
    random = np.random.default_rng(8)
    within = 0
    for _ in range(60):
        probability = probability_of(random.normal(0, 2, 300))
        truth = random.random(300) < probability
        floor = metrics.calibration_error_by_chance(probability)
        within += value_of(metrics.calibration_error, truth, probability) <= floor.high
    assert within >= 54


def test_noise_floor_falls_with_the_root_of_the_number_of_radiographs() -> None:
    probability = probability_of(np.random.default_rng(8).normal(0, 2, 500))
    few = metrics.calibration_error_by_chance(probability)
    many = metrics.calibration_error_by_chance(np.tile(probability, 9))
    assert few.value / many.value == pytest.approx(3, rel=0.1)


@pytest.mark.parametrize(("steepness", "true_error"), [(1.0, 0.0), (3.0, 0.1328)])
def test_interval_of_the_calibration_error_allows_for_its_noise(
    steepness: float, true_error: float
) -> None:
    random = np.random.default_rng(9)
    held = 0
    for _ in range(40):
        logits = random.normal(0, 2, 300)
        truth = random.random(300) < probability_of(logits)
        interval = metrics.with_interval(
            metrics.calibration_error, truth, probability_of(steepness * logits), alone(300)
        )
        assert interval.low <= interval.value <= interval.high
        held += interval.low <= true_error <= interval.high
    assert held >= 34
