"""What others put over the radiograph: layers to look at, and interactions of the left button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas


class Layer(Protocol):
    """Painted over everything else, in the viewport's pixels."""

    def paint(self, painter: QPainter, canvas: Canvas) -> None: ...


class Interaction(Protocol):
    """Takes the left button before the tools do; places are in coordinates of `canvas.item`."""

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether the press is taken; `move` and `release` follow only where it is."""

    def move(self, place: QPointF) -> None: ...

    def release(self, place: QPointF) -> None: ...

    def double_click(self, place: QPointF) -> bool:
        """Whether the double click is taken."""

    def hover(self, place: QPointF) -> Qt.CursorShape | None:
        """The cursor while no button is down; None for that of the tool."""
