"""A batch, run beside the window: rows and progress come in some ten times a second."""

import threading
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.batch import BatchControl, Progress, Row, Worklist, export_csv, run_batch
from viewer.errors import HilumError, WorklistError
from viewer.imaging import find_radiographs, nothing_found
from viewer.reading import OperatingPoint
from viewer.ui.work import Lane, Work
from viewer.ui.worklist.easing import Easing

_TICK_MS = 100
_MOST_ROWS = 300
"""At a tick; more would hold up the window."""


class BatchTask(QObject):
    """Runs one batch at a time and keeps its worklist in a file."""

    started = Signal()
    rows_came = Signal(list)
    progressed = Signal(object)
    ended = Signal(object)
    """The final Progress; None if the batch failed, which `problem` then tells."""
    exported = Signal(Path)
    problem = Signal(object)

    def __init__(self, work: Work, worklist: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._path = work, worklist
        self._control = BatchControl()
        self._running = False
        self._easing = Easing()
        # Rows wait here, for an event each would drown the event loop.
        self._lock = threading.Lock()
        self._rows: list[Row] = []
        self._progress: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._drain)

    @property
    def running(self) -> bool:
        return self._running

    def start(self, paths: list[Path], point: OperatingPoint | None) -> None:
        """Read files and folders at an operating point, by default the model's first."""
        if self._running:
            return
        self._running = True
        self._control = control = BatchControl()
        self._work.forget("last batch")
        self._rows = []
        self._easing.begin()
        self.started.emit()
        self._timer.start()
        self._work.ask(
            Lane.BATCH,
            "batch",
            lambda: self._run(paths, point, control),
            lambda progress: self._end(paths, progress),
            self._fail,
        )

    def cancel(self) -> None:
        """Read no further file; what is read stays."""
        self._control.cancel()

    def close(self) -> None:
        self.cancel()
        self._easing.end()
        self._timer.stop()

    def load_last(self) -> None:
        """Bring the rows of the last batch, if there was one."""
        if self._path.exists():
            self._work.ask(
                Lane.BATCH, "last batch", self._read_last, self._take_last, self.problem.emit
            )

    def export(self, rows: Iterable[Row], target: Path) -> None:
        """Write rows to a CSV file."""
        kept = list(rows)
        self._work.ask(
            Lane.FIND,
            "export",
            lambda: export_csv(kept, target),
            lambda _nothing: self.exported.emit(target),
            self.problem.emit,
        )

    def _run(
        self, paths: list[Path], point: OperatingPoint | None, control: BatchControl
    ) -> Progress:
        reader = self._work.wait_for_reader(lambda reader: reader)
        _make_folder(self._path.parent)
        with Worklist.create(self._path) as worklist:
            return run_batch(
                find_radiographs(paths),
                reader,
                point or reader.operating_point(),
                worklist,
                on_row=self._take,
                control=control,
                sources=paths,
            )

    def _read_last(self) -> list[Row]:
        with Worklist.open(self._path) as worklist:
            return list(worklist.rows())

    def _take_last(self, rows: list[Row]) -> None:
        self._rows = rows
        self._timer.start()

    def _take(self, row: Row, progress: Progress) -> None:
        if progress.done == 1:
            self._easing.settle()  # the first file imports much
        with self._lock:
            self._rows.append(row)
            self._progress = progress

    def _drain(self) -> None:
        with self._lock:
            rows, self._rows = self._rows[:_MOST_ROWS], self._rows[_MOST_ROWS:]
            progress, self._progress = self._progress, None
        if rows:
            self.rows_came.emit(rows)
        if progress is not None:
            self.progressed.emit(progress)
        if not self._running and not self._rows:
            self._timer.stop()

    def _end(self, paths: list[Path], progress: Progress) -> None:
        self._stop()
        self.ended.emit(progress)
        if progress.total == 0:
            self.problem.emit(nothing_found(paths))

    def _fail(self, error: HilumError) -> None:
        self._stop()
        self.ended.emit(None)
        self.problem.emit(error)

    def _stop(self) -> None:
        self._running = False
        self._easing.end()
        self._drain()
        while self._rows:
            self._drain()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorklistError(
            f"The folder of the worklist can't be made: {error.strerror or error}.",
            f"Check the permissions of {folder.parent} and the space on its disk.",
        ) from error
