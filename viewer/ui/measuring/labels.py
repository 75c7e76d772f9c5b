"""Where the figures of a measurement stand: beside it, off all handles and off other figures."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 10.0
_HANDLE = 7.0
_TRIES = 8
_CELL = 200.0

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: compared hundreds of times a frame, where a QRectF is slow."""


class Taken:
    """What figures keep off, by the cells of a grid, of which a label touches but a few."""

    def __init__(self, handles: Iterable[QPointF]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for place in handles:
            x, y = place.x(), place.y()
            self._add((x - _HANDLE, y - _HANDLE, x + _HANDLE, y + _HANDLE))

    def add(self, label: QRectF) -> None:
        self._add(_box_of(label))

    def meets(self, box: Box) -> bool:
        """Whether a box is not free."""
        left, top, right, bottom = box
        for cell in _cells_of(box):
            for other_left, other_top, other_right, other_bottom in self._cells.get(cell, ()):
                beside = right <= other_left or other_right <= left
                if not (beside or bottom <= other_top or other_bottom <= top):
                    return True
        return False

    def _add(self, box: Box) -> None:
        for cell in _cells_of(box):
            self._cells[cell].append(box)


def place_label(
    size: QSizeF, bounds: QRectF, last: QPointF, taken: Taken, visible: QRectF
) -> QRectF:
    """The first free place that can be seen whole, else the first free one.

    Tried are: beside the last point, round about the whole, and further and further below.
    """
    width, height = size.width(), size.height()
    sight = _box_of(visible)
    first = free = None
    for left, top in _corners(width, height, _box_of(bounds), last):
        first = first or (left, top)
        box = left, top, left + width, top + height
        seen = _holds(sight, box)
        if (free is not None and not seen) or taken.meets(box):
            continue
        if seen:
            return QRectF(QPointF(left, top), size)
        free = left, top
    return QRectF(QPointF(*(free or first or (0.0, 0.0))), size)


def brought_inside(label: QRectF, area: QRectF) -> QRectF:
    """The label moved so that it can be read whole."""
    dx = min(0.0, area.right() - label.right()) or max(0.0, area.left() - label.left())
    dy = min(0.0, area.bottom() - label.bottom()) or max(0.0, area.top() - label.top())
    return label.translated(dx, dy)


def _corners(
    width: float, height: float, bounds: Box, last: QPointF
) -> Iterator[tuple[float, float]]:
    left, top, right, bottom = bounds
    across, down = (left + right) / 2, (top + bottom) / 2
    # Away from the whole, whose lines lead to the last point; right of what is upright.
    beside = last.x() + _GAP if last.x() >= across - 1.0 else last.x() - _GAP - width
    yield beside, last.y() - height / 2
    yield right + _GAP, down - height / 2
    yield across - width / 2, bottom + _GAP
    yield across - width / 2, top - _GAP - height
    yield left - _GAP - width, down - height / 2
    for step in range(1, _TRIES):
        yield across - width / 2, bottom + _GAP + step * height


def _box_of(area: QRectF) -> Box:
    return area.left(), area.top(), area.right(), area.bottom()


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = box
    down = range(int(top // _CELL), int(bottom // _CELL) + 1)
    for column in range(int(left // _CELL), int(right // _CELL) + 1):
        for row in down:
            yield column, row


def _holds(outer: Box, inner: Box) -> bool:
    within = outer[0] <= inner[0] and inner[2] <= outer[2]
    return within and outer[1] <= inner[1] and inner[3] <= outer[3]
