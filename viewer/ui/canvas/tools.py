"""What dragging with the left button does."""

from enum import Enum, auto

from PySide6.QtCore import Qt


class Tool(Enum):
    """What dragging with the left button does."""

    WINDOW = auto()
    ZOOM = auto()
    PAN = auto()

    @property
    def cursor(self) -> Qt.CursorShape:
        return _CURSORS[self]


_CURSORS = {
    Tool.WINDOW: Qt.CursorShape.CrossCursor,
    Tool.ZOOM: Qt.CursorShape.SizeVerCursor,
    Tool.PAN: Qt.CursorShape.OpenHandCursor,
}
