"""From the table to the radiograph of a row, and from there to those of its neighbours."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.batch import Row
from viewer.ui.desk.desk import Desk
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.source import RowSource


class RowWalk(QObject):
    """The next radiograph of one that was opened from the table is that of the next row.

    The table goes along: turning back to it leads to the row that is looked at.
    """

    path_chosen = Signal(object)

    def __init__(self, page: WorklistPage, source: RowSource, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._source, self._desk = page, source, desk
        self._path: Path | None = None
        self._awaited: int | None = None  # the id of a row that is asked for
        self._opening = False
        page.table.row_chosen.connect(self._choose)
        source.rows_came.connect(self._take_rows)
        desk.current_changed.connect(self._note_current)
        desk.problem.connect(self._give_up)
        desk.walk_rows = self._walk

    def _choose(self, place: int) -> None:
        row = self._page.model.row_at(place)
        if row is not None:
            self._path = row.file
            self.path_chosen.emit(row.file)

    def _walk(self, path: Path, step: int) -> bool:
        """Walk on from a file, if it came from the table; no step counts while one is taken."""
        if self._awaited is not None:
            self._source.want([self._awaited], [])
            return True
        if self._opening:
            return True
        if path != self._path:
            return False
        model = self._page.model
        place = self._page.table.currentIndex().row() + step
        if not 0 <= place < len(model.ids):
            return True
        self._page.table.go_to(place)
        row = model.row_at(place)
        if row is None:
            self._awaited = int(model.ids[place])
            self._source.want([self._awaited], [])
        else:
            self._open(row)
        return True

    def _take_rows(self, rows: Mapping[int, Row]) -> None:
        row = None if self._awaited is None else rows.get(self._awaited)
        if row is not None:
            self._awaited = None
            self._open(row)

    def _open(self, row: Row) -> None:
        self._path = row.file
        self._opening = self._desk.current.path != row.file
        self._desk.open_paths([row.file])

    def _note_current(self) -> None:
        if self._desk.current.path == self._path:
            self._opening = False

    def _give_up(self) -> None:
        self._opening, self._awaited = False, None
