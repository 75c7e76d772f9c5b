"""The trouble report: what is in it, and where it is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.errors import HilumError
from viewer.trouble import Facts, write_report
from viewer.ui.dialogs import asking
from viewer.ui.texts import said, tr
from viewer.ui.theme import scaled_font
from viewer.ui.work import Lane, Work

_SUBJECT = "trouble report"


class TroubleDialog(QDialog):
    """Says what is shared and what is not, and writes the report.

    Parameters
    ----------
    facts : callable
        Collects what the report is made of, the open file included.
    """

    def __init__(self, work: Work, facts: Callable[[], Facts], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Trouble report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._work, self._facts = work, facts
        headline = QLabel(tr("A file that you can share"))
        headline.setFont(scaled_font(self.font(), 1.25, bold=True))
        self.with_file = QCheckBox(tr("With the structure of the file that is open"))
        self.with_file.setEnabled(facts().file is not None)
        self.with_file.setChecked(self.with_file.isEnabled())
        self.state = _wrapped("")
        self.state.setObjectName("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(headline)
        layout.addWidget(
            _wrapped(
                tr(
                    "It holds the versions of what Hilum runs on, the settings that are switches "
                    "and numbers, and the places in the program where something went wrong."
                )
            )
        )
        layout.addWidget(self.with_file)
        layout.addWidget(
            _wrapped(
                tr(
                    "Of that file the report keeps which elements there are and how long they "
                    "are. Names, numbers, dates and texts become random letters and digits, and "
                    "the picture becomes noise. No file name and no folder is in it."
                )
            )
        )
        layout.addWidget(self.state)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(540)
        self.finished.connect(lambda: work.forget(_SUBJECT))

    def save(self, target: Path) -> None:
        """Write the report; the dialog says how it went."""
        facts = self._facts()
        if not self.with_file.isChecked():
            facts = replace(facts, file=None)
        self._save.setEnabled(False)
        self.state.setText(tr("Writing …"))
        self._work.ask(
            Lane.DECODE,
            _SUBJECT,
            lambda: write_report(target, facts),
            partial(self._tell, target),
            self._fail,
        )

    def _tell(self, target: Path, _done: None) -> None:
        self._say(tr("Written to {file}.").format(file=target.name))

    def _fail(self, error: HilumError) -> None:
        self._say(f"{said(error.sentence)} {said(error.hint)}")

    def _say(self, text: str) -> None:
        self._save.setEnabled(True)
        self.state.setText(text)

    def _ask(self) -> None:
        proposed = f"hilum-trouble-{date.today().isoformat()}.zip"
        kinds = f"{tr('Zip archives')} (*.zip)"
        target = asking.ask_for_target(self, tr("Save the trouble report"), proposed, kinds)
        if target is not None:
            self.save(target)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        self._save = box.addButton(tr("Save report…"), QDialogButtonBox.ButtonRole.ActionRole)
        self._save.setDefault(True)
        self._save.clicked.connect(self._ask)
        return box


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
