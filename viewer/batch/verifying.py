"""What a table says is compared with what reading its files again says."""

import statistics
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from viewer.batch.control import BatchControl
from viewer.batch.in_order import in_order
from viewer.batch.kept_table import KeptRow
from viewer.batch.reading_file import read_file
from viewer.batch.worklist.row import Row
from viewer.imaging.decoding import AtWork
from viewer.reading import OperatingPoint, Reader

TOLERANCE = 1e-3
"""A probability that moved by no more is the same.

One model on one kind of processor gives equal bits, and `DriftSummary.equal` counts those. Another
processor, provider or release of ONNX Runtime adds up in another order, and two storages of one
radiograph differ by up to this much: neither says anything of the radiograph. Where such a
difference crosses a threshold it is told nevertheless, since the verdict is what people act on.
"""


class Change(StrEnum):
    """What became of one row of a table."""

    SAME = "same"
    MOVED = "moved"
    VERDICT_CHANGED = "verdict changed"
    FAILED_NOW = "failed now"
    READ_NOW = "read now"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Drift:
    """One file, then and now.

    Attributes
    ----------
    kept : KeptRow
        What the table says.
    now : Row or None
        What reading it again says, at the operating point of the table's row; None if the file
        is gone.
    """

    kept: KeptRow
    now: Row | None
    change: Change

    @property
    def difference(self) -> float | None:
        """How much larger the probability is now; None where one of the two is missing."""
        now = None if self.now is None else self.now.probability
        if now is None or self.kept.probability is None:
            return None
        return now - self.kept.probability


@dataclass(frozen=True, slots=True)
class DriftSummary:
    """All files, then and now.

    Attributes
    ----------
    changes : dict of Change to int
        How many files of each; every Change is a key.
    equal : int
        Files whose probability is the same to the last bit.
    largest, median : float or None
        Of the differences' sizes; None where no file was read both times.
    """

    changes: dict[Change, int]
    equal: int
    largest: float | None
    median: float | None

    @property
    def drifted(self) -> bool:
        """Whether any row is another than it was."""
        return sum(self.changes.values()) > self.changes[Change.SAME]


class DriftTally:
    """Sums up what `verify` gives, in eight bytes a file."""

    def __init__(self) -> None:
        self._changes: Counter[Change] = Counter()
        self._sizes = array("d")

    def count(self, drift: Drift) -> None:
        self._changes[drift.change] += 1
        if drift.difference is not None:
            self._sizes.append(abs(drift.difference))

    @property
    def summary(self) -> DriftSummary:
        return DriftSummary(
            changes={change: self._changes[change] for change in Change},
            equal=self._sizes.count(0.0),
            largest=max(self._sizes, default=None),
            median=statistics.median(self._sizes) if self._sizes else None,
        )


def verify(
    rows: Iterable[KeptRow], reader: Reader, control: BatchControl, *, jobs: int | None = None
) -> Iterator[Drift]:
    """Read a table's files again, each at its row's own operating point.

    Gives a Drift a row, in the rows' order, until `control` is cancelled. Rows of another model
    are compared like all others: which model is meant is the caller's to ask.

    Parameters
    ----------
    rows : iterable of KeptRow
        Such as a `KeptTable`.
    reader : Reader
        Of the kind that any thread may call.
    jobs : int, optional
        Files that are read at the same time, by default as many as there are processors.

    Raises
    ------
    HilumError
        Whatever `rows` raises. What goes wrong with one file is told in its Drift.
    """
    at_work = AtWork()

    def compared(kept: KeptRow) -> Drift:
        point = _point(kept, reader)
        now = read_file(kept.file, None, reader, point, _no_twin, at_work).row
        # What was not there when the table was written is not gone.
        if now.failed and now.error != kept.error and _gone(kept.file):
            return Drift(kept, None, Change.GONE)
        return Drift(kept, now, _change(kept, now))

    try:
        yield from in_order(rows, compared, control, jobs)
    finally:
        at_work.end()  # what is still read after a cancellation, nobody waits for


def _change(kept: KeptRow, now: Row) -> Change:
    if now.probability is None:
        return Change.SAME if kept.probability is None else Change.FAILED_NOW
    if kept.probability is None:
        return Change.READ_NOW
    if now.verdict is not kept.verdict:
        return Change.VERDICT_CHANGED
    moved = abs(now.probability - kept.probability) > TOLERANCE
    return Change.MOVED if moved else Change.SAME


def _point(kept: KeptRow, reader: Reader) -> OperatingPoint:
    if kept.threshold is None:  # nothing was read, and so nothing judged
        return reader.operating_point()
    return OperatingPoint(name=kept.operating_point, threshold=kept.threshold, description="")


def _gone(file: Path) -> bool:
    """Whether nothing is there any more: neither the file nor an archive that could hold it."""
    try:
        file.stat()
    except NotADirectoryError:
        return False
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False  # it is there and out of reach, which reading it tells
    return False


def _no_twin(_sha256: str) -> Row | None:
    """Each file is read, whatever others hold."""
    return None
