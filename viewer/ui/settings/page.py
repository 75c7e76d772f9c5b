"""What the pages of the settings have in common."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget


class Page(QWidget):
    """One subject of the settings."""

    changed = Signal()

    def __init__(self, title: str, icon: str) -> None:
        super().__init__()
        self.title, self.icon = title, icon
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 12)
        self.body.setSpacing(14)
        caption = QLabel(title)
        caption.setObjectName("pageTitle")
        self.body.addWidget(caption)

    def choices(self) -> Mapping[str, Any]:
        """The fields of Preferences as they stand on the page."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why the settings can't be taken as they are; empty where they can."""
        return ""


def form() -> QFormLayout:
    layout = QFormLayout()
    layout.setHorizontalSpacing(18)
    layout.setVerticalSpacing(12)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return layout


def add_line(lines: QFormLayout, text: str, field: QWidget) -> None:
    """A line of a form: its text stands level with the field, and its letter leads there."""
    caption = QLabel(text)
    caption.setBuddy(field)
    caption.setMinimumHeight(field.sizeHint().height())
    lines.addRow(caption, field)


def choice(name: str, options: Mapping[Any, str], chosen: Any) -> QComboBox:
    """A box of options; the first where `chosen` is none of them."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, text in options.items():
        box.addItem(text, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.setMinimumWidth(220)
    return box


def remark(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label
