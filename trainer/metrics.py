"""The figures of a binary reader, each with a 95% interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

_RESAMPLES = 1000
Figure = Callable[[NDArray[np.bool_], NDArray[np.float64]], float]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the 2.5% and 97.5% quantiles of its bootstrap."""

    value: float
    low: float
    high: float

    @property
    def is_finite(self) -> bool:
        return bool(np.isfinite((self.value, self.low, self.high)).all())

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Counts at one threshold."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int


def auc(truth: NDArray[np.bool_], probability: NDArray[np.float64]) -> float:
    """Area under the ROC curve."""
    return float(roc_auc_score(truth, probability))


def confusion_matrix(
    truth: NDArray[np.bool_], probability: NDArray[np.float64], threshold: float
) -> ConfusionMatrix:
    """Count at a threshold, which itself is positive."""
    positive = probability >= threshold
    return ConfusionMatrix(
        int(np.sum(positive & truth)),
        int(np.sum(positive & ~truth)),
        int(np.sum(~positive & truth)),
        int(np.sum(~positive & ~truth)),
    )


def figures_at(threshold: float) -> dict[str, Figure]:
    """The figures that depend on a threshold, by their names in the literature."""

    def figure(of: Callable[[ConfusionMatrix], tuple[int, int]]) -> Figure:
        def measure(truth: NDArray[np.bool_], probability: NDArray[np.float64]) -> float:
            part, whole = of(confusion_matrix(truth, probability, threshold))
            return part / whole if whole else float("nan")

        return measure

    return {
        "accuracy": figure(
            lambda m: (
                m.true_positive + m.true_negative,
                m.true_positive + m.true_negative + m.false_positive + m.false_negative,
            )
        ),
        "sensitivity (recall)": figure(
            lambda m: (m.true_positive, m.true_positive + m.false_negative)
        ),
        "specificity": figure(lambda m: (m.true_negative, m.true_negative + m.false_positive)),
        "precision": figure(lambda m: (m.true_positive, m.true_positive + m.false_positive)),
        "F1": figure(
            lambda m: (
                2 * m.true_positive,
                2 * m.true_positive + m.false_positive + m.false_negative,
            )
        ),
    }


def with_interval(
    figure: Figure,
    truth: NDArray[np.bool_],
    probability: NDArray[np.float64],
    patients: Sequence[str],
) -> Interval:
    """Bootstrap a figure over patients, whose radiographs are not independent of each other.

    Parameters
    ----------
    truth, probability : ndarray, (n,)
    patients : sequence of str, n long
    """
    names, of_radiograph = np.unique(np.asarray(patients), return_inverse=True)
    order = np.argsort(of_radiograph, kind="stable")
    of_patient = np.split(order, np.cumsum(np.bincount(of_radiograph))[:-1])
    random = np.random.default_rng(0)
    values = []
    for _ in range(_RESAMPLES):
        drawn = random.integers(0, len(names), len(names))
        index = np.concatenate([of_patient[patient] for patient in drawn])
        if truth[index].any() and not truth[index].all():
            values.append(figure(truth[index], probability[index]))
    finite = [value for value in values if np.isfinite(value)]
    low, high = np.quantile(finite, (0.025, 0.975)) if finite else (np.nan, np.nan)
    return Interval(figure(truth, probability), float(low), float(high))
