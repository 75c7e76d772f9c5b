"""The kinds of text that the panel is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("caption")
    return label


def plain_text(text: str = "", *, muted: bool = False) -> QLabel:
    """Wrapped, and never taken for HTML, whatever a model card or a file says."""
    label = QLabel(text)
    label.setObjectName("muted" if muted else "")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
