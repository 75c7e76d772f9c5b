"""The measurements of a radiograph while the program runs, with what can be undone."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from viewer.measuring import Calibration, Change, Measurement, Sheet, SheetKey, changed
from viewer.ui.measuring.edits import Edit
from viewer.ui.measuring.words import kind_in_text
from viewer.ui.texts import tr


class OpenSheet(QObject):
    """One for a radiograph, however many viewports show it."""

    changed = Signal()
    selection_changed = Signal()
    edited = Signal(object)
    """A Change that is to be kept."""

    def __init__(self, key: SheetKey, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.stack = QUndoStack(self)
        self._sheet = Sheet()
        self._selected: str | None = None

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def selected(self) -> Measurement | None:
        return self.measurement(self._selected)

    def measurement(self, id: str | None) -> Measurement | None:
        return next((one for one in self._sheet.measurements if one.id == id), None)

    def select(self, id: str | None) -> None:
        if id != self._selected:
            self._selected = id
            self.selection_changed.emit()

    def adopt(self, kept: Sheet) -> None:
        """Take what was kept on the disk; not to be undone."""
        if kept != self._sheet:
            self._sheet = kept
            self.changed.emit()

    # What a person does

    def add(self, measurement: Measurement) -> None:
        self._push(
            tr("add {kind}").format(kind=kind_in_text(measurement.kind)),
            Change({measurement.id: measurement}),
        )
        self.select(measurement.id)

    def replace(self, measurement: Measurement) -> None:
        """Put a measurement that was moved or named in the place of what it was.

        One that was deleted meanwhile stays deleted.
        """
        if self.measurement(measurement.id) not in (None, measurement):
            self._push(
                tr("change {kind}").format(kind=kind_in_text(measurement.kind)),
                Change({measurement.id: measurement}),
            )

    def delete_selected(self) -> None:
        measurement = self.selected
        if measurement is not None:
            self._push(
                tr("delete {kind}").format(kind=kind_in_text(measurement.kind)),
                Change({measurement.id: None}),
            )

    def clear(self) -> None:
        """Delete every measurement; the calibration stays."""
        if self._sheet.measurements:
            self._push(
                tr("delete all measurements"),
                Change({measurement.id: None for measurement in self._sheet.measurements}),
            )

    def calibrate(self, calibration: Calibration | None) -> None:
        """Go by a length that the person knows; by the file's word without one."""
        if calibration != self._sheet.calibration:
            self._push(
                tr("calibrate") if calibration else tr("remove the calibration"),
                Change(recalibrates=True, calibration=calibration),
            )

    def lay(self, change: Change) -> None:
        """Change the sheet, tell, and ask for the change to be kept."""
        self._sheet = changed(self._sheet, change)
        if self._selected is not None and self.selected is None:
            self.select(None)
        self.changed.emit()
        self.edited.emit(change)

    def _push(self, text: str, change: Change) -> None:
        self.stack.push(Edit(self, text, change))
