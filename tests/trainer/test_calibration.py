"""Calibration and operating points, fixed on validation data."""

import numpy as np
import pytest

from tests.trainer.readings import drawn, probability_of
from trainer import metrics
from trainer.calibration import apply_platt, choose_operating_points, fit_platt
from trainer.metrics import value_of


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

    def at(threshold: float, name: str) -> float:
        return value_of(metrics.figures_at(threshold)[name], truth, probability)

    def youden(threshold: float) -> float:
        return at(threshold, "sensitivity (recall)") + at(threshold, "specificity")

    assert at(sensitive.threshold, "sensitivity (recall)") >= 0.98
    assert youden(balanced.threshold) >= max(youden(t) for t in np.linspace(0.01, 0.99, 99))


def test_sensitive_point_is_never_above_the_balanced_one() -> None:
    truth, logits = drawn(500, shift=6.0)
    balanced, sensitive = choose_operating_points(probability_of(logits), truth, "validation")
    assert sensitive.threshold <= balanced.threshold
