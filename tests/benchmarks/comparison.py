"""Two ways to do one thing, timed in turns in one process so that other work slows both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The medians of several rounds, in milliseconds; `target` is what ours should stay under."""

    what: str
    ours: float
    reference: str
    theirs: float
    target: float | None = None

    @property
    def ratio(self) -> float:
        """How many times faster ours is."""
        return self.theirs / self.ours


def compare(
    what: str, ours: Work, reference: str, theirs: Work, rounds: int, target: float | None = None
) -> Comparison:
    """Time both in turns, after once each to warm up."""
    ours()
    theirs()
    times = [(milliseconds(ours), milliseconds(theirs)) for _ in range(rounds)]
    our_times, their_times = zip(*times, strict=True)
    return Comparison(
        what, statistics.median(our_times), reference, statistics.median(their_times), target
    )


def milliseconds(work: Work) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)
