"""The open sheets: each is fetched when its radiograph is shown, and kept when it changes."""

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoGroup, QUndoStack

from viewer.errors import HilumError, MeasurementsError
from viewer.imaging import Source
from viewer.measuring import (
    Change,
    MeasurementStore,
    Sheet,
    SheetKey,
    changed,
    export_measurements,
)
from viewer.ui.measuring.open_sheet import OpenSheet
from viewer.ui.work import Lane, Work

_log = logging.getLogger(__name__)


class SheetKeeper(QObject):
    """Outlives a window, as what is open does."""

    problem = Signal(object)
    """A HilumError: what was measured can't be read or kept."""
    exported = Signal(int, object)
    """How many measurements were written, and the Path of the table."""

    def __init__(self, work: Work, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self._store = MeasurementStore(folder)
        self.undo_group = QUndoGroup(self)
        self.without_sheet = QUndoStack(self.undo_group)
        """What can be undone while no radiograph is shown."""
        self._sheets: dict[SheetKey, OpenSheet] = {}
        self._seen: dict[Path, str] = {}
        self._waiting: dict[SheetKey, Change] = {}
        self._saving: dict[SheetKey, Change] = {}

    def open(self, source: Source) -> OpenSheet:
        """The sheet of a radiograph; what is kept of it comes a moment later."""
        key = SheetKey.of(source)
        self._seen[source.path] = source.sha256
        sheet = self._sheets.get(key)
        if sheet is None:
            sheet = self._sheets[key] = OpenSheet(key, self)
            sheet.edited.connect(lambda change: self._keep(key, change))
            self.undo_group.addStack(sheet.stack)
        self._fetch(key)  # anew each time: another program may have changed it
        return sheet

    def export(self, path: Path, files: list[Path]) -> None:
        """Write all that is kept of these files as CSV."""
        unsaved = self._unsaved()
        self.work.ask(
            Lane.FIND,
            "export measurements",
            lambda: self._export(path, files, unsaved),
            lambda count: self.exported.emit(count, path),
            self.problem.emit,
        )

    def close(self) -> None:
        """Keep what is not kept yet."""
        for key, change in self._unsaved().items():
            self.work.forget(("keep measurements", key))
            try:
                self._store.save(key, change)
            except MeasurementsError as error:
                _log.error("Measurements were not kept: %s", error.sentence)
        self._waiting.clear()
        self._saving.clear()

    def _fetch(self, key: SheetKey) -> None:
        self.work.ask(
            Lane.FIND,
            ("measurements", key),
            lambda: self._store.load(key),
            lambda kept: self._take(key, kept),
            self.problem.emit,
        )

    def _take(self, key: SheetKey, kept: Sheet) -> None:
        for change in (self._saving.get(key), self._waiting.get(key)):
            kept = changed(kept, change) if change is not None else kept
        self._sheets[key].adopt(kept)

    def _keep(self, key: SheetKey, change: Change) -> None:
        self._waiting[key] = self._waiting.get(key, Change()).then(change)
        self._save(key)

    def _save(self, key: SheetKey) -> None:
        if key in self._saving or key not in self._waiting:
            return
        change = self._saving[key] = self._waiting.pop(key)
        # What was fetched before would lack the change; the answer below has all.
        self.work.forget(("measurements", key))
        self.work.ask(
            Lane.FIND,
            ("keep measurements", key),
            lambda: self._store.save(key, change),
            lambda kept: self._end_save(key, kept),
            lambda error: self._fail(key, error),
        )

    def _end_save(self, key: SheetKey, kept: Sheet) -> None:
        del self._saving[key]
        self._take(key, kept)
        self._save(key)

    def _fail(self, key: SheetKey, error: HilumError) -> None:
        # It goes along with the next change, or at the end: to lay a change twice does no harm.
        failed = self._saving.pop(key)
        self._waiting[key] = failed.then(self._waiting.get(key, Change()))
        self.problem.emit(error)

    def _unsaved(self) -> dict[SheetKey, Change]:
        unsaved = dict(self._saving)
        for key, change in self._waiting.items():
            unsaved[key] = unsaved.get(key, Change()).then(change)
        return unsaved

    def _export(self, path: Path, files: list[Path], unsaved: dict[SheetKey, Change]) -> int:
        for key, change in unsaved.items():
            self._store.save(key, change)
        return export_measurements(path, files, dict(self._seen), self._store)
