"""What is counted at a threshold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.metrics.intervals import Bools, Floats, Interval, rarest, ratio, value_of

Counts = NDArray[np.bool_] | NDArray[np.intp]
Counted = Callable[[Bools, Bools], tuple[Counts, Counts]]


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Counts at one threshold."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of the radiographs at a threshold, which itself is positive.

    Attributes
    ----------
    counted : callable
        From truth (n,) and read as positive (n,): what each radiograph adds to the share's
        part and to its whole, (n,) both.
    """

    threshold: float
    counted: Counted

    def __call__(self, truth: Bools, probability: Floats, weights: Floats) -> Floats:
        part, whole = self.counted(truth, probability >= self.threshold)
        return ratio(weights @ part, weights @ whole)

    def corrected(
        self, interval: Interval, truth: Bools, probability: Floats, patients: Sequence[str]
    ) -> Interval:
        low, high = self.bounds(truth, probability, patients)
        return Interval(interval.value, min(low, interval.low), max(high, interval.high))

    def bounds(
        self, truth: Bools, probability: Floats, patients: Sequence[str]
    ) -> tuple[float, float]:
        """The least and the greatest value that the interval must hold.

        If no patient of n was misread, none is in any resample, and the bootstrap is sure of
        what n patients can't show.
        """
        value = value_of(self, truth, probability)
        _, whole = self.counted(truth, probability >= self.threshold)
        least = rarest(len(set(np.asarray(patients)[whole > 0])))
        return (least if value == 1.0 else value, 1 - least if value == 0.0 else value)


def confusion_matrix(truth: Bools, probability: Floats, threshold: float) -> ConfusionMatrix:
    """Count at a threshold, which itself is positive."""
    positive = probability >= threshold
    return ConfusionMatrix(
        int(np.sum(positive & truth)),
        int(np.sum(positive & ~truth)),
        int(np.sum(~positive & truth)),
        int(np.sum(~positive & ~truth)),
    )


def figures_at(threshold: float) -> dict[str, Share]:
    """The figures that depend on a threshold, by their names in the literature."""
    counted: dict[str, Counted] = {
        "accuracy": lambda truth, read: (truth == read, np.ones_like(truth)),
        "sensitivity (recall)": lambda truth, read: (truth & read, truth),
        "specificity": lambda truth, read: (~truth & ~read, ~truth),
        "precision": lambda truth, read: (truth & read, read),
        "F1": lambda truth, read: (2 * (truth & read), truth.astype(np.intp) + read),
    }
    return {name: Share(threshold, of) for name, of in counted.items()}
