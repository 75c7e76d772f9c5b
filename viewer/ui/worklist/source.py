"""Where the table's rows come from: a worklist, asked in worker threads."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage

from viewer.batch.figures.labels import Labels
from viewer.batch.worklist.listing import Ids, Listing
from viewer.batch.worklist.query import Query
from viewer.errors import HilumError
from viewer.reading import Verdict
from viewer.ui.work import Lane, Work
from viewer.ui.worklist.asker import Asker, Opened
from viewer.ui.worklist.cells import THUMBNAIL_HEIGHT

_TICK_MS = 100
_PATIENCE_MS = 3000
_PAUSES = 8
"""A list that took a second to be made is made again after eight: more would cost the batch."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """An answer to a query."""

    query: Query
    ids: Ids
    counts: Mapping[Verdict | None, int]
    state: int
    """Of the worklist that is looked at: another one after every change to it."""
    seconds: float
    """What it took."""

    @property
    def total(self) -> int:
        """How many rows there are, those that the query holds back among them."""
        return sum(self.counts.values())


class RowSource(QObject):
    """Lists and fetches the rows of the worklist that is looked at.

    What is asked while an answer is under way is asked when that has come, and only the last of
    it: scrolling and typing never queue up.
    """

    turned = Signal()
    """Another worklist is looked at, or none."""
    listed = Signal(object)
    labelled = Signal()
    """Other labels are known."""
    rows_came = Signal(object)
    """Rows by their ids."""
    thumbnails_came = Signal(object)
    """QImages by the ids of their rows, as large as the table shows them."""
    problem = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._path: Path | None = None
        self._ordering: Opened | None = None
        self._fetching: Opened | None = None
        self._query = Query()
        self._labels: Labels | None = None
        fail = self.problem.emit
        self._list = Asker(work, "list", self._take_listed, self._fail_to_list)
        self._rows = Asker(work, "rows", self.rows_came.emit, fail)
        self._thumbnails = Asker(work, "thumbnails", self.thumbnails_came.emit, fail)
        self._following = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._list_again)

    @property
    def path(self) -> Path | None:
        """The worklist that is looked at."""
        return self._path

    @property
    def following(self) -> bool:
        """Whether there may be more rows at any moment."""
        return self._following

    @property
    def settled(self) -> bool:
        """Whether everything that was asked is answered, and nothing is followed."""
        askers = (self._list, self._rows, self._thumbnails)
        return not self._following and not any(asker.under_way for asker in askers)

    def look_at(self, path: Path | None) -> None:
        """Look at a worklist; at the same one again when it was begun anew."""
        for asker in (self._list, self._rows, self._thumbnails):
            asker.forget()
        if path != self._path:
            self._put_away()
            self._path = path
            if path is not None:
                # Lists take long, and rows are wanted at once: each has its own connection.
                self._ordering, self._fetching = Opened(path), Opened(path)
        self.turned.emit()
        self._list_again()

    def follow(self, following: bool) -> None:
        """Look from time to time whether there are more rows, while a batch is running."""
        self._following = following
        self._list_again()

    def ask(self, query: Query) -> None:
        """List the rows of a query from now on; `listed` brings them."""
        self._query = query
        self._list_again()

    @property
    def labels(self) -> Labels | None:
        """What is known of the radiographs beforehand."""
        return self._labels

    def label_by(self, labels: Labels | None) -> None:
        self._labels = labels
        self.labelled.emit()
        self._list_again()

    def want(self, rows: list[int], thumbnails: list[int]) -> None:
        """Fetch rows and thumbnails by the rows' ids."""
        fetching = self._fetching
        if fetching is not None and rows:
            self._rows.ask(lambda: fetching().rows(rows))
        if fetching is not None and thumbnails:
            side = round(THUMBNAIL_HEIGHT * self._ratio())
            self._thumbnails.ask(lambda: _images(fetching().thumbnails(thumbnails), side))

    def close(self) -> None:
        """Let go of the file, after the worker threads have ended."""
        self._timer.stop()
        for opened in (self._ordering, self._fetching):
            if opened is not None:
                opened.close()

    def _ratio(self) -> float:
        """How many pixels of the densest screen make one of the window's."""
        return max(screen.devicePixelRatio() for screen in QGuiApplication.screens())

    def _list_again(self) -> None:
        ordering, query, labels = self._ordering, self._query, self._labels
        if ordering is not None:
            self._list.ask(lambda: _list(ordering(), query, labels))

    def _take_listed(self, listed: Listed) -> None:
        if self._following:
            self._timer.start(max(_TICK_MS, round(1000 * _PAUSES * listed.seconds)))
        if listed.query == self._query:
            self.listed.emit(listed)

    def _fail_to_list(self, error: HilumError) -> None:
        self.problem.emit(error)
        if self._following:
            self._timer.start(_PATIENCE_MS)

    def _put_away(self) -> None:
        """Close in a worker thread what another one may be using."""
        for opened in (self._ordering, self._fetching):
            if opened is not None:
                subject = ("put away", id(opened))
                self._work.ask(
                    Lane.TABLE, subject, opened.close, lambda _nothing: None, self.problem.emit
                )
        self._ordering = self._fetching = None


def _list(listing: Listing, query: Query, labels: Labels | None) -> Listed:
    began = time.perf_counter()
    state = listing.changes  # first, so that a change meanwhile is seen the next time
    ids = listing.ids(query, labels)
    counts = listing.counts(query.threshold)
    return Listed(query, ids, counts, state, time.perf_counter() - began)


def _images(thumbnails: Mapping[int, bytes], side: int) -> dict[int, QImage]:
    return {
        id: QImage.fromData(jpeg).scaled(
            side,
            side,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        for id, jpeg in thumbnails.items()
    }
