"""The wheel and the touchpad's two fingers on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputDevice, QWheelEvent

from viewer.ui.canvas.mouse_steps import NOTCH, Notches

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas

_ZOOM_PER_NOTCH = 1.2
_PIXELS_PER_NOTCH = 15.0
"""How far two fingers pan where only parts of a notch are known, as drivers count it."""


class Wheel:
    """Walks over frames with Shift, over instances where there are several, and zooms else.

    Two fingers on a touchpad pan; with Ctrl both zoom.
    """

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
        elif keys & Qt.KeyboardModifier.ControlModifier:
            self._zoom(event)
        elif _is_touchpad(event):
            self._canvas.pan_by(_pixels(event))
        elif self.walks_instances:
            notches = self._instances.turn(turn.y())
            if notches:
                self._canvas.steps_asked.emit(-notches)
        else:
            self._zoom(event)

    def _zoom(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / NOTCH
        if notches:
            self._canvas.zoom_by(_ZOOM_PER_NOTCH**notches, event.position())


def _is_touchpad(event: QWheelEvent) -> bool:
    if event.pointingDevice().type() is QInputDevice.DeviceType.TouchPad:
        return True
    return event.phase() is not Qt.ScrollPhase.NoScrollPhase


def _pixels(event: QWheelEvent) -> QPointF:
    # On X11 the pixels are the driver's own idea, and often missing.
    if event.hasPixelDelta():
        return QPointF(event.pixelDelta())
    return QPointF(event.angleDelta()) * (_PIXELS_PER_NOTCH / NOTCH)
