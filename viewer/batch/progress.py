"""How far a batch is."""

import time
from dataclasses import dataclass

from viewer.batch.row import Row


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes
    ----------
    done : int
        Files that have their row, the failed ones among them.
    total : int or None
        None while files are still being found.
    elapsed : float
        Seconds since the start.
    remaining : float or None
        Seconds at the pace so far; None where that can't be told yet.
    """

    done: int
    failed: int
    total: int | None
    elapsed: float
    remaining: float | None


class Tally:
    """Counts rows from now on."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._done = 0
        self._failed = 0

    @property
    def done(self) -> int:
        return self._done

    def count(self, row: Row) -> None:
        self._done += 1
        self._failed += row.failed

    def progress(self, total: int | None) -> Progress:
        elapsed = time.perf_counter() - self._start
        remaining = None
        if total is not None and self._done:
            remaining = elapsed / self._done * (total - self._done)
        return Progress(self._done, self._failed, total, elapsed, remaining)
