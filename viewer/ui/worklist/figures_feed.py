"""Brings to the figures what they are made of, and takes the operating point from them."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer

from viewer.batch.figures.facts import Facts, read_facts
from viewer.ui.work import Work
from viewer.ui.worklist.asker import Asker
from viewer.ui.worklist.figures.panel import FiguresPanel
from viewer.ui.worklist.source import Listed, RowSource

_LEAST_MS = 500
_PAUSES = 8
"""Facts that took a second to be read are read again after eight: more would cost the batch."""


class FiguresFeed(QObject):
    """Reads the facts of a worklist again when it changed, but not while nobody sees them.

    While a batch adds to it, that is from time to time; when the batch has ended, at once.
    """

    def __init__(self, panel: FiguresPanel, source: RowSource, work: Work) -> None:
        super().__init__(panel)
        self._panel, self._source = panel, source
        self._asker = Asker(work, ("facts", id(self)), self._take, source.problem.emit)
        self._stale = self._any = False
        self._state: int | None = None  # of the worklist, when it was last seen to change
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(_LEAST_MS)
        self._due.timeout.connect(self._read_if_stale)
        source.listed.connect(self._note_listed)
        source.labelled.connect(self._note_change)
        source.turned.connect(self._clear)
        panel.installEventFilter(self)

    @property
    def settled(self) -> bool:
        """Whether the figures are of all that is listed, or nobody sees them."""
        return not self._asker.under_way and not (self._stale and self._wanted)

    @property
    def _wanted(self) -> bool:
        """Whether there is something to read, and somebody sees it."""
        return self._any and self._panel.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._panel and event.type() == QEvent.Type.Show:
            self._read_if_stale()
        return False

    def _note_listed(self, listed: Listed) -> None:
        if listed.state != self._state:  # and not only sorted or filtered
            self._state = listed.state
            self._stale = True
        self._any = listed.total > 0
        self._read_when_due()

    def _note_change(self) -> None:
        self._stale = True
        self._read_when_due()

    def _read_when_due(self) -> None:
        if not (self._source.following and self._due.isActive()):
            self._read_if_stale()

    def _clear(self) -> None:
        self._state, self._any = None, False
        self._asker.forget()
        self._panel.show_facts(Facts())

    def _read_if_stale(self) -> None:
        if self._stale:
            self._read()

    def _read(self) -> None:
        path, labels = self._source.path, self._source.labels
        if path is None or not self._wanted:
            return
        self._stale = False
        self._due.start()

        def read() -> tuple[Facts, float]:
            began = time.perf_counter()
            return read_facts(path, labels), time.perf_counter() - began

        self._asker.ask(read)

    def _take(self, answer: tuple[Facts, float]) -> None:
        facts, seconds = answer
        self._due.setInterval(max(_LEAST_MS, round(1000 * _PAUSES * seconds)))
        self._panel.show_facts(facts)
