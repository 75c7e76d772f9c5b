"""What takes more than half a second is told in the status line."""

import time
from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, QTimer

from viewer.batch import Progress
from viewer.ui.pages import Pages
from viewer.ui.program import Program
from viewer.ui.status_line import StatusLine
from viewer.ui.texts import later, tr

_PATIENCE_MS = 500
_WORDS = {
    "export": later("Writing the file …"),
    "find": later("Looking for radiographs …"),
    "show": later("Opening …"),
    "read": later("Reading …"),
    "model": later("Loading the model …"),
}
"""The first that is under way is told; by the first part of a question's subject."""


class Activity(QObject):
    """Watches the questions under way, the list that is being read, and the batch."""

    def __init__(self, program: Program, pages: Pages, status: StatusLine) -> None:
        super().__init__(status)
        work, desk, batch = program.work, program.desk, program.batch
        self._export = program.table_export
        self._status, self._batch, self._pages = status, batch, pages
        self._since: dict[Hashable, float] = {}
        self._listed = desk.studies.settled
        self._progress: Progress | None = None
        self._cancels: dict[str, Callable[[], None]] = {"find": desk.stop_finding}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)
        work.begun.connect(self._begin)
        work.ended.connect(self._end)
        desk.studies.advanced.connect(self._take_listed)
        batch.progressed.connect(self._take_progress)
        batch.ended.connect(self._forget_progress)
        self._exported: tuple[int, int] | None = None
        self._export.progressed.connect(self._take_exported)
        self._export.ended.connect(self._forget_exported)
        pages.turned.connect(self._tell)
        status.cancel.clicked.connect(self._cancel)
        self._cancel_now: Callable[[], None] | None = None
        self._tell()

    def _begin(self, subject: Hashable) -> None:
        if _kind(subject) in _WORDS:
            self._since.setdefault(subject, time.monotonic())
            if not self._timer.isActive():
                self._timer.start(_PATIENCE_MS)

    def _end(self, subject: Hashable) -> None:
        if self._since.pop(subject, None) is not None:
            self._tell()

    def _take_listed(self, settled: int, total: int) -> None:
        self._listed = settled, total
        self._tell()

    def _take_progress(self, progress: Progress | None) -> None:
        self._progress = progress
        self._tell()

    def _forget_progress(self, _progress: object) -> None:
        self._take_progress(None)

    def _take_exported(self, done: int, total: int) -> None:
        self._exported = done, total
        self._tell()

    def _forget_exported(self, _target: object) -> None:
        self._exported = None
        self._tell()

    def _cancel(self) -> None:
        if self._cancel_now is not None:
            self._cancel_now()

    def _tell(self) -> None:
        self._cancel_now = None
        if self._exported is not None:
            self._cancel_now = self._export.cancel
            self._status.show_progress(tr("Writing the file …"), *self._exported)
            self._status.cancel.show()
            return
        kind = self._slow()
        settled, total = self._listed
        if kind is not None:
            self._cancel_now = self._cancels.get(kind)
            self._status.show_progress(tr(_WORDS[kind]), 0, 0)
        elif settled < total:
            text = tr("Read {done:,} of {total:,}").format(done=settled, total=total)
            self._status.show_progress(text, settled, total)
        elif self._progress is not None and not self._pages.on_worklist:  # which tells it itself
            self._cancel_now = self._batch.cancel
            done, of = self._progress.done, self._progress.total or 0
            text = tr("Worklist: {done:,} read").format(done=done)
            self._status.show_progress(text, done, of)
        else:
            self._status.show_progress("", 0, 0)
        self._status.cancel.setVisible(self._cancel_now is not None)

    def _slow(self) -> str | None:
        """The kind of question to tell of, if one has lasted long enough."""
        now = time.monotonic()
        slow = {
            _kind(subject)
            for subject, since in self._since.items()
            if (now - since) * 1000 >= _PATIENCE_MS
        }
        if len(self._since) > len(slow) and not self._timer.isActive():
            self._timer.start(_PATIENCE_MS)
        return next((kind for kind in _WORDS if kind in slow), None)


def _kind(subject: Hashable) -> str:
    first = subject[0] if isinstance(subject, tuple) else subject
    return str(first)
