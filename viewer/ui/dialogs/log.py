"""The log, to be read in the window."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.texts import tr

_MOST_BYTES = 500_000


class LogDialog(QDialog):
    """Shows the end of the log file; it holds places in the program and no patient's data."""

    def __init__(self, file: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file = file
        self.state = QLabel()
        self.state.setObjectName("muted")
        self.state.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Log"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(self.state)
        layout.addWidget(self.text, 1)
        layout.addWidget(self._buttons())
        self.resize(860, 560)
        self.read()

    def read(self) -> None:
        """Read the file again."""
        content = _end_of(self._file)
        self.text.setPlainText(content)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._copy.setEnabled(bool(content))
        self.state.setText(
            tr("What went wrong in the program, and where. The last is at the end.")
            if content
            else tr("Nothing has gone wrong so far.")
        )

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        box.addButton(tr("Read again"), role).clicked.connect(self.read)
        self._copy = box.addButton(tr("Copy all"), role)
        self._copy.clicked.connect(
            lambda: QApplication.clipboard().setText(self.text.toPlainText())
        )
        folder = box.addButton(tr("Open folder"), role)
        folder.setEnabled(self._file.parent.is_dir())
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
        )
        return box


def _end_of(file: Path) -> str:
    """The last lines of a log and of the one before it, which it took the place of."""
    content = b""
    for part in (file.with_name(f"{file.name}.1"), file):
        try:
            content += part.read_bytes()
        except OSError:  # there is none yet, or it may not be read
            continue
    if len(content) > _MOST_BYTES:
        content = content[-_MOST_BYTES:].partition(b"\n")[2]
    return content.decode("utf-8", "replace")
