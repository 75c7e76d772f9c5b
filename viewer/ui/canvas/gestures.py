"""Fingers on the canvas: pinching zooms, on a touchpad and on a screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from viewer.ui.canvas.canvas import Canvas


class Gestures(QObject):
    """Takes the gestures of the canvas's viewport before the scene does."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        canvas.viewport().installEventFilter(self)
        # macOS tells each pinch of a touchpad as a native gesture too, and it would count twice.
        if sys.platform != "darwin":
            canvas.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QNativeGestureEvent):
            return self._native(event)
        if isinstance(event, QGestureEvent):
            return self._pinched(event)
        return False

    def _native(self, event: QNativeGestureEvent) -> bool:
        canvas, place = self._canvas, event.position()
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            # The value is how much larger: on macOS since the last event, elsewhere made so by Qt.
            canvas.zoom_by(max(1.0 + event.value(), 0.1), place)
        elif event.gestureType() is Qt.NativeGestureType.SmartZoomNativeGesture:
            if canvas.fitted:
                canvas.zoom_by(1.0 / canvas.zoom, place)
            else:
                canvas.fit()
        else:
            return False
        event.accept()
        return True

    def _pinched(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        canvas = self._canvas
        canvas.let_go()  # the first finger may have begun to drag
        before, now = (
            QPointF(canvas.viewport().mapFromGlobal(place))
            for place in (pinch.lastCenterPoint(), pinch.centerPoint())
        )
        if pinch.state() is not Qt.GestureState.GestureStarted:
            canvas.pan_by(now - before)
        canvas.zoom_by(max(pinch.scaleFactor(), 0.1), now)
        event.accept(pinch)
        return True
