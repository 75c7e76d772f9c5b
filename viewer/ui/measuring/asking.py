"""What measuring asks a person: how long a line is, and where to write a table."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.imaging import Length
from viewer.measuring.calibration import LONGEST_MM, SHORTEST_MM
from viewer.ui.dialogs import asking
from viewer.ui.measuring.words import length_text
from viewer.ui.texts import said, tr

_FIRST_GUESS_MM = 100.0


class CalibrationDialog(QDialog):
    """Asks how long a line is; `known` tells the millimetres.

    Parameters
    ----------
    so_far : Length
        What the line measures without it.
    """

    known = Signal(float)

    def __init__(self, so_far: Length, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Calibrate"))
        explanation = QLabel(
            tr(
                "So far this line measures {length} ({worth}).\n"
                "Every length on this radiograph will go by what you enter."
            ).format(length=length_text(so_far), worth=said(so_far.worth))
        )
        explanation.setWordWrap(True)
        self.length = QDoubleSpinBox()
        self.length.setRange(SHORTEST_MM, LONGEST_MM)
        self.length.setDecimals(1)
        self.length.setSuffix(" mm")
        self.length.setValue(round(so_far.value, 1) if so_far.unit == "mm" else _FIRST_GUESS_MM)
        self.length.setAccessibleName(tr("True length"))
        self.length.selectAll()
        form = QFormLayout()
        form.addRow(tr("True length"), self.length)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Calibrate"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(explanation)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.accepted.connect(lambda: self.known.emit(self.length.value()))
        self.finished.connect(self.deleteLater)


def ask_for_table(parent: QWidget) -> Path | None:
    """Where to write the measurements."""
    return asking.ask_for_target(
        parent, tr("Export the measurements"), tr("measurements.csv"), "CSV (*.csv)"
    )
