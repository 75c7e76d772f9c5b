"""How far a batch is, and how fast."""

import time
from collections import deque
from dataclasses import dataclass

from viewer.batch.control import BatchControl
from viewer.batch.worklist.row import Row


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes
    ----------
    done : int
        Files that have their row, the failed and the kept ones among them.
    failed : int
        Of those that this batch read.
    kept : int
        Files whose row was there before, and that were not read again.
    total : int or None
        None while files are still being found.
    elapsed : float
        Seconds since the start, without pauses.
    remaining : float or None
        Seconds at the present rate; None where that can't be told yet.
    rate : float or None
        Files read in a second, lately; None before the first.
    """

    done: int
    failed: int
    kept: int
    total: int | None
    elapsed: float
    remaining: float | None
    rate: float | None


_LATELY_SECONDS = 10.0
_SAMPLE_SECONDS = 0.25


class Tally:
    """Counts files from now on. Use it from one thread."""

    def __init__(self, control: BatchControl) -> None:
        self._control = control
        self._start = time.monotonic() - control.paused_seconds
        self._failed = self._read = 0
        self.kept = 0
        self._samples = deque([(0.0, 0)])
        """When so many had been read, for the last seconds."""

    def count(self, row: Row) -> None:
        self._read += 1
        self._failed += row.failed
        now = self._elapsed()
        if now - self._samples[-1][0] >= _SAMPLE_SECONDS:
            self._samples.append((now, self._read))
            while len(self._samples) > 2 and now - self._samples[1][0] > _LATELY_SECONDS:
                self._samples.popleft()

    def progress(self, total: int | None) -> Progress:
        elapsed = self._elapsed()
        done = self._read + self.kept
        rate = self._rate(elapsed)
        remaining = None
        if total is not None and done == total:
            remaining = 0.0
        elif total is not None and rate:
            remaining = (total - done) / rate
        return Progress(done, self._failed, self.kept, total, elapsed, remaining, rate)

    def _elapsed(self) -> float:
        return time.monotonic() - self._start - self._control.paused_seconds

    def _rate(self, now: float) -> float | None:
        since, before = self._samples[0]
        if self._read == 0 or now <= since:
            return None
        return (self._read - before) / (now - since)
