"""Where on the screen each measurement and its figures lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainterPathStroker, QTransform

from viewer.measuring import Measurement, Point
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.calibration_line import is_calibration
from viewer.ui.measuring.labels import Taken, brought_inside, place_label
from viewer.ui.measuring.shapes import Shape, shape_of
from viewer.ui.measuring.words import label_lines, worth_of

PADDING = 5.0
_REACH = 12.0
"""How wide a line is for the hand, in pixels of the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A measurement as it lies on the screen, but for how far the picture is panned."""

    measurement: Measurement
    shape: Shape
    lines: tuple[str, ...]
    worth: str
    label: QRectF
    drawn: QRectF
    """What the lines take."""

    @property
    def bounds(self) -> QRectF:
        return self.drawn.adjusted(-8, -8, 8, 8) | self.label

    def handle_at(self, place: QPointF) -> int | None:
        reach = _REACH * 0.75
        near = [
            (distance, index)
            for index, handle in enumerate(self.shape.handles)
            if (distance := (handle - place).manhattanLength()) < 2 * reach
            and abs(handle.x() - place.x()) < reach
            and abs(handle.y() - place.y()) < reach
        ]
        return min(near)[1] if near else None

    def is_at(self, place: QPointF) -> bool:
        """Whether a line of it is there."""
        if not self.drawn.adjusted(-_REACH, -_REACH, _REACH, _REACH).contains(place):
            return False
        if self.shape.distance(place) <= _REACH / 2:
            return True
        stroker = QPainterPathStroker()
        stroker.setWidth(_REACH)
        return stroker.createStroke(self.shape.curve).contains(place)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """The words at a measurement, and how much room they take."""

    lines: tuple[str, ...]
    worth: str
    size: QSizeF


class Placing:
    """Lays measurements out anew when zoom or orientation changes, and not while panning."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._turned: QTransform | None = None
        self._of: tuple[object, ...] = ()
        self._placed: tuple[Placed, ...] = ()
        self._told: dict[Measurement, _Told] = {}
        board.changed.connect(self.forget)

    def forget(self) -> None:
        self._turned = None
        self._told = {}

    def __call__(self) -> tuple[tuple[Placed, ...], QPointF]:
        """The measurements, and how far they are to be moved to where they lie now."""
        canvas = self._board.canvas
        if canvas.item is None:
            return (), QPointF()
        full = canvas.item.sceneTransform() * canvas.viewportTransform()
        offset = QPointF(full.dx(), full.dy())
        turned = QTransform(full.m11(), full.m12(), full.m21(), full.m22(), 0, 0)
        selected = self._board.selected
        of = (*self._board.drawn, selected.id if selected else None)
        if turned != self._turned or of != self._of:
            self._turned, self._of = turned, of
            area = QRectF(canvas.viewport().rect()).translated(-offset)
            self._placed = self._lay_out(turned, area)
        return self._placed, offset

    def one(self, measurement: Measurement, to_screen: QTransform, visible: QRectF) -> Placed:
        """Lay out one measurement, as if it were alone."""
        return _laid_out([(measurement, self._tell(measurement))], to_screen, visible)[0]

    def _lay_out(self, to_screen: QTransform, visible: QRectF) -> tuple[Placed, ...]:
        drawn = self._board.drawn
        # What is told of each outlasts a zoom: to put it in words costs more than to place it.
        self._told = {one: self._told.get(one) or self._tell(one) for one in drawn}
        return tuple(_laid_out(list(self._told.items()), to_screen, visible))

    def _tell(self, measurement: Measurement) -> _Told:
        figures = self._board.figures(measurement)
        selected = self._board.selected
        lines = tuple(label_lines(measurement, figures))
        worth = ""
        if selected is not None and selected.id == measurement.id:
            worth = worth_of(figures)
        return _Told(lines, worth, self._size((*lines, worth) if worth else lines))

    def _size(self, lines: tuple[str, ...]) -> QSizeF:
        metrics = QFontMetricsF(self._board.canvas.font())
        widest = max(metrics.horizontalAdvance(line) for line in lines)
        height = metrics.lineSpacing() * len(lines)
        return QSizeF(widest + 2 * PADDING, height + PADDING)


def _laid_out(
    told: Sequence[tuple[Measurement, _Told]], to_screen: QTransform, visible: QRectF
) -> list[Placed]:
    """Lay out measurements; figures keep off all handles, and off those that came before them."""
    shapes = [_shape(one, to_screen) for one, _told in told]
    taken = Taken(handle for shape in shapes for handle in shape.handles)
    labels = [_label_by_hand(one.label, words.size, to_screen) for one, words in told]
    for label in labels:
        if label is not None:
            taken.add(label)
    placed = []
    for (one, words), shape, by_hand in zip(told, shapes, labels, strict=True):
        drawn = shape.bounds
        if by_hand is not None:
            label = by_hand
        else:
            label = place_label(words.size, drawn, shape.handles[-1], taken, visible)
            if visible.intersects(drawn):
                label = brought_inside(label, visible)
            taken.add(label)
        placed.append(Placed(one, shape, words.lines, words.worth, label, drawn))
    return placed


def _shape(measurement: Measurement, to_screen: QTransform) -> Shape:
    shape = shape_of(measurement.kind, measurement.points, measurement.level, to_screen)
    return shape.thinned() if is_calibration(measurement) else shape


def _label_by_hand(middle: Point | None, size: QSizeF, to_screen: QTransform) -> QRectF | None:
    """Where the figures are that a person put somewhere."""
    if middle is None:
        return None
    label = QRectF(QPointF(), size)
    label.moveCenter(to_screen.map(QPointF(*middle)))
    return label
