"""How far a reader and the network agree."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.blind.commitment import Answer
from viewer.blind.session import Committed
from viewer.reading import Verdict

_Z95 = 1.959963984540054

Interval = tuple[float, float]

_ANSWERS = (Answer.PNEUMONIA, Answer.NORMAL)
_VERDICTS = (Verdict.PNEUMONIA, Verdict.NORMAL)


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95% interval (Wilson 1927)."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa (1960): agreement beyond what chance would give.

    `interval` is that of 95% by the large-sample variance of Fleiss, Cohen and Everitt
    (1969), equation 13; None where that is zero, since the sample is too small to tell.
    """

    value: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A session in figures.

    Attributes
    ----------
    counts : Counter of (Answer, Verdict)
        Every commitment that was blind and has a reading.
    decided : int
        Those in which reader and network both decided; share and kappa are of these.
    not_blind, without_reading : int
        Those that are left out altogether.
    share, kappa
        None where nothing was decided; kappa also where chance alone explains everything.
    """

    counts: Counter[tuple[Answer, Verdict]]
    decided: int
    agreed: int
    not_blind: int
    without_reading: int
    share: Share | None
    kappa: Kappa | None


def agreement_of(session: Iterable[Committed]) -> Agreement:
    """Compare what reader and network said of the same radiographs."""
    kept = list(session)
    blind = [one for one in kept if one.commitment.blind]
    counts = Counter(
        (one.commitment.answer, one.reading.verdict) for one in blind if one.reading is not None
    )
    table = np.array([[counts[answer, verdict] for verdict in _VERDICTS] for answer in _ANSWERS])
    decided, agreed = int(table.sum()), int(table.trace())
    return Agreement(
        counts=counts,
        decided=decided,
        agreed=agreed,
        not_blind=len(kept) - len(blind),
        without_reading=sum(one.reading is None for one in blind),
        share=wilson(agreed, decided) if decided else None,
        kappa=cohen_kappa(table),
    )


def wilson(hits: int, count: int) -> Share:
    """A share and its interval (Wilson 1927)."""
    share = hits / count
    middle = (share + _Z95**2 / (2 * count)) / (1 + _Z95**2 / count)
    half = math.sqrt(share * (1 - share) / count + _Z95**2 / (4 * count**2))
    half *= _Z95 / (1 + _Z95**2 / count)
    return Share(share, (max(0.0, middle - half), min(1.0, middle + half)))


def cohen_kappa(table: NDArray[np.integer]) -> Kappa | None:
    """Kappa of a square table, one row for each answer of the one and one column of the other.

    None for an empty table, and where both always say the same one thing.
    """
    count = int(table.sum())
    if count == 0:
        return None
    shares = table / count
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float(np.trace(shares)), float(rows @ columns)
    if expected == 1.0:
        return None
    value = (observed - expected) / (1 - expected)
    same = np.diag(shares) @ ((1 - expected) - (rows + columns) * (1 - observed)) ** 2
    other = shares * (columns[:, np.newaxis] + rows) ** 2
    variance = same + (1 - observed) ** 2 * (other.sum() - np.trace(other))
    variance -= (observed * expected - 2 * expected + observed) ** 2
    half = _Z95 * math.sqrt(max(0.0, float(variance)) / count) / (1 - expected) ** 2
    interval = None if half < 1e-9 else (max(-1.0, value - half), min(1.0, value + half))
    return Kappa(value, interval)
