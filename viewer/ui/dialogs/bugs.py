"""What we did wrong: it goes to the log, and to a dialog that offers the log."""

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.texts import tr
from viewer.unforeseen import log_unforeseen, places

_LOG_BYTES = 1_000_000


class BugDialog(QDialog):
    """Says that Hilum made a mistake, and shows the log of it when asked."""

    def __init__(self, error: BaseException, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Hilum made a mistake"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        text = QLabel(
            tr(
                "Hilum made a mistake: {error}.\n"
                "Everything already read is kept, and you can go on."
            ).format(error=type(error).__name__)
        )
        text.setWordWrap(True)
        self.log = QPlainTextEdit(places(error))
        self.log.setReadOnly(True)
        self.log.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.log.setMinimumSize(640, 260)
        self.log.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.show_log = buttons.addButton(tr("Show log"), QDialogButtonBox.ButtonRole.ActionRole)
        self.show_log.clicked.connect(self._show_log)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        for widget in (text, self.log, buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(420)

    def _show_log(self) -> None:
        self.log.show()
        self.show_log.hide()
        self.adjustSize()


def log_file() -> Path:
    """Where the log is, or would be."""
    return Path(platformdirs.user_log_dir("hilum", appauthor=False)) / "hilum.log"


def start_log() -> None:
    """Write the log to the desktop's place for logs, or to stderr where that can't be."""
    handler: logging.Handler
    try:
        file = log_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("viewer").addHandler(handler)


def catch_bugs(show: Callable[[BaseException], None]) -> None:
    """Send exceptions that nobody caught to the log and to `show`, instead of to nobody."""

    def hook(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        log_unforeseen("In the window's thread", error)
        show(error)

    sys.excepthook = hook
