"""The worklists of earlier batches, in a menu."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from viewer.errors import HilumError
from viewer.ui.program import Program
from viewer.ui.recent import shortened
from viewer.ui.texts import tr, trn
from viewer.ui.work import Lane
from viewer.ui.worklist.shelf import Shelved
from viewer.ui.worklist.words import title_of

_TIP_LINES = 12


class RecentWorklists(QObject):
    """Lists what the window keeps, the youngest first; it can be chosen while no batch runs."""

    chosen = Signal(object)
    """The file of a worklist."""
    deletion_asked = Signal(int)
    """How many there are."""

    def __init__(self, program: Program, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu, self._work = menu, program.work
        self._batch, self._shelf = program.batch, program.shelf
        self._listed: list[Shelved] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.list_again)
        for signal in (self._batch.kept, self._batch.ended):
            signal.connect(self.list_again)
        self._batch.started.connect(self._enable)
        self._enable()
        self.list_again()

    def list_again(self) -> None:
        self._work.ask(
            Lane.TABLE, ("recent worklists", id(self)), self._shelf.listed, self._show, self._fail
        )

    def _show(self, listed: list[Shelved]) -> None:
        if listed != self._listed:
            self._listed = listed
            self._menu.clear()
            for number, shelved in enumerate(listed, 1):
                self._add(number, shelved)
            self._menu.addSeparator()
            delete = self._menu.addAction(tr("&Delete all of them…"))
            delete.triggered.connect(lambda: self.deletion_asked.emit(len(self._listed)))
        self._enable()

    def _add(self, number: int, shelved: Shelved) -> None:
        mark = f"&{number % 10}  " if number <= 10 else ""
        subject = _subject(shelved.paths).replace("&", "&&")
        action = self._menu.addAction(f"{mark}{subject}\t{_remark(shelved)}")
        action.setToolTip("\n".join(str(path) for path in shelved.paths[:_TIP_LINES]))
        action.triggered.connect(lambda _checked=False, path=shelved.path: self.chosen.emit(path))

    def _fail(self, _error: HilumError) -> None:
        """Leave what is listed as it is: a worklist that can't be read is left out anyway."""

    def _enable(self) -> None:
        self._menu.setEnabled(bool(self._listed) and not self._batch.running)


def _subject(paths: list[Path]) -> str:
    return shortened(paths[0]) if len(paths) == 1 else title_of(paths)


def _remark(shelved: Shelved) -> str:
    """Such as "5,216 rows, 2026-03-01 17:25, not completed"."""
    rows = trn("{count:,} row", "{count:,} rows", shelved.count).format(count=shelved.count)
    written = datetime.fromtimestamp(shelved.written).strftime("%Y-%m-%d %H:%M")
    parts = [rows, written]
    if not shelved.complete:
        parts.append(tr("not completed"))
    return ", ".join(parts)
