"""The wheel on the canvas: frames, instances or zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from viewer.ui.canvas.mouse_steps import NOTCH, Notches

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas

_ZOOM_PER_NOTCH = 1.2


class Wheel:
    """Walks over frames with Shift, over instances where there are several, and zooms else."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._frames, self._instances = Notches(), Notches()
        self.walks_instances = False

    def turn(self, event: QWheelEvent) -> None:
        turn, keys = event.angleDelta(), event.modifiers()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            # macOS turns the wheel sideways with Shift.
            notches = self._frames.turn(turn.y() or turn.x())
            if notches:
                self._canvas.frames_asked.emit(-notches)
        elif self.walks_instances and not keys & Qt.KeyboardModifier.ControlModifier:
            notches = self._instances.turn(turn.y())
            if notches:
                self._canvas.steps_asked.emit(-notches)
        else:
            self._canvas.zoom_by(_ZOOM_PER_NOTCH ** (turn.y() / NOTCH), event.position())
