"""Writing a worklist's rows to files, in a worker thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.batch import BatchControl, Row
from viewer.batch.export import export_rows
from viewer.batch.export.heatmaps import export_heatmaps
from viewer.batch.figures.facts import Facts, read_facts
from viewer.batch.figures.labels import Labels
from viewer.batch.worklist.listing import Ids, Listing
from viewer.batch.worklist.query import Query
from viewer.batch.worklist.row import judged
from viewer.errors import HilumError
from viewer.reading import OperatingPoint, Verdict
from viewer.ui.work import Lane, Work

_TICK_MS = 150
_ONLY_PNEUMONIA = frozenset({Verdict.PNEUMONIA})


@dataclass(frozen=True, slots=True)
class Order:
    """Which rows, in which order, with the verdicts of which point; by default each row's own.

    A report tells how they agree with labels.
    """

    worklist: Path
    query: Query
    point: OperatingPoint | None
    labels: Labels | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and of how many radiographs that could not be done."""

    target: Path
    failed: int = 0


class _CancelledError(Exception):
    """Ends an export from within its rows, so that no part passes for the whole."""


Write = Callable[[Listing, Ids, BatchControl], Written]


class TableExport(QObject):
    """Writes one file, or one folder of heatmaps, at a time."""

    progressed = Signal(int, int)
    """Rows written, of how many."""
    ended = Signal(object)
    """What was `Written`; None if it was cancelled or failed, which `problem` then tells."""
    problem = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._control = BatchControl()
        self._done = self._total = 0
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(lambda: self.progressed.emit(self._done, self._total))

    @property
    def running(self) -> bool:
        return self._running

    def write(self, order: Order, target: Path) -> None:
        """Write rows to a file, as the ending of its name asks."""

        def write(listing: Listing, ids: Ids, control: BatchControl) -> Written:
            rows = self._counted(_rows(listing, ids, order.point), control)

            def facts() -> Facts:
                return read_facts(order.worklist, order.labels).among(ids)

            export_rows(rows, target, listing.picture, facts)
            return Written(target)

        self._begin(order, write)

    def draw(self, order: Order, folder: Path) -> None:
        """Write the heatmaps of what is pneumonia among the rows into a folder."""
        wanted = order.query.verdicts or _ONLY_PNEUMONIA
        query = replace(order.query, verdicts=wanted & _ONLY_PNEUMONIA)

        def write(listing: Listing, ids: Ids, control: BatchControl) -> Written:
            rows = _rows(listing, ids if query.verdicts else ids[:0], order.point)
            summary = export_heatmaps(
                rows, folder, listing.picture, on_progress=self._count, control=control
            )
            if summary.cancelled:
                raise _CancelledError
            return Written(folder, len(summary.failed))

        self._begin(replace(order, query=query), write)

    def cancel(self) -> None:
        """Leave what was there before as it was; heatmaps that are drawn stay."""
        self._control.cancel()

    def close(self) -> None:
        self.cancel()
        self._timer.stop()

    def _begin(self, order: Order, write: Write) -> None:
        if self._running:
            return
        self._running, self._done, self._total = True, 0, 0
        self._control = control = BatchControl()

        def work() -> Written | None:
            with Listing(order.worklist) as listing:
                ids = listing.ids(order.query, order.labels)
                self._total = len(ids)
                try:
                    return write(listing, ids, control)
                except _CancelledError:
                    return None

        self._timer.start()
        self._work.ask(Lane.FIND, "table export", work, self._end, self._fail)

    def _count(self, done: int) -> None:
        self._done = done

    def _counted(self, rows: Iterator[Row], control: BatchControl) -> Iterator[Row]:
        for done, row in enumerate(rows):
            if control.cancelled:
                raise _CancelledError
            self._done = done
            yield row

    def _end(self, written: Written | None) -> None:
        self._stop()
        self.ended.emit(written)

    def _fail(self, error: HilumError) -> None:
        self._stop()
        self.ended.emit(None)
        self.problem.emit(error)

    def _stop(self) -> None:
        self._running = False
        self._timer.stop()


def _rows(listing: Listing, ids: Ids, point: OperatingPoint | None) -> Iterator[Row]:
    for row in listing.all_rows(ids):
        yield row if point is None else judged(row, point)
