"""A figure's 95% interval, by resampling patients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 1000
TAIL = 0.025
_MOST_WEIGHTS = 4_000_000
"""How many are held at a time: 32 MB."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Figure(Protocol):
    """A figure of weighted radiographs, for many sets of weights at a time.

    Takes `truth` (n,), `probability` (n,) and `weights` (r, n): how often each radiograph
    counts in each resample. Gives (r,), NaN where the figure is not defined.
    """

    def __call__(self, truth: Bools, probability: Floats, weights: Floats, /) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and its 95% interval."""

    value: float
    low: float
    high: float

    @property
    def is_finite(self) -> bool:
        return bool(np.isfinite((self.value, self.low, self.high)).all())

    def __str__(self) -> str:
        if not np.isfinite(self.value):
            return "none"
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


@runtime_checkable
class Corrected(Protocol):
    """A figure that knows where the quantiles of its resamples mislead."""

    def corrected(
        self, interval: Interval, truth: Bools, probability: Floats, patients: Sequence[str], /
    ) -> Interval:
        """The interval to report, from the one between the quantiles."""
        ...


def value_of(figure: Figure, truth: Bools, probability: Floats) -> float:
    """The figure of the radiographs as they are."""
    return float(figure(truth, probability, np.ones((1, len(truth))))[0])


def with_interval(
    figure: Figure, truth: Bools, probability: Floats, patients: Sequence[str]
) -> Interval:
    """As `with_intervals`, for one figure."""
    return with_intervals({"": figure}, truth, probability, patients)[""]


def with_intervals(
    figures: Mapping[str, Figure], truth: Bools, probability: Floats, patients: Sequence[str]
) -> dict[str, Interval]:
    """Bootstrap figures over patients, whose radiographs are not independent of each other.

    The interval runs from the 2.5% to the 97.5% quantile of 1,000 resamples (Efron and
    Tibshirani 1993, chapter 13), unless the figure is `Corrected`. The resamples are the same
    ones for all figures and at every call.

    Parameters
    ----------
    truth, probability : ndarray, (n,)
    patients : sequence of str, n long
    """
    values: dict[str, list[Floats]] = {name: [] for name in figures}
    for weights in _resampled(patients):
        for name, figure in figures.items():
            values[name].append(figure(truth, probability, weights))
    intervals = {}
    for name, figure in figures.items():
        interval = _between_quantiles(
            value_of(figure, truth, probability), np.concatenate(values[name])
        )
        if isinstance(figure, Corrected) and interval.is_finite:
            interval = figure.corrected(interval, truth, probability, patients)
        intervals[name] = interval
    return intervals


def rarest(patients: int) -> float:
    """The least share of which `patients` of as many still are no surprise at 2.5%.

    The bound of Clopper and Pearson 1934 where all or none of n are hits.
    """
    return float(TAIL ** (1 / patients)) if patients else 0.0


def ratio(part: ArrayLike, whole: ArrayLike) -> Floats:
    """Divide; NaN where there is nothing to divide by."""
    part, whole = np.asarray(part, np.float64), np.asarray(whole, np.float64)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _resampled(patients: Sequence[str]) -> Iterator[Floats]:
    """How often each radiograph counts in each resample, some resamples, (r, n), at a time."""
    names, of_radiograph = np.unique(np.asarray(patients), return_inverse=True)
    random = np.random.default_rng(0)
    at_a_time = max(1, min(RESAMPLES, _MOST_WEIGHTS // max(len(of_radiograph), 1)))
    for start in range(0, RESAMPLES, at_a_time):
        count = min(at_a_time, RESAMPLES - start)
        drawn = random.integers(0, len(names), (count, len(names)))
        places = drawn + len(names) * np.arange(count)[:, np.newaxis]
        often = np.bincount(places.ravel(), minlength=count * len(names))
        yield often.reshape(count, len(names))[:, of_radiograph].astype(np.float64)


def _between_quantiles(value: float, resampled: Floats) -> Interval:
    finite = resampled[np.isfinite(resampled)]
    if not len(finite):
        return Interval(value, float("nan"), float("nan"))
    low, high = np.quantile(finite, (TAIL, 1 - TAIL))
    return Interval(value, float(low), float(high))
