"""The menu of the radiograph without a mouse."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from viewer.ui.viewports.viewport import Viewport


class MenuKey(QObject):
    """Asks for the menu in the middle of a viewport: by the menu key, or by Shift+F10.

    The menu key comes as an event of its own, and so does Shift+F10 on some desktops.
    """

    def __init__(self, viewport: Viewport, open_at: Callable[[QPoint], object]) -> None:
        super().__init__(viewport)
        self._viewport, self._open_at = viewport, open_at
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (_by_menu_key(event) or _by_f10(event)):
            return super().eventFilter(watched, event)
        open_already = QApplication.activePopupWidget() is not None
        if self._viewport.canvas.item is not None and not open_already:
            self._open_at(self._viewport.mapToGlobal(self._viewport.rect().center()))
        return True


def _by_menu_key(event: QEvent) -> bool:
    keyboard = QContextMenuEvent.Reason.Keyboard
    return isinstance(event, QContextMenuEvent) and event.reason() is keyboard


def _by_f10(event: QEvent) -> bool:
    if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
        return False
    shift = Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == shift
