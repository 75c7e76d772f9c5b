"""The lines of a measurement, in the pixels of the screen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from viewer.measuring import Kind, Level, Point

_TICK = 5.0
_ARC = 22.0


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """`lines` and `curve` are what is measured, `leading` leads the eye; `handles` are the points.

    Straight lines stand alone because they are drawn several times as fast as a path.
    """

    handles: tuple[QPointF, ...]
    lines: list[QLineF] = field(default_factory=list)
    curve: QPainterPath = field(default_factory=QPainterPath)
    leading: list[QLineF] = field(default_factory=list)

    @property
    def bounds(self) -> QRectF:
        """What it takes, but for the strokes across its ends: no line leads beyond the points."""
        box = QPolygonF(self.handles).boundingRect()
        straight = QRectF(box.x(), box.y(), max(box.width(), 1.0), max(box.height(), 1.0))
        return straight if self.curve.isEmpty() else straight | self.curve.boundingRect()

    def thinned(self) -> "Shape":
        """A length whose ends alone are drawn in full."""
        return Shape(self.handles, self.lines[1:], leading=self.lines[:1])

    def distance(self, place: QPointF) -> float:
        """How far the nearest straight line is."""
        return min(
            (_distance(line, place) for line in (*self.lines, *self.leading)), default=math.inf
        )


def shape_of(kind: Kind, points: Sequence[Point], level: Level, to_screen: QTransform) -> Shape:
    """The shape of as many points as there are yet."""
    places = tuple(_mapped(to_screen, *point) for point in points)
    shape = Shape(places)
    if len(places) < 2:
        return shape
    if kind is Kind.LENGTH:
        _add_width(shape, places[0], places[1])
    elif kind is Kind.ANGLE:
        _add_angle(shape)
    elif kind is Kind.COBB:
        _add_cobb(shape)
    elif kind is Kind.RECTANGLE:
        _add_rectangle(shape)
    elif kind is Kind.ELLIPSE:
        shape.curve.addEllipse(QRectF(places[0], places[1]).normalized())
    else:
        for first in range(0, len(points) - 1, 2):
            _add_level_width(shape, first, points, level, to_screen)
    return shape


def _add_width(shape: Shape, start: QPointF, end: QPointF) -> None:
    shape.lines.append(QLineF(start, end))
    _add_ticks(shape, QLineF(start, end), start, end)


def _add_ticks(shape: Shape, line: QLineF, *ends: QPointF) -> None:
    """A stroke across the line's direction at each of the ends."""
    if line.length() < 1.0:
        return
    across = QPointF(-line.dy(), line.dx()) * (_TICK / line.length())
    shape.lines.extend(QLineF(end - across, end + across) for end in ends)


def _add_angle(shape: Shape) -> None:
    vertex = shape.handles[1]
    first = QLineF(vertex, shape.handles[0])
    shape.lines.append(first)
    if len(shape.handles) < 3:
        return
    second = QLineF(vertex, shape.handles[2])
    shape.lines.append(second)
    radius = min(_ARC, first.length() / 2, second.length() / 2)
    if radius > 2:
        box = QRectF(vertex.x() - radius, vertex.y() - radius, 2 * radius, 2 * radius)
        sweep = (second.angle() - first.angle() + 180) % 360 - 180
        shape.curve.arcMoveTo(box, first.angle())
        shape.curve.arcTo(box, first.angle(), sweep)


def _add_cobb(shape: Shape) -> None:
    places = shape.handles
    shape.lines.append(QLineF(places[0], places[1]))
    if len(places) == 4:
        shape.lines.append(QLineF(places[2], places[3]))
        shape.leading.append(QLineF((places[0] + places[1]) / 2, (places[2] + places[3]) / 2))


def _add_rectangle(shape: Shape) -> None:
    box = QRectF(shape.handles[0], shape.handles[1]).normalized()
    corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
    shape.lines.extend(QLineF(corners[k - 1], corners[k]) for k in range(4))


def _add_level_width(
    shape: Shape, first: int, points: Sequence[Point], level: Level, to_screen: QTransform
) -> None:
    """Borders at two levels are joined by a step, as are their distances from a midline."""
    start, end = shape.handles[first : first + 2]
    one, other = points[first : first + 2]
    if level is Level.ROWS:
        middle = (one.column + other.column) / 2
        turns = (middle, one.row), (middle, other.row)
    elif level is Level.COLUMNS:
        middle = (one.row + other.row) / 2
        turns = (one.column, middle), (other.column, middle)
    else:
        _add_width(shape, start, end)
        return
    turn, back = (_mapped(to_screen, *place) for place in turns)
    step = QLineF(turn, back)
    if step.length() < 1.0:
        _add_width(shape, start, end)
        return
    halves = QLineF(start, turn), QLineF(back, end)
    shape.lines.extend(halves)
    shape.leading.append(step)
    _add_ticks(shape, halves[0], start)
    _add_ticks(shape, halves[1], end)


def _mapped(to_screen: QTransform, column: float, row: float) -> QPointF:
    """As `to_screen.map(QPointF(column, row))`, in half the time."""
    return QPointF(*to_screen.map(column, row))  # type: ignore[misc]  # a pair, say its docs


def _distance(line: QLineF, place: QPointF) -> float:
    way, to = QPointF(line.dx(), line.dy()), place - line.p1()
    square = way.x() ** 2 + way.y() ** 2
    share = QPointF.dotProduct(way, to) / square if square else 0.0
    nearest = line.pointAt(min(max(share, 0.0), 1.0))
    return math.hypot(nearest.x() - place.x(), nearest.y() - place.y())
