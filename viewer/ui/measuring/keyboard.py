"""Measuring without a mouse: draw in the middle, take a point, move it by the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent

from viewer.measuring import Kind, Measurement, Point
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.drawing_tool import DrawingTool

_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAR = 10
"""Pixels of the screen that Shift moves at once."""

_SHARE = 0.15
_SHAPES: dict[Kind, tuple[tuple[float, float], ...]] = {
    Kind.LENGTH: ((-1, 0), (1, 0)),
    Kind.ANGLE: ((-1, 0), (0, 0), (0, -1)),
    Kind.COBB: ((-1, -0.6), (1, -0.6), (-1, 0.6), (1, 0.4)),
    Kind.RECTANGLE: ((-1, -1), (1, 1)),
    Kind.ELLIPSE: ((-1, -1), (1, 1)),
    Kind.RATIO: ((-1, 0), (1, 0), (-2, 0.5), (2, 0.5)),
}
"""What is drawn in the middle of the view, in shares of the shorter side."""


def drawn_in_the_middle(board: Board, tool: DrawingTool) -> Measurement:
    """What the tool draws where no mouse says where."""
    canvas = board.canvas
    area = QRectF(canvas.viewport().rect())
    side = _SHARE * min(area.width(), area.height())
    places = [
        canvas.item_place(area.center() + QPointF(side * x, side * y))
        for x, y in _SHAPES[tool.kind]
    ]
    points = [board.point(place.x(), place.y()) for place in places]
    return Measurement(tool.kind, tuple(points), board.level)


def moved_by_key(board: Board, event: QKeyEvent) -> bool:
    """Take the next point of what is selected, or move it; whether the key was for that."""
    measurement, sheet = board.selected, board.sheet
    keys = event.modifiers()
    if measurement is None or sheet is None or not keys & Qt.KeyboardModifier.AltModifier:
        return False
    if event.key() in _RETURN:
        points = len(measurement.points)
        board.take_part(0 if board.part is None else (board.part + 1) % (points + 1), points)
        return True
    arrow = _ARROWS.get(Qt.Key(event.key()))
    if arrow is None:
        return False
    far = bool(keys & Qt.KeyboardModifier.ShiftModifier)
    sheet.replace(_moved(board, measurement, arrow * _FAR if far else arrow))
    return True


def _moved(board: Board, measurement: Measurement, step: QPointF) -> Measurement:
    part = board.part
    anchor = measurement.points[0 if part is None else part]
    canvas = board.canvas
    screen = canvas.viewport_place(QPointF(*anchor)) + step
    place = canvas.item_place(screen)
    goal = board.point(place.x(), place.y())
    if part is None:
        columns, rows = goal.column - anchor.column, goal.row - anchor.row
        if any(
            board.point(*_shifted(one, columns, rows)) != _shifted(one, columns, rows)
            for one in measurement.points
        ):
            return measurement
        return measurement.moved(columns, rows)
    return measurement.with_point(part, goal)


def _shifted(point: Point, columns: float, rows: float) -> Point:
    return Point(point.column + columns, point.row + rows)
