"""A key that turns something over, and back again when it was held."""

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QWidget

HOLD_SECONDS = 0.4


class Holding(QObject):
    """Held down, an action's key shows the other state until it is let go."""

    def __init__(self, action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._action = action
        self._pressed: float | None = None
        action.setAutoRepeat(False)
        action.installEventFilter(self)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._action and event.type() is QEvent.Type.Shortcut:
            self._pressed = time.monotonic()
        elif event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._let_go(event)
        elif event.type() is QEvent.Type.WindowDeactivate:
            self._pressed = None  # another window hears of the key's release
        return super().eventFilter(watched, event)

    def _let_go(self, event: QKeyEvent) -> None:
        keys = {keys[0].key() for keys in self._action.shortcuts()}  # type: ignore[index]
        if event.isAutoRepeat() or event.key() not in keys:
            return
        pressed, self._pressed = self._pressed, None
        if pressed is not None and time.monotonic() - pressed > HOLD_SECONDS:
            self._action.toggle()
