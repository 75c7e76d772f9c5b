"""What can be undone: a change of an open sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from viewer.measuring import Change

if TYPE_CHECKING:
    from viewer.ui.measuring.open_sheet import OpenSheet


class Edit(QUndoCommand):
    """Lays a change on the sheet, and lays its opposite on it when it is undone.

    Only what it changed goes back, so that nothing is lost that came from elsewhere meanwhile.
    """

    def __init__(self, sheet: OpenSheet, text: str, change: Change) -> None:
        super().__init__(text)
        self._sheet, self._change = sheet, change
        before = {measurement.id: measurement for measurement in sheet.sheet.measurements}
        self._opposite = Change(
            {id: before.get(id) for id in change.measurements},
            change.recalibrates,
            sheet.sheet.calibration if change.recalibrates else None,
        )

    def redo(self) -> None:
        self._sheet.lay(self._change)

    def undo(self) -> None:
        self._sheet.lay(self._opposite)
