"""The mouse on the canvas: which button does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from viewer.ui.canvas.layers import Interaction
from viewer.ui.canvas.tools import Tool

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas

_ZOOM_PER_PIXEL = 1.01
_FINE = 0.125
"""The share of a step that is left while Ctrl is down."""
_STILL = 4.0
"""How far a click may slip before it is a drag."""


class Mouse:
    """Drags with the tools, and hands the left button to an interaction that wants it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._tool = Tool.WINDOW
        self._interaction: Interaction | None = None
        self._button = Qt.MouseButton.NoButton
        self._drag: Tool | Interaction | None = None
        self._pressed = self._last = QPointF()
        self._slipped = False

    def set_tool(self, tool: Tool) -> None:
        self._tool = tool
        self.draw_cursor()

    def set_interaction(self, interaction: Interaction | None) -> None:
        self._interaction = interaction
        if not isinstance(self._drag, Tool):
            self.forget()
        self.draw_cursor()

    def forget(self) -> None:
        """Let go of what is being dragged."""
        self._button, self._drag = Qt.MouseButton.NoButton, None

    def press(self, event: QMouseEvent) -> None:
        place, button = event.position(), event.button()
        if self._canvas.item is None or self._drag is not None:
            return
        tools = {Qt.MouseButton.MiddleButton: Tool.PAN, Qt.MouseButton.RightButton: Tool.ZOOM}
        if button is Qt.MouseButton.LeftButton:
            self._drag = self._taker(place, event.modifiers()) or self._tool
        else:
            self._drag = tools.get(button)
        self._button = button
        self._pressed = self._last = place
        self._slipped = False
        if self._drag is Tool.PAN:
            self._canvas.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._drag is not None and not event.buttons() & self._button:
            self._miss_release()
        if self._drag is None:
            self.draw_cursor(place)
            return
        if not self._slipped and self._button is Qt.MouseButton.RightButton:
            if (place - self._pressed).manhattanLength() < _STILL:
                return
            self._last = place
        self._slipped = True
        step, self._last = place - self._last, place
        if isinstance(self._drag, Tool):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                step *= _FINE
            self._drag_with(self._drag, step)
        else:
            self._drag.move(self._canvas.item_place(place))

    def release(self, event: QMouseEvent) -> None:
        if event.button() is not self._button:
            return
        place, drag, clicked = event.position(), self._drag, not self._slipped
        self.forget()
        if self._canvas.item is None:
            return
        if drag is not None and not isinstance(drag, Tool):
            drag.release(self._canvas.item_place(place))
        elif event.button() is Qt.MouseButton.RightButton and clicked:
            self._canvas.menu_asked.emit(
                event.globalPosition().toPoint(), self._canvas.item_place(place)
            )
        self.draw_cursor(place)

    def _miss_release(self) -> None:
        """End where the cursor was last: a page or dialog that came between took the release."""
        drag = self._drag
        self.forget()
        if drag is not None and not isinstance(drag, Tool):
            drag.release(self._canvas.item_place(self._last))

    def double_click(self, event: QMouseEvent) -> None:
        if self._canvas.item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        taker = self._interaction
        if taker is None or not taker.double_click(self._canvas.item_place(event.position())):
            self._canvas.maximise_asked.emit()

    def draw_cursor(self, place: QPointF | None = None) -> None:
        """Show what a press would do, at a place of the viewport or wherever the cursor is."""
        viewport = self._canvas.viewport()
        if self._canvas.item is None:
            viewport.unsetCursor()
            return
        shape = None
        if place is not None and self._interaction is not None:
            shape = self._interaction.hover(self._canvas.item_place(place))
        viewport.setCursor(self._tool.cursor if shape is None else shape)

    def _taker(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> Interaction | None:
        taker = self._interaction
        if taker is not None and taker.press(self._canvas.item_place(place), modifiers):
            return taker
        return None

    def _drag_with(self, tool: Tool, step: QPointF) -> None:
        if tool is Tool.WINDOW:
            self._canvas.drag_window(step)
        elif tool is Tool.ZOOM:
            self._canvas.zoom_by(_ZOOM_PER_PIXEL ** -step.y(), self._pressed)
        else:
            self._canvas.pan_by(step)
