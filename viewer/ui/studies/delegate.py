"""How the rows of the studies panel look."""

from collections.abc import Set
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.ui.desk.entry import Entry
from viewer.ui.looks import paint_shape
from viewer.ui.studies.model import ROW_ROLE, Index
from viewer.ui.studies.rows import SeriesHeading, StudyHeading
from viewer.ui.theme import colours, scaled_font

_THUMBNAIL = 56
_PADDING = 8
_BAR = 3
"""The width of the stripe that marks what a viewport shows, or a heading that has the focus."""
_CHEVRON = 5.0
_MARK = 18.0
"""The side of the shape that stands for a thumbnail which is not there."""


def entry_height(line: int) -> int:
    """The height of an instance's row, whose text has lines of `line` pixels."""
    return max(_THUMBNAIL, 2 * line) + 2 * _PADDING


def heading_height(heading: StudyHeading | SeriesHeading, line: int) -> int:
    if isinstance(heading, SeriesHeading):
        return line + _PADDING
    return (2 if heading.detail else 1) * line + 2 * _PADDING


class StudiesDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: Set[Path] = frozenset()
        """The files that viewports show."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setFont(option.font)
        if isinstance(row, Entry):
            _paint_entry(painter, option, row, shown=row.path in self.shown)
        elif isinstance(row, SeriesHeading):
            _paint_series(painter, option.rect, row)
        else:
            _paint_study(painter, option, row)
        painter.restore()


def _paint_study(painter: QPainter, option: QStyleOptionViewItem, row: StudyHeading) -> None:
    box: QRect = option.rect
    hovered = option.state & QStyle.StateFlag.State_MouseOver
    painter.fillRect(box, QColor(colours().raised if hovered else colours().ground))
    painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), QColor(colours().line))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours().accent))
    metrics = painter.fontMetrics()
    first = box.top() + _PADDING + metrics.ascent() + metrics.leading()
    middle = first - metrics.ascent() * 0.36
    _paint_chevron(painter, QPointF(box.left() + _PADDING + _CHEVRON, middle), row.folded)
    left = round(box.left() + _PADDING + 4 * _CHEVRON)
    count = f"{row.count:,}"
    width = metrics.horizontalAdvance(count)
    painter.setPen(QColor(colours().muted))
    painter.drawText(box.right() - _PADDING - width, first, count)
    bold = scaled_font(option.font, 1.0, bold=True)
    painter.setFont(bold)
    painter.setPen(QColor(colours().text))
    space = box.right() - 2 * _PADDING - width - left
    _draw_elided(painter, QPointF(left, first), row.title, space)
    if row.detail:
        painter.setFont(option.font)
        painter.setPen(QColor(colours().muted))
        second = QPointF(left, first + metrics.lineSpacing())
        _draw_elided(painter, second, row.detail, box.right() - _PADDING - left)


def _paint_chevron(painter: QPainter, centre: QPointF, folded: bool) -> None:
    half = _CHEVRON / 2
    points = [QPointF(-_CHEVRON * 0.8, -half), QPointF(0, half), QPointF(_CHEVRON * 0.8, -half)]
    if folded:
        points = [QPointF(point.y(), point.x()) for point in points]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colours().muted), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([centre + point for point in points]))


def _paint_series(painter: QPainter, box: QRect, row: SeriesHeading) -> None:
    metrics = painter.fontMetrics()
    base = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
    left = box.left() + _PADDING + 4 * _CHEVRON
    painter.setPen(QColor(colours().muted))
    space = box.right() - _PADDING - left
    written = _draw_elided(painter, QPointF(left, base), row.title, space)
    start = left + written + _PADDING
    painter.setPen(QColor(colours().line))
    height = base - metrics.ascent() * 0.36
    if start < box.right() - _PADDING:
        painter.drawLine(QPointF(start, height), QPointF(box.right() - _PADDING, height))


def _paint_entry(
    painter: QPainter, option: QStyleOptionViewItem, entry: Entry, *, shown: bool
) -> None:
    box: QRect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(colours().raised))
        painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours().accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(colours().ground))
    if shown and not option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(QRect(box.left(), box.top(), _BAR, box.height()), QColor(colours().dim))
    frame = QRect(box.left() + _PADDING + _BAR, 0, _THUMBNAIL, _THUMBNAIL)
    frame.moveTop(box.top() + (box.height() - _THUMBNAIL) // 2)
    _paint_thumbnail(painter, frame, entry)
    left = frame.right() + _PADDING + _BAR
    area = QRect(left, box.top(), box.right() - left - 6, box.height())
    _paint_lines(painter, option, area, entry)


def _paint_thumbnail(painter: QPainter, frame: QRect, entry: Entry) -> None:
    painter.fillRect(frame, QColor(colours().viewbox))
    image = entry.thumbnail
    if image is None:
        mark = QRectF(0, 0, _MARK, _MARK)
        mark.moveCenter(QRectF(frame).center())
        paint_shape(painter, mark, entry.look, on_picture=True)
        return
    size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(frame.topLeft(), size)
    target.moveCenter(frame.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)


def _paint_lines(
    painter: QPainter, option: QStyleOptionViewItem, area: QRect, entry: Entry
) -> None:
    metrics = painter.fontMetrics()
    middle = area.center().y()
    painter.setPen(QColor(colours().text))
    first = QPointF(area.left(), middle - metrics.descent() - 3)
    _draw_elided(painter, first, entry.title, area.width(), Qt.TextElideMode.ElideMiddle)
    side = metrics.ascent() * 0.85
    second = middle + metrics.ascent() + 4
    paint_shape(painter, QRectF(area.left(), second - side, side, side), entry.look)
    painter.setFont(scaled_font(option.font, 0.95))
    painter.setPen(QColor(entry.look.colour))
    left = area.left() + side * 1.5
    _draw_elided(painter, QPointF(left, second), entry.remark, area.right() - left)


def _draw_elided(
    painter: QPainter,
    place: QPointF,
    text: str,
    space: float,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Draw what fits, and return how wide that is."""
    metrics = painter.fontMetrics()
    fitting = metrics.elidedText(text, mode, max(0, round(space)))
    painter.drawText(place, fitting)
    return metrics.horizontalAdvance(fitting)
