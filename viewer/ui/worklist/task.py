"""A batch, run beside the window: its rows are in a worklist, its progress comes by signal."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.batch import BatchControl, Progress, Row, run_batch
from viewer.errors import HilumError
from viewer.imaging import find_radiographs, nothing_found
from viewer.reading import OperatingPoint
from viewer.ui.work import Lane, Work
from viewer.ui.worklist.easing import Easing, stand_back
from viewer.ui.worklist.kept import Kept, open_worklist, read_kept
from viewer.ui.worklist.shelf import Shelf

_TICK_MS = 100


class BatchTask(QObject):
    """Runs one batch at a time and keeps its worklist in a file of its own."""

    started = Signal(list)
    """The files and folders."""
    opened = Signal(bool)
    """The worklist is there, and rows are coming; whether it has some from before."""
    progressed = Signal(object)
    pausing = Signal(bool)
    ended = Signal(object)
    """The final Progress; None if the batch failed, which `problem` then tells."""
    kept = Signal(object)
    """A worklist to look at, `Kept`: what an earlier batch left, or one from elsewhere."""
    problem = Signal(object)

    def __init__(self, work: Work, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._shelf = work, shelf
        self._path: Path | None = None
        self._control = BatchControl()
        self._paths: list[Path] = []
        self._running = self._has_last = False
        self._easing = Easing()
        self._progress: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tell)

    @property
    def path(self) -> Path | None:
        """The worklist of the batch that runs, or ran last; None before the first."""
        return self._path

    @property
    def paths(self) -> list[Path]:
        """What that batch was, or is, to read."""
        return self._paths

    @property
    def has_last(self) -> bool:
        """Whether `look_back` finds something, as far as that was looked for."""
        return self._has_last

    @property
    def running(self) -> bool:
        return self._running

    @property
    def paused(self) -> bool:
        return self._control.paused

    def start(
        self, paths: Sequence[Path], point: OperatingPoint | None, *, anew: bool = False
    ) -> None:
        """Read files and folders at an operating point, by default the model's first.

        What is known of them from the last time is read again only if `anew`.
        """
        if self._running:
            return
        self._running = True
        self._paths = [Path(os.path.abspath(path)) for path in paths]
        self._path = path = self._shelf.place_of(self._paths)
        self._control = control = BatchControl()
        self._work.forget("kept batch")
        self._easing.begin()
        self.started.emit(self._paths)
        self._timer.start()
        self._work.ask(
            Lane.BATCH,
            "batch",
            lambda: self._run(path, self._paths, point, control, anew=anew),
            self._end,
            self._fail,
        )

    def pause(self, paused: bool) -> None:
        """Begin no further file for a while, or go on."""
        if paused:
            self._control.pause()
        else:
            self._control.go_on()
        self.pausing.emit(self._control.paused)

    def cancel(self) -> None:
        """Read no further file; what is read stays."""
        self._control.cancel()

    def close(self) -> None:
        self.cancel()
        self._easing.end()
        self._timer.stop()

    def look_back(self) -> None:
        """Tell what the last batch left, if there was one; `kept` brings it."""
        self._look(None)

    def look_at(self, path: Path) -> None:
        """Tell what a worklist holds; `kept` brings it."""
        self._look(path)

    def _look(self, path: Path | None) -> None:
        def look() -> tuple[Kept | None, bool]:
            latest = self._shelf.latest()
            wanted = path or latest
            return None if wanted is None else read_kept(wanted), latest is not None

        self._work.ask(Lane.TABLE, "kept batch", look, self._take_kept, self.problem.emit)

    def _run(
        self,
        path: Path,
        paths: list[Path],
        point: OperatingPoint | None,
        control: BatchControl,
        *,
        anew: bool,
    ) -> Progress:
        stand_back()
        reader = self._work.wait_for_reader(lambda reader: reader)
        with open_worklist(path, anew=anew) as worklist:
            worklist.note_request(paths)
            self.opened.emit(worklist.count > 0)
            progress = run_batch(
                find_radiographs(paths),
                reader,
                point or reader.operating_point(),
                worklist,
                on_row=self._take,
                on_kept=self._note,
                control=control,
                sources=paths,
            )
            if not control.cancelled:
                worklist.note_complete()
        self._shelf.clear_up(in_use=path)
        return progress

    def _take_kept(self, found: tuple[Kept | None, bool]) -> None:
        kept, self._has_last = found
        if kept is not None:
            self.kept.emit(kept)

    def _take(self, _row: Row, progress: Progress) -> None:
        if progress.done == progress.kept + 1:
            self._easing.settle()  # the first file imports much
        self._note(progress)

    def _note(self, progress: Progress) -> None:
        self._progress = progress

    def _tell(self) -> None:
        progress, self._progress = self._progress, None
        if progress is not None:
            self.progressed.emit(progress)

    def _end(self, progress: Progress) -> None:
        self._stop()
        self.ended.emit(progress)
        if progress.total == 0:
            self.problem.emit(nothing_found(self._paths))

    def _fail(self, error: HilumError) -> None:
        self._stop()
        self.ended.emit(None)
        self.problem.emit(error)

    def _stop(self) -> None:
        self._running = False
        self._easing.end()
        self._timer.stop()
        self._progress = None
