"""How far a batch is, and the ways to halt it and to end it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from viewer.batch import Progress
from viewer.ui.texts import tr
from viewer.ui.worklist.words import progress_text


class ProgressLine(QWidget):
    """In sight while a batch is running."""

    cancel_asked = Signal()
    pause_asked = Signal(bool)

    def __init__(self, margin: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paused = False
        self._progress: Progress | None = None
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress"))
        self._text = QLabel()
        self.pause, self.cancel = QPushButton(), QPushButton(tr("Cancel"))
        self.pause.clicked.connect(lambda: self.pause_asked.emit(not self._paused))
        self.cancel.clicked.connect(self._ask_cancel)
        line = QHBoxLayout(self)
        line.setContentsMargins(margin, 0, margin, 10)
        line.setSpacing(14)
        line.addWidget(self.bar, 1)
        line.addWidget(self._text)
        line.addWidget(self.pause)
        line.addWidget(self.cancel)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def begin(self) -> None:
        self._progress = None
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.pause.setEnabled(True)
        self.show_paused(False)
        self.show()

    def take_over(self, other: "ProgressLine") -> None:
        """Show what another line shows."""
        if other._progress is not None:
            self.show_progress(other._progress)
        self.show_paused(other._paused)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        if progress.total is not None:
            self.bar.setRange(0, max(progress.total, 1))
            self.bar.setValue(progress.done)
        if not self.cancel.isEnabled():
            return
        self._draw()

    def show_paused(self, paused: bool) -> None:
        self._paused = paused
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self._draw()

    def _draw(self) -> None:
        if self._progress is None:
            text = tr("Looking for radiographs …")
        else:
            text = progress_text(self._progress)
        self._text.setText(tr("Paused: {progress}").format(progress=text) if self._paused else text)

    def _ask_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.pause.setEnabled(False)
        self._text.setText(tr("Cancelling …"))
        self.cancel_asked.emit()
