"""What a verdict is worth where pneumonia is rarer, or commoner, than in the data."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.metrics.confusion import Share, figures_at
from trainer.metrics.intervals import Bools, Floats, Interval, ratio

PREVALENCES = (0.05, 0.20, 0.50)


@dataclass(frozen=True, slots=True)
class PredictiveValue:
    """PPV or NPV at a prevalence, by Bayes' rule from sensitivity and specificity.

    PPV = se p / (se p + (1 - sp)(1 - p)), NPV = sp (1 - p) / (sp (1 - p) + (1 - se) p)
    (Altman and Bland 1994). It holds as far as both stay what they are in the data.
    """

    positive: bool
    prevalence: float
    sensitivity: Share
    specificity: Share

    def __call__(self, truth: Bools, probability: Floats, weights: Floats) -> Floats:
        return self._of(
            self.sensitivity(truth, probability, weights),
            self.specificity(truth, probability, weights),
        )

    def corrected(
        self, interval: Interval, truth: Bools, probability: Floats, patients: Sequence[str]
    ) -> Interval:
        # Both values grow with sensitivity and with specificity.
        of_both = (
            share.bounds(truth, probability, patients)
            for share in (self.sensitivity, self.specificity)
        )
        (least_se, most_se), (least_sp, most_sp) = of_both
        low, high = float(self._of(least_se, least_sp)), float(self._of(most_se, most_sp))
        return Interval(interval.value, min(low, interval.low), max(high, interval.high))

    def _of(self, sensitivity: Floats | float, specificity: Floats | float) -> Floats:
        if self.positive:
            right = sensitivity * self.prevalence
            return ratio(right, right + (1 - specificity) * (1 - self.prevalence))
        right = specificity * (1 - self.prevalence)
        return ratio(right, right + (1 - sensitivity) * self.prevalence)


def predictive_values_at(threshold: float) -> dict[str, PredictiveValue]:
    """PPV and NPV at a threshold, at each of the prevalences that are reported."""
    shares = figures_at(threshold)
    sensitivity, specificity = shares["sensitivity (recall)"], shares["specificity"]
    return {
        f"{name} at a prevalence of {prevalence:.0%}": PredictiveValue(
            name == "PPV", prevalence, sensitivity, specificity
        )
        for prevalence in PREVALENCES
        for name in ("PPV", "NPV")
    }
