"""How far a batch has come, and the button that cancels it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from viewer.batch import Progress
from viewer.ui.icons import icon
from viewer.ui.texts import tr
from viewer.ui.worklist.words import progress_text


class ProgressLine(QWidget):
    """Is there only while a batch runs."""

    cancel_asked = Signal()

    def __init__(self, margin: int) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._text = QLabel()
        self.cancel = QPushButton(icon("close-circle-outline"), tr("Cancel"))
        self.cancel.clicked.connect(self._ask_cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(margin, 0, margin, 10)
        line.setSpacing(14)
        line.addWidget(self.bar, 1)
        line.addWidget(self._text)
        line.addWidget(self.cancel)
        self.hide()

    def begin(self) -> None:
        self.bar.setRange(0, 0)
        self._text.setText(tr("Looking for radiographs …"))
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, progress: Progress) -> None:
        if progress.total is not None:
            self.bar.setRange(0, max(progress.total, 1))
            self.bar.setValue(progress.done)
        self._text.setText(progress_text(progress))

    def _ask_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._text.setText(tr("Cancelling …"))
        self.cancel_asked.emit()
