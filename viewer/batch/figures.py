"""How readings agree with labels: at a threshold, and over all thresholds.

Figures are of radiographs that are labelled and were read: what is withheld has no verdict to
judge. Intervals take radiographs for independent; where patients have several, they are too
narrow.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch import intervals
from viewer.batch.facts import Facts, State
from viewer.batch.labels import Label
from viewer.batch.ranking import Ranking

Floats = NDArray[np.float64]

NO_PNEUMONIA = "no radiograph that counts is labelled pneumonia"
NO_NORMAL = "no radiograph that counts is labelled normal"
NONE_POSITIVE = "none is read as pneumonia"
NONE_NEGATIVE = "none is read as normal"
NONE_AT_ALL = "no radiograph that counts is labelled"

_NO_WIDTH = 1e-9
"""Less than any spread of radiographs makes, and more than rounding does."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its 95% interval; without a value, the reason for that.

    Attributes
    ----------
    value, low, high : float or None
        0..1; all three are None where the figure is not defined.
    reason : str
        Why it is not defined; empty if it is.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Counts at one threshold, which itself is positive."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def positive(self) -> int:
        """Labelled pneumonia."""
        return self.true_positive + self.false_negative

    @property
    def negative(self) -> int:
        """Labelled normal."""
        return self.true_negative + self.false_positive


@dataclass(frozen=True, slots=True, eq=False)
class RocCurve:
    """Sensitivity over 1 - specificity, (v + 1,) each, from the strictest threshold on.

    Attributes
    ----------
    threshold : ndarray
        Descending; infinite at the first point, (0, 0), where nothing is positive.
    """

    false_positive_rate: Floats
    true_positive_rate: Floats
    threshold: Floats


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Of the labelled radiographs, how many have no part in the figures."""

    labelled: int
    withheld: int
    failed: int

    @property
    def counted(self) -> int:
        return self.labelled - self.withheld - self.failed


def left_out(facts: Facts) -> LeftOut:
    return LeftOut(
        facts.labelled,
        facts.count(State.WITHHELD, labelled=True),
        facts.count(State.FAILED, labelled=True),
    )


def figures_table(facts: Facts, threshold: float) -> tuple[Figure, ...]:
    """The AUC and the figures at a threshold; empty where nothing is labelled."""
    if not facts.labelled:
        return ()
    return (auc(facts.ranking), *figures_at(confusion_matrix(facts.ranking, threshold)))


def confusion_matrix(ranking: Ranking, threshold: float) -> ConfusionMatrix:
    under, over = ranking.split(threshold)
    return ConfusionMatrix(
        true_positive=int(over[Label.PNEUMONIA]),
        false_positive=int(over[Label.NORMAL]),
        false_negative=int(under[Label.PNEUMONIA]),
        true_negative=int(under[Label.NORMAL]),
    )


def figures_at(counts: ConfusionMatrix) -> tuple[Figure, ...]:
    """The figures that depend on the threshold, by their names in the literature."""
    tp, fp = counts.true_positive, counts.false_positive
    fn, tn = counts.false_negative, counts.true_negative
    return (
        _share("sensitivity", tp, tp + fn, NO_PNEUMONIA),
        _share("specificity", tn, tn + fp, NO_NORMAL),
        _share("precision", tp, tp + fp, NONE_POSITIVE),
        _share("negative predictive value", tn, tn + fn, NONE_NEGATIVE),
        _f1(tp, fp + fn),
        _share("accuracy", tp + tn, tp + fp + fn + tn, NONE_AT_ALL),
    )


def auc(ranking: Ranking) -> Figure:
    """Area under the ROC curve, ties counting half (Hanley and McNeil 1982).

    The interval is that of DeLong et al. 1988. Where that is of no width, or a class has fewer
    than two radiographs, it is the fifth of Newcombe 2006, so that a few radiographs that are
    all ranked well don't pass for certainty.
    """
    positive, negative = ranking.at_each(Label.PNEUMONIA), ranking.at_each(Label.NORMAL)
    positives, negatives = int(positive.sum()), int(negative.sum())
    if not positives or not negatives:
        return _undefined("AUC", NO_NORMAL if positives else NO_PNEUMONIA)
    # For each probability the share of the other class on its right side.
    won = (ranking.below[Label.NORMAL, :-1] + negative / 2) / negatives
    lost = (ranking.below[Label.PNEUMONIA, :-1] + positive / 2) / positives
    value = float(positive @ won) / positives
    if min(positives, negatives) > 1:
        variance = _variance_of_mean(won, positive) + _variance_of_mean(lost, negative)
        reach = intervals.Z * float(np.sqrt(variance))
        if reach > _NO_WIDTH:
            return Figure("AUC", value, max(0.0, value - reach), min(1.0, value + reach))
    return Figure("AUC", value, *intervals.of_auc_by_chance(value, positives, negatives))


def roc_curve(ranking: Ranking) -> RocCurve | None:
    """The curve through every threshold that occurs; None unless both labels are there."""
    positives, negatives = ranking.of_label(Label.PNEUMONIA), ranking.of_label(Label.NORMAL)
    if not positives or not negatives:
        return None
    labelled = (ranking.at_each(Label.PNEUMONIA) + ranking.at_each(Label.NORMAL)) > 0
    kept = np.append(labelled, True)
    below = ranking.below[:, kept][:, ::-1]
    return RocCurve(
        1.0 - below[Label.NORMAL] / negatives,
        1.0 - below[Label.PNEUMONIA] / positives,
        np.append(np.inf, ranking.probability[labelled][::-1]),
    )


def _share(name: str, hits: int, of: int, lacking: str) -> Figure:
    if not of:
        return _undefined(name, lacking)
    return Figure(name, hits / of, *intervals.of_share(hits, of))


def _f1(true_positive: int, wrong: int) -> Figure:
    if not true_positive + wrong:
        return _undefined("F1", "none is labelled or read as pneumonia")
    value = 2 * true_positive / (2 * true_positive + wrong)
    return Figure("F1", value, *intervals.of_f1(true_positive, wrong))


def _undefined(name: str, reason: str) -> Figure:
    return Figure(name, None, None, None, reason)


def _variance_of_mean(values: Floats, often: NDArray[np.int64]) -> float:
    count = int(often.sum())
    mean = float(often @ values) / count
    return float(often @ (values - mean) ** 2) / (count - 1) / count
