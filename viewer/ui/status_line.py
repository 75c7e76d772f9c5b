"""The window's lowest line."""

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from viewer.ui.reading.model_section import provider_name

RESEARCH_ONLY = "Research use only. Not a medical device."


class StatusLine(QStatusBar):
    """Left: what is under the cursor. Right: progress, provider, and what Hilum is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.cursor_text, self.progress, self.provider = QLabel(), QLabel(), QLabel()
        self.research_only = QLabel(RESEARCH_ONLY)
        self.research_only.setObjectName("researchOnly")
        self.addWidget(self.cursor_text, 1)
        for label in (self.progress, self.provider, self.research_only):
            self.addPermanentWidget(label)
        self.provider.setText("Loading the model …")

    def show_point(self, point: tuple[int, int, float | list[int]] | None) -> None:
        """A place of the radiograph and its stored value; None beside it."""
        if point is None:
            self.cursor_text.clear()
        else:
            row, column, value = point
            self.cursor_text.setText(f"row {row}, column {column}:  {_value_text(value)}")

    def show_progress(self, settled: int, total: int) -> None:
        self.progress.setText(f"Read {settled:,} of {total:,}" if settled < total else "")

    def show_provider(self, provider: str) -> None:
        self.provider.setText(f"Runs on {provider_name(provider)}")
        self.provider.setToolTip(provider)

    def show_no_model(self) -> None:
        self.provider.setText("No model")


def _value_text(value: float | list[int]) -> str:
    if isinstance(value, list):
        red, green, blue = value
        return f"red {red}, green {green}, blue {blue}"
    return f"{value:g}"
