"""Whether a probability of 70% is right seven times in ten."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.metrics.intervals import RESAMPLES, TAIL, Bools, Floats, Interval, ratio

BINS = 15


def brier_score(truth: Bools, probability: Floats, weights: Floats) -> Floats:
    """Mean squared difference of probability and truth (Brier 1950). A `Figure`."""
    return ratio(weights @ (probability - truth) ** 2, weights.sum(axis=1))


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """Expected calibration error of the probability of pneumonia. A `Figure`.

    The mean distance of probability and share of pneumonia in 15 bins of equal width, each
    weighed by its radiographs (Naeini et al. 2015; 15 bins as Guo et al. 2017).
    """

    def __call__(self, truth: Bools, probability: Floats, weights: Floats) -> Floats:
        gaps = weights @ ((probability - truth)[:, np.newaxis] * _in_bins(probability))
        return ratio(np.abs(gaps).sum(axis=1), weights.sum(axis=1))

    def corrected(
        self, interval: Interval, _truth: Bools, probability: Floats, _patients: Sequence[str]
    ) -> Interval:
        """Allow for the binning's noise.

        Resampling adds to the error what sampling added before, so that the quantiles of the
        resamples lie above the truth, often above the figure itself: they are mirrored at the
        figure (the basic bootstrap, Davison and Hinkley 1997, equation 5.6). The interval
        begins at 0 where the figure is no greater than chance alone makes it in 97.5% of draws.
        """
        value = interval.value
        by_chance = value <= calibration_error_by_chance(probability).high
        low = 0.0 if by_chance else max(0.0, 2 * value - interval.high)
        return Interval(value, min(low, value), max(2 * value - interval.low, value))


calibration_error = CalibrationError()


def calibration_error_by_chance(probability: Floats) -> Interval:
    """The calibration error that a perfectly calibrated reader shows of as many radiographs.

    Labels are drawn from the probabilities themselves (consistency resampling, Bröcker and
    Smith 2007): their calibration error is 0, and what is measured is the binning's noise,
    which is never negative (Roelofs et al. 2022). `value` is the mean of the draws.
    """
    random = np.random.default_rng(0)
    in_bins = _in_bins(probability)
    errors = np.empty(RESAMPLES)
    for draw in range(RESAMPLES):
        gaps = (probability - (random.random(len(probability)) < probability)) @ in_bins
        errors[draw] = np.abs(gaps).sum() / len(probability)
    low, high = np.quantile(errors, (TAIL, 1 - TAIL))
    return Interval(float(errors.mean()), float(low), float(high))


def _in_bins(probability: Floats) -> Floats:
    """Which bin each probability lies in, 1 there and 0 elsewhere: (n, bins)."""
    bins = np.minimum((probability * BINS).astype(np.intp), BINS - 1)
    return np.eye(BINS)[bins]
