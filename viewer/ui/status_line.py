"""The window's lowest line."""

from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from viewer.ui.icons import icon
from viewer.ui.reading.model_section import provider_name
from viewer.ui.readout.line import ReadoutLine
from viewer.ui.texts import later, tr

RESEARCH_ONLY = later("Research use only. Not a medical device.")
_BAR_WIDTH = 110


class StatusLine(QStatusBar):
    """Left: what is under the cursor. Right: progress, provider, and what Hilum is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.readout, self.progress, self.provider = ReadoutLine(), QLabel(), QLabel()
        self.research_only = QLabel(tr(RESEARCH_ONLY))
        self.research_only.setObjectName("researchOnly")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(tr("Progress"))
        self.cancel = QToolButton()
        self.cancel.setIcon(icon("close-circle-outline"))
        self.cancel.setToolTip(tr("Cancel"))
        self.cancel.setAccessibleName(tr("Cancel"))
        self.addWidget(self.readout, 1)
        shown = (self.progress, self.bar, self.cancel, self.provider, self.research_only)
        for widget in shown:
            self.addPermanentWidget(widget)
        self.provider.setText(tr("Loading the model …"))
        self.show_progress("", 0, 0)
        self.cancel.hide()

    def show_progress(self, text: str, done: int, total: int) -> None:
        """What is going on; without a total the bar only tells that something is."""
        self.progress.setText(text)
        self.bar.setVisible(bool(text))
        # Hidden, a bar without a total must not go on with its animation.
        self.bar.setRange(0, total if text else 1)
        self.bar.setValue(done)

    def show_provider(self, provider: str) -> None:
        self.provider.setText(tr("Runs on {provider}").format(provider=provider_name(provider)))
        self.provider.setToolTip(provider)

    def show_no_model(self) -> None:
        self.provider.setText(tr("No model"))
