"""Where the figures of a measurement stand: beside it, off its handles and off other figures."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 10.0
_HANDLE = 7.0
_TRIES = 8


def place_label(
    size: QSizeF,
    bounds: QRectF,
    handles: Sequence[QPointF],
    taken: Sequence[QRectF],
    visible: QRectF,
) -> QRectF:
    """The first free place that can be seen whole, else the first free one.

    Tried are: right of the last point, round about the whole, and further and further below.
    """
    kept_free = [
        QRectF(place.x() - _HANDLE, place.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
        for place in handles
    ]
    kept_free.extend(taken)
    free = [
        place
        for place in _places(size, bounds, handles[-1])
        if not any(place.intersects(area) for area in kept_free)
    ]
    fallback = free[0] if free else next(_places(size, bounds, handles[-1]))
    return next((place for place in free if visible.contains(place)), fallback)


def brought_inside(label: QRectF, area: QRectF) -> QRectF:
    """The label moved so that it can be read whole."""
    dx = min(0.0, area.right() - label.right()) or max(0.0, area.left() - label.left())
    dy = min(0.0, area.bottom() - label.bottom()) or max(0.0, area.top() - label.top())
    return label.translated(dx, dy)


def _places(size: QSizeF, bounds: QRectF, last: QPointF) -> Iterator[QRectF]:
    width, height = size.width(), size.height()
    middle = bounds.center()
    below = QPointF(middle.x() - width / 2, bounds.bottom() + _GAP)
    for corner in (
        QPointF(last.x() + _GAP, last.y() - height / 2),
        QPointF(bounds.right() + _GAP, middle.y() - height / 2),
        below,
        QPointF(middle.x() - width / 2, bounds.top() - _GAP - height),
        QPointF(bounds.left() - _GAP - width, middle.y() - height / 2),
        *(below + QPointF(0, step * height) for step in range(1, _TRIES)),
    ):
        yield QRectF(corner, size)
