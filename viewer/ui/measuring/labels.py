"""Where the figures of a measurement stand: beside it, off its handles and off other figures."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

_GAP = 10.0
_HANDLE = 7.0
_TRIES = 8


def place_label(
    size: QSizeF, bounds: QRectF, handles: Sequence[QPointF], taken: Sequence[QRectF]
) -> QRectF:
    """The first place that is free: right of the last handle, then round about, then below."""
    kept_free = [
        QRectF(place.x() - _HANDLE, place.y() - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
        for place in handles
    ]
    kept_free.extend(taken)
    places = list(_round_about(size, bounds, handles[-1]))
    below = places[2]
    places.extend(below.translated(0, step * size.height()) for step in range(1, _TRIES))
    return next(
        (place for place in places if not any(place.intersects(area) for area in kept_free)),
        below,
    )


def _round_about(size: QSizeF, bounds: QRectF, last: QPointF) -> Sequence[QRectF]:
    width, height = size.width(), size.height()
    middle = bounds.center()
    corners = (
        QPointF(last.x() + _GAP, last.y() - height / 2),
        QPointF(bounds.right() + _GAP, middle.y() - height / 2),
        QPointF(middle.x() - width / 2, bounds.bottom() + _GAP),
        QPointF(middle.x() - width / 2, bounds.top() - _GAP - height),
        QPointF(bounds.left() - _GAP - width, middle.y() - height / 2),
    )
    return [QRectF(corner, size) for corner in corners]


def brought_inside(label: QRectF, area: QRectF) -> QRectF:
    """The label moved so that it can be read whole."""
    dx = min(0.0, area.right() - label.right()) or max(0.0, area.left() - label.left())
    dy = min(0.0, area.bottom() - label.bottom()) or max(0.0, area.top() - label.top())
    return label.translated(dx, dy)
