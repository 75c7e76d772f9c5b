"""The lines of a measurement, in the pixels of the screen."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

from viewer.measuring import Kind, Level, Point

_TICK = 5.0
_ARC = 22.0


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`solid` is what is measured, `dashed` leads the eye; `handles` are the points."""

    solid: QPainterPath
    dashed: QPainterPath
    handles: tuple[QPointF, ...]
    bounds: QRectF


def shape_of(kind: Kind, points: tuple[Point, ...], level: Level, to_screen: QTransform) -> Shape:
    """The shape of as many points as there are yet."""
    places = tuple(to_screen.map(QPointF(*point)) for point in points)
    solid, dashed = QPainterPath(), QPainterPath()
    if len(places) > 1:
        _DRAW[kind](solid, dashed, places, points, level, to_screen)
    bounds = (solid.boundingRect() | dashed.boundingRect()) if len(places) > 1 else QRectF()
    for place in places:
        bounds |= QRectF(place.x() - 1, place.y() - 1, 2, 2)
    return Shape(solid, dashed, places, bounds)


def _line(path: QPainterPath, start: QPointF, end: QPointF) -> None:
    path.moveTo(start)
    path.lineTo(end)


def _ticks(path: QPainterPath, start: QPointF, end: QPointF, *ends: QPointF) -> None:
    """A stroke across the line's direction at each of its ends."""
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    if length < 1.0:
        return
    across = QPointF(start.y() - end.y(), end.x() - start.x()) * (_TICK / length)
    for place in ends or (start, end):
        _line(path, place - across, place + across)


def _draw_length(solid, _dashed, places, *_rest) -> None:
    _line(solid, places[0], places[1])
    _ticks(solid, places[0], places[1])


def _draw_angle(solid, _dashed, places, *_rest) -> None:
    _line(solid, places[0], places[1])
    if len(places) < 3:
        return
    _line(solid, places[1], places[2])
    first, second = QLineF(places[1], places[0]), QLineF(places[1], places[2])
    radius = min(_ARC, first.length() / 2, second.length() / 2)
    if radius > 2:
        vertex = places[1]
        box = QRectF(vertex.x() - radius, vertex.y() - radius, 2 * radius, 2 * radius)
        sweep = (second.angle() - first.angle() + 180) % 360 - 180
        solid.arcMoveTo(box, first.angle())
        solid.arcTo(box, first.angle(), sweep)


def _draw_cobb(solid, dashed, places, *_rest) -> None:
    _line(solid, places[0], places[1])
    if len(places) > 3:
        _line(solid, places[2], places[3])
        _line(dashed, (places[0] + places[1]) / 2, (places[2] + places[3]) / 2)


def _draw_rectangle(solid, _dashed, places, *_rest) -> None:
    solid.addRect(QRectF(places[0], places[1]).normalized())


def _draw_ellipse(solid, _dashed, places, *_rest) -> None:
    solid.addEllipse(QRectF(places[0], places[1]).normalized())


def _draw_ratio(solid, dashed, places, points, level, to_screen) -> None:
    _draw_width(solid, dashed, points[0], points[1], level, to_screen)
    if len(places) > 3:
        _draw_width(solid, dashed, points[2], points[3], level, to_screen)


def _draw_width(solid, dashed, one: Point, other: Point, level: Level, to_screen) -> None:
    """Borders at two levels are joined by a step, as are their distances from a midline."""
    start, end = to_screen.map(QPointF(*one)), to_screen.map(QPointF(*other))
    if level is Level.NONE:
        _line(solid, start, end)
        _ticks(solid, start, end)
        return
    middle = [(one[axis] + other[axis]) / 2 for axis in (0, 1)]
    if level is Level.ROWS:
        turns = QPointF(middle[0], one.row), QPointF(middle[0], other.row)
    else:
        turns = QPointF(one.column, middle[1]), QPointF(other.column, middle[1])
    first, second = (to_screen.map(turn) for turn in turns)
    _line(solid, start, first)
    _line(solid, second, end)
    _ticks(solid, start, first, start)
    _ticks(solid, second, end, end)
    _line(dashed, first, second)


_DRAW = {
    Kind.LENGTH: _draw_length,
    Kind.ANGLE: _draw_angle,
    Kind.COBB: _draw_cobb,
    Kind.RECTANGLE: _draw_rectangle,
    Kind.ELLIPSE: _draw_ellipse,
    Kind.RATIO: _draw_ratio,
}
