"""How many rows of each verdict, each a button that lets only such rows through."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.batch.worklist.query import VERDICTS
from viewer.reading import Verdict
from viewer.ui.looks import look_of
from viewer.ui.texts import number, tr
from viewer.ui.worklist.shapes import ShapeIcons

_SIDE = 14


class VerdictFilter(QWidget):
    """Several may be pressed; none lets every row through."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icons = ShapeIcons()
        self.buttons: dict[Verdict | None, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for verdict in VERDICTS:
            button = QToolButton()
            button.setObjectName("chip")
            button.setCheckable(True)
            button.setIcon(icons.icon(look_of(verdict)))
            button.setIconSize(QSize(_SIDE, _SIDE))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            word = look_of(verdict).word.lower()
            button.setToolTip(tr("Show only rows that are {verdict}").format(verdict=word))
            button.toggled.connect(self.changed)
            self.buttons[verdict] = button
            layout.addWidget(button)
        self.show_counts({})

    @property
    def text(self) -> str:
        return ", ".join(button.accessibleName() for button in self.buttons.values())

    @property
    def verdicts(self) -> frozenset[Verdict | None]:
        """Those that are let through; empty if all are."""
        return frozenset(verdict for verdict, button in self.buttons.items() if button.isChecked())

    def choose(self, verdicts: frozenset[Verdict | None]) -> None:
        for verdict, button in self.buttons.items():
            button.setChecked(verdict in verdicts)

    def show_counts(self, counts: Mapping[Verdict | None, int]) -> None:
        for verdict, button in self.buttons.items():
            count = number(counts.get(verdict, 0), ",")
            text = f"{count} {look_of(verdict).word.lower()}"
            button.setText(f" {text}")  # else it would touch the icon
            button.setAccessibleName(text)
            button.setMinimumWidth(button.sizeHint().width())  # a count is never cut off
