"""How well the probabilities rank the radiographs, whatever the threshold."""

import numpy as np

from trainer.metrics.intervals import Bools, Floats, Interval, ratio

_Z = 1.959964


def auc(truth: Bools, probability: Floats, weights: Floats) -> Floats:
    """Area under the ROC curve, ties counting half (Hanley and McNeil 1982). A `Figure`."""
    positive, negative = _by_value(truth, probability, weights)
    below = np.cumsum(negative, axis=1) - negative
    wins = np.sum(positive * (below + negative / 2), axis=1)
    return ratio(wins, positive.sum(axis=1) * negative.sum(axis=1))


def average_precision(truth: Bools, probability: Floats, weights: Floats) -> Floats:
    """Area under the precision-recall curve as a step function, never interpolated. A `Figure`."""
    positive, negative = (counts[:, ::-1] for counts in _by_value(truth, probability, weights))
    true_positive = np.cumsum(positive, axis=1)
    precision = ratio(true_positive, true_positive + np.cumsum(negative, axis=1))
    # Before the first radiograph that counts there is no precision, and no recall to weigh it.
    return ratio(np.sum(positive * np.nan_to_num(precision), axis=1), true_positive[:, -1])


def auc_by_delong(truth: Bools, probability: Floats) -> Interval:
    """AUC with the interval of DeLong et al. 1988, by the ranks of Sun and Xu 2014.

    Radiographs are taken for independent, and the AUC for normally distributed: where a
    patient has several, or the AUC is close to 1, the bootstrap is the one to trust. The
    interval is NaN where a class has fewer than two radiographs.
    """
    of_positive, of_negative = placements(truth, probability)
    value = float(of_positive.mean()) if len(of_positive) else float("nan")
    if min(len(of_positive), len(of_negative)) < 2:
        return Interval(value, float("nan"), float("nan"))
    variance = of_positive.var(ddof=1) / len(of_positive) + of_negative.var(ddof=1) / len(
        of_negative
    )
    reach = _Z * float(np.sqrt(variance))
    return Interval(value, max(0.0, value - reach), min(1.0, value + reach))


def placements(truth: Bools, probability: Floats) -> tuple[Floats, Floats]:
    """DeLong's structural components: for each positive the share of negatives below it, and
    for each negative the share of positives above it, ties counting half; O(n log n).
    """
    positive, negative = probability[truth], probability[~truth]
    ranks = _midranks(probability)
    return (
        ratio(ranks[truth] - _midranks(positive), np.full(len(positive), len(negative))),
        1 - ratio(ranks[~truth] - _midranks(negative), np.full(len(negative), len(positive))),
    )


def _midranks(values: Floats) -> Floats:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def _by_value(truth: Bools, probability: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The weight of the positives and of the negatives at each probability, ascending: (r, v)."""
    order = np.argsort(probability, kind="stable")
    starts = np.flatnonzero(np.diff(probability[order], prepend=-np.inf))
    ordered = weights[:, order]
    return (
        np.add.reduceat(ordered * truth[order], starts, axis=1),
        np.add.reduceat(ordered * ~truth[order], starts, axis=1),
    )
