"""Over all thresholds: the ROC curve and the area under it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures import intervals
from viewer.batch.figures.figure import NO_NORMAL, NO_PNEUMONIA, Figure
from viewer.batch.figures.labels import Label
from viewer.batch.figures.ranking import Ranking

_NO_WIDTH = 1e-9
"""Less than any spread of radiographs makes, and more than rounding does."""

_FINEST = 600
"""Steps across a drawing of the curve."""

Floats = NDArray[np.float64]


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


def auc(ranking: Ranking) -> Figure:
    """Area under the ROC curve, ties counting half (Hanley and McNeil 1982).

    The interval is that of DeLong et al. 1988. Where that is of no width, or a class has fewer
    than two radiographs, it is the fifth of Newcombe 2006, so that a few radiographs that are
    all ranked well don't pass for certainty.
    """
    positive, negative = ranking.at_each(Label.PNEUMONIA), ranking.at_each(Label.NORMAL)
    positives, negatives = int(positive.sum()), int(negative.sum())
    if not positives or not negatives:
        return Figure.undefined("AUC", NO_NORMAL if positives else NO_PNEUMONIA)
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


def thinned(curve: RocCurve) -> RocCurve:
    """A curve less the points that would be drawn onto each other; its ends stay."""
    rates = np.stack((curve.false_positive_rate, curve.true_positive_rate))
    moved = np.any(np.diff(np.rint(rates * _FINEST)), axis=0)
    kept = np.concatenate(([True], moved[:-1], [True]))
    return RocCurve(rates[0, kept], rates[1, kept], curve.threshold[kept])


def _variance_of_mean(values: Floats, often: NDArray[np.int64]) -> float:
    count = int(often.sum())
    mean = float(often @ values) / count
    return float(often @ (values - mean) ** 2) / (count - 1) / count
