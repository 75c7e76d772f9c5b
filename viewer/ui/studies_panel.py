"""The list of opened radiographs: thumbnail, name, and verdict as shape and word."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.looks import paint_shape
from viewer.ui.studies_model import ENTRY_ROLE, Entry, Index, StudiesModel
from viewer.ui.theme import DARK, scaled_font

_THUMBNAIL = 56
_PADDING = 8


class StudiesPanel(QListView):
    row_chosen = Signal(int)

    def __init__(self, model: StudiesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_EntryDelegate(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(210)
        self.setAcceptDrops(False)
        self.setAccessibleName("Opened radiographs")
        self.selectionModel().currentChanged.connect(self._choose)

    def select_row(self, row: int) -> None:
        index = self.model().index(row, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def sizeHint(self) -> QSize:
        return QSize(250, 400)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(current.row())


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(190, _THUMBNAIL + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        box = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(DARK.raised))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(DARK.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(DARK.ground))
        frame = QRect(box.left() + _PADDING + 3, box.top() + _PADDING, _THUMBNAIL, _THUMBNAIL)
        self._paint_thumbnail(painter, frame, entry)
        left = frame.right() + _PADDING + 3
        self._paint_text(
            painter, option, QRect(left, box.top(), box.right() - left - 6, box.height()), entry
        )
        painter.restore()

    def _paint_thumbnail(self, painter: QPainter, frame: QRect, entry: Entry) -> None:
        painter.fillRect(frame, QColor(DARK.viewbox))
        image = entry.thumbnail
        if image is None:
            return
        size = image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(frame.topLeft(), size)
        target.moveCenter(frame.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, entry: Entry
    ) -> None:
        painter.setFont(option.font)
        metrics = painter.fontMetrics()
        middle = area.center().y()
        elide = Qt.TextElideMode.ElideMiddle
        painter.setPen(QColor(DARK.text))
        painter.drawText(
            QPointF(area.left(), middle - metrics.descent() - 3),
            metrics.elidedText(entry.path.name, elide, area.width()),
        )
        side = metrics.ascent() * 0.85
        second = middle + metrics.ascent() + 4
        paint_shape(painter, QRectF(area.left(), second - side, side, side), entry.look)
        painter.setFont(scaled_font(option.font, 0.95))
        painter.setPen(QColor(entry.look.colour))
        left = area.left() + side * 1.5
        painter.drawText(
            QPointF(left, second),
            painter.fontMetrics().elidedText(
                entry.remark, Qt.TextElideMode.ElideRight, round(area.right() - left)
            ),
        )
