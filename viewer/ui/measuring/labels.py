"""Where the figures of a measurement stand: beside it, off its handles and off other figures."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 10.0
_HANDLE = 7.0
_TRIES = 8

Box = tuple[float, float, float, float]
"""Left, top, right, bottom: compared hundreds of times a frame, where a QRectF is slow."""


def place_label(
    size: QSizeF,
    bounds: QRectF,
    handles: Sequence[QPointF],
    taken: Sequence[Box],
    visible: QRectF,
) -> QRectF:
    """The first free place that can be seen whole, else the first free one.

    Tried are: right of the last point, round about the whole, and further and further below.
    """
    kept_free = [
        (place.x() - _HANDLE, place.y() - _HANDLE, place.x() + _HANDLE, place.y() + _HANDLE)
        for place in handles
    ]
    kept_free.extend(taken)
    width, height = size.width(), size.height()
    sight = box_of(visible)
    first = free = None
    for left, top in _corners(width, height, box_of(bounds), handles[-1]):
        first = first or (left, top)
        box = left, top, left + width, top + height
        seen = _holds(sight, box)
        if (free is not None and not seen) or _meets_any(box, kept_free):
            continue
        if seen:
            return QRectF(QPointF(left, top), size)
        free = left, top
    return QRectF(QPointF(*(free or first or (0.0, 0.0))), size)


def box_of(area: QRectF) -> Box:
    return area.left(), area.top(), area.right(), area.bottom()


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
    yield last.x() + _GAP, last.y() - height / 2
    yield right + _GAP, down - height / 2
    yield across - width / 2, bottom + _GAP
    yield across - width / 2, top - _GAP - height
    yield left - _GAP - width, down - height / 2
    for step in range(1, _TRIES):
        yield across - width / 2, bottom + _GAP + step * height


def _meets_any(box: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    for other_left, other_top, other_right, other_bottom in others:
        beside = right <= other_left or other_right <= left
        if not (beside or bottom <= other_top or other_bottom <= top):
            return True
    return False


def _holds(outer: Box, inner: Box) -> bool:
    within = outer[0] <= inner[0] and inner[2] <= outer[2]
    return within and outer[1] <= inner[1] and inner[3] <= outer[3]
