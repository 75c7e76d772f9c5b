"""How many radiographs have which probability, coloured by the verdict at the threshold."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.batch.figures.bars import Strip, bar_height, strips_of, ticks_of
from viewer.batch.figures.histogram import Histogram
from viewer.ui.looks import NORMAL, PNEUMONIA, WITHHELD, Look, probability_text
from viewer.ui.texts import number, tr, trn
from viewer.ui.theme import colours, scaled_font
from viewer.ui.worklist.figures.bars import parts_of, title_of
from viewer.ui.worklist.figures.scale import RIM, Scale

_ALONE, _OF_SEVERAL = 112, 64
"""Heights of the bars."""
_SPACE = 8
_BAR_GAP = 1.0
_LEAST = 2.0
"""Pixels: one radiograph among a hundred thousand must be seen."""
_LEGEND = (NORMAL, PNEUMONIA, WITHHELD)
_LEGEND_SIDE, _LEGEND_GAP = 10.0, 8.0
_PARTS = 10
"""In how many parts the scale is told in words."""


class HistogramView(QWidget):
    """Paints a `Histogram`; where there are labels, one row of bars for each."""

    left_changed = Signal(float)
    """Where the scale begins, in pixels from the widget's left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: list[Strip] = []
        self._edges: NDArray[np.float64] = np.empty(0)
        self._scale, self._threshold = Scale(), 0.5
        self._left = RIM
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Histogram of probabilities"))

    def show_histogram(self, histogram: Histogram, scale: Scale, threshold: float) -> None:
        before = len(self._strips)
        self._strips, self._edges = strips_of(histogram), histogram.edges
        self._scale, self._threshold = scale, threshold
        if len(self._strips) != before:
            self.updateGeometry()
        self._measure()
        self.setAccessibleDescription(self._in_words())
        self.update()

    def x_of(self, probability: float) -> float:
        """Where a probability stands, in pixels."""
        width = self.width() - self._left - RIM
        return self._left + self._scale.place(probability) * width

    def sizeHint(self) -> QSize:
        strips = max(len(self._strips), 1)
        heights = _ALONE if strips == 1 else strips * (_OF_SEVERAL + self._title_height + _SPACE)
        return QSize(248, round(self._legend_height + heights + 2))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._small)
        words = sum(metrics.horizontalAdvance(look.word) for look in _LEGEND)
        width = words + len(_LEGEND) * _LEGEND_SIDE + 2 * len(_LEGEND) * _LEGEND_GAP
        return QSize(round(width), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.text_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def text_at(self, place: QPointF) -> str:
        """What the bar at a place stands for; empty where there is none."""
        for strip, area in zip(self._strips, self._areas(), strict=True):
            if area.contains(place) and self._edges.size:
                bins = len(self._edges) - 1
                bar = min(int((place.x() - area.left()) / area.width() * bins), bins - 1)
                return self._bar_text(strip, bar)
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        highest = self._highest
        areas = self._areas()
        self._paint_legend(painter)
        for strip, area in zip(self._strips, areas, strict=True):
            self._paint_strip(painter, strip, area, highest)
        if not highest:
            self._paint_emptiness(painter)
        elif areas:
            x = self.x_of(self._threshold)
            painter.setPen(QPen(QColor(colours().text), 1.5))
            for area in areas:
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(x, areas[-1].bottom()), QPointF(x, self.height()))
        painter.end()

    @property
    def _small(self) -> QFont:
        return scaled_font(self.font(), 0.92)

    @property
    def _title_height(self) -> int:
        return self.fontMetrics().height()

    @property
    def _legend_height(self) -> int:
        return self.fontMetrics().height() + 8

    @property
    def _highest(self) -> int:
        return max((int(strip.total.max(initial=0)) for strip in self._strips), default=0)

    def _measure(self) -> None:
        """The counts at the left need room, and the slider below has to know how much."""
        labels = [number(tick, ",") for tick in ticks_of(self._highest, _ALONE)]
        width = max(map(self.fontMetrics().horizontalAdvance, labels), default=0)
        left = max(RIM, width + 6.0)
        if left != self._left:
            self._left = left
            self.left_changed.emit(left)

    def _areas(self) -> list[QRectF]:
        width = self.width() - self._left - RIM
        top = float(self._legend_height)
        if len(self._strips) == 1:
            return [QRectF(self._left, top, width, self.height() - top - 1)]
        areas = []
        for _ in self._strips:
            top += self._title_height
            areas.append(QRectF(self._left, top, width, _OF_SEVERAL))
            top += _OF_SEVERAL + _SPACE
        return areas

    def _paint_legend(self, painter: QPainter) -> None:
        left = 0.0
        metrics = painter.fontMetrics()
        for look in _LEGEND:
            box = QRectF(left, (self._legend_height - 8 - _LEGEND_SIDE) / 2, *2 * (_LEGEND_SIDE,))
            _fill(painter, box, look)
            painter.setPen(QColor(colours().muted))
            left += _LEGEND_SIDE + 5
            painter.drawText(QPointF(left, metrics.ascent() + 1.0), look.word)
            left += metrics.horizontalAdvance(look.word) + 2 * _LEGEND_GAP - 5

    def _paint_strip(self, painter: QPainter, strip: Strip, area: QRectF, highest: int) -> None:
        metrics = painter.fontMetrics()
        if title := title_of(strip):
            painter.setPen(QColor(colours().muted))
            text = f"{title}: {number(int(strip.total.sum()), ',')}"
            painter.drawText(QPointF(0, area.top() - metrics.descent() - 1), text)
        for tick in ticks_of(highest, area.height()):
            y = area.bottom() - bar_height(tick, highest, area.height())
            painter.setPen(QPen(QColor(colours().line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours().muted))
            label = number(tick, ",")
            base = min(max(y + metrics.ascent() / 2 - 1, area.top() + metrics.ascent() / 2), y + 8)
            painter.drawText(
                QPointF(area.left() - 5 - metrics.horizontalAdvance(label), base), label
            )
        painter.setPen(QPen(QColor(colours().edge), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if highest:
            self._paint_bars(painter, strip, area, highest)

    def _paint_bars(self, painter: QPainter, strip: Strip, area: QRectF, highest: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        total = strip.total
        step = area.width() / len(total)
        for bar in np.flatnonzero(total):
            left = round(area.left() + bar * step)
            width = max(1.0, round(area.left() + (bar + 1) * step) - left - _BAR_GAP)
            height = max(_LEAST, bar_height(int(total[bar]), highest, area.height()))
            base = area.bottom()
            for counts, look in parts_of(strip):
                part = height * float(counts[bar]) / float(total[bar])
                if part:
                    box = QRectF(left, base - part, width, part)
                    _fill(painter, box, look)
                    base -= part
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_emptiness(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours().muted))
        painter.drawText(
            self.rect().adjusted(0, self._legend_height, 0, 0),
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
            tr("No radiograph is read yet"),
        )

    def _bar_text(self, strip: Strip, bar: int) -> str:
        """Such as "0.475 to 0.499: 12 radiographs, 7 normal, 5 withheld"."""
        parts = [
            f"{number(int(counts[bar]), ',')} {look.word.lower()}"
            for counts, look in parts_of(strip)
            if counts[bar]
        ]
        return ", ".join([self._part_text(int(strip.total[bar]), bar, bar + 1), *parts])

    def _in_words(self) -> str:
        """The bars as sentences, for whoever can't see them."""
        if not self._highest:
            return tr("No radiograph is read yet")
        bins = len(self._edges) - 1
        texts = []
        for strip in self._strips:
            total = strip.total.reshape(_PARTS, -1).sum(axis=1)
            step = bins // _PARTS
            parts = [
                self._part_text(int(count), place * step, (place + 1) * step)
                for place, count in enumerate(total)
            ]
            texts.append(". ".join([*filter(None, [title_of(strip)]), "; ".join(parts)]))
        return "\n".join(texts)

    def _part_text(self, count: int, start: int, end: int) -> str:
        text = trn(
            "{low} to {high}: {count:,} radiograph", "{low} to {high}: {count:,} radiographs", count
        )
        low, high = (probability_text(float(self._edges[edge])) for edge in (start, end))
        return text.format(low=low, high=high, count=count)


def _fill(painter: QPainter, box: QRectF, look: Look) -> None:
    """A box in the verdict's colour: hollow where it is withheld, whatever colours are seen."""
    painter.fillRect(box, QColor(look.colour))
    inner = box.adjusted(1, 1, -1, -1)
    if look is WITHHELD and inner.isValid():
        painter.fillRect(inner, QColor(colours().panel))
