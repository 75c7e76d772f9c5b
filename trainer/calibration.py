"""From logits to a calibrated probability, and from that to operating points."""

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_curve

from viewer.reading.card import Calibration, OperatingPoint

SENSITIVE = 0.98
"""The sensitivity on validation that the point `sensitive` is set to."""


def fit_platt(logits: NDArray[np.float64], truth: NDArray[np.bool_]) -> Calibration:
    """Fit probability = sigmoid(scale * logit + offset) (Platt 1999) to validation data.

    Classes are weighted to be equally common: the share of pneumonia in a training folder is
    nobody's prevalence.
    """
    fit = LogisticRegression(C=1e6, class_weight="balanced").fit(logits[:, np.newaxis], truth)
    return Calibration(scale=float(fit.coef_[0, 0]), offset=float(fit.intercept_[0]))


def apply_platt(calibration: Calibration, logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Calibrated probability of logits, any shape."""
    return 1.0 / (1.0 + np.exp(-(calibration.scale * logits + calibration.offset)))


def choose_operating_points(
    probability: NDArray[np.float64], truth: NDArray[np.bool_], data: str
) -> tuple[OperatingPoint, ...]:
    """Fix thresholds on validation data: the largest Youden index first, then a sensitive one.

    A threshold lies half way between the two neighbouring probabilities, so that rounding
    decides nothing.
    """
    false_positive, sensitivity, thresholds = roc_curve(truth, probability, drop_intermediate=False)
    best = int(np.argmax(sensitivity - false_positive))
    # Never less sensitive than the balanced point, which may lie above it already.
    sensitive = max(best, int(np.argmax(sensitivity >= SENSITIVE)))
    return tuple(
        OperatingPoint(
            name=name,
            threshold=_between(thresholds, index),
            description=(
                f"{words}: sensitivity {sensitivity[index]:.3f} and "
                f"specificity {1 - false_positive[index]:.3f} on {data}."
            ),
        )
        for name, index, words in (
            ("balanced", best, "Largest sum of sensitivity and specificity"),
            ("sensitive", sensitive, f"Finds at least {SENSITIVE:.0%} of pneumonia"),
        )
    )


def _between(thresholds: NDArray[np.float64], index: int) -> float:
    here = min(float(thresholds[index]), 1.0)
    below = float(thresholds[index + 1]) if index + 1 < len(thresholds) else 0.0
    return (here + below) / 2
