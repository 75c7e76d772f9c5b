"""One page: two pictures, the reading on its scale, and what the model is and is not for."""

from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRectF, QSaveFile, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QImage,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextDocument,
)

from viewer.errors import ExportError
from viewer.ui.export.content import Line, PageContent, ReadingContent
from viewer.ui.export.scale import paint_scale, paint_verdict
from viewer.ui.looks import probability_text
from viewer.ui.status_line import RESEARCH_ONLY
from viewer.ui.texts import later, tr
from viewer.ui.theme import LIGHT

DPI = 300
_MM = DPI / 25.4
_MARGIN = 15 * _MM
_GAP = 4 * _MM
_HIGHEST_PICTURE = 88 * _MM
_SIZES_OF_MODEL_TEXT = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_NO_DIAGNOSIS = later(
    "What a model says of a radiograph is no diagnosis and no substitute for one."
)
_IMPERIAL = {QLocale.MeasurementSystem.ImperialUSSystem}


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """As shown, and the same with the heatmap, where there is one."""

    plain: QImage
    heatmap: QImage | None


def page_size(locale: QLocale | None = None) -> QPageSize:
    """Letter where inches are used, A4 everywhere else."""
    system = (locale or QLocale.system()).measurementSystem()
    return QPageSize(
        QPageSize.PageSizeId.Letter if system in _IMPERIAL else QPageSize.PageSizeId.A4
    )


def write_page(target: Path, content: PageContent, pictures: Pictures, size: QPageSize) -> None:
    """Write the page as PDF; what stood there before stays whole until it is done.

    Raises
    ------
    ExportError
    """
    file = QSaveFile(str(target))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise cannot_write(file.errorString())
    writer = QPdfWriter(file)
    writer.setResolution(DPI)
    writer.setPageSize(size)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    # Neither names a patient: a viewer of PDF shows them, and a search finds them.
    writer.setTitle(tr("Reading of a radiograph"))
    writer.setCreator(f"Hilum {version('hilum')}")
    painter = QPainter()
    if not painter.begin(writer):
        file.cancelWriting()
        raise cannot_write(file.errorString())
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        _Page(painter, writer).paint(content, pictures)
    finally:
        painter.end()
    if not file.commit():
        raise cannot_write(file.errorString())


def cannot_write(why: str) -> ExportError:
    return ExportError(
        f"The file can't be written: {why}.", "Choose another folder, or make room on the disk."
    )


class _Page:
    """Paints from the top down; lengths are in the writer's pixels."""

    def __init__(self, painter: QPainter, writer: QPdfWriter) -> None:
        self._painter, self._writer = painter, writer
        sheet = writer.pageLayout().fullRectPixels(DPI)
        self._area = QRectF(sheet).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        self._y = self._area.top()

    def paint(self, content: PageContent, pictures: Pictures) -> None:
        self._paint_head(content)
        self._paint_pictures(content, pictures)
        self._paint_reading(content)
        foot = self._paint_foot(content)
        self._paint_model(content.model, foot)

    def _paint_head(self, content: PageContent) -> None:
        area = self._area
        head = f"<b>{escape(tr('Reading of a radiograph'))}</b>"
        height = self._text(head, area.left(), self._y, area.width(), 15)
        self._y += height + 1.5 * _MM
        if content.patient:
            named = "  ·  ".join(f"<b>{escape(n)}</b> {escape(v)}" for n, v in content.patient)
        else:
            named = escape(tr("Patient's name and identifiers are left out."))
        lines = f"{named}<br>{escape(content.radiograph)}"
        self._y += self._text(lines, area.left(), self._y, area.width(), 9) + 2.5 * _MM
        self._line(self._y)
        self._y += _GAP

    def _paint_pictures(self, content: PageContent, pictures: Pictures) -> None:
        area, both = self._area, pictures.heatmap is not None
        width = (area.width() - _GAP) / 2 if both else area.width()
        size = QSizeF(pictures.plain.size())
        size.scale(QSizeF(width, _HIGHEST_PICTURE), Qt.AspectRatioMode.KeepAspectRatio)
        shown = [(pictures.plain, content.shown)]
        if pictures.heatmap is not None:
            shown.append((pictures.heatmap, tr("With what speaks for pneumonia, as a heatmap")))
        lowest = 0.0
        for place, (image, caption) in enumerate(shown):
            left = area.left() + place * (width + _GAP)
            self._painter.drawImage(QRectF(QPointF(left, self._y), size), image)
            top = self._y + size.height() + 1.2 * _MM
            lowest = max(lowest, self._text(escape(caption), left, top, width, 8, muted=True))
        self._y += size.height() + 1.2 * _MM + lowest + _GAP

    def _paint_reading(self, content: PageContent) -> None:
        area = self._area
        self._y += self._caption(tr("Probability of pneumonia"), area.left(), area.width())
        reading = content.reading
        if reading is None:
            text = escape(content.no_reading)
            self._y += self._text(text, area.left(), self._y, area.width(), 10) + _GAP
        else:
            self._paint_finding(reading)
        self._line(self._y)
        self._y += _GAP

    def _paint_finding(self, reading: ReadingContent) -> None:
        area = self._area
        column = (area.width() - _GAP) * 0.42
        number = f"<b>{escape(probability_text(reading.probability))}</b>"
        height = self._text(number, area.left(), self._y, column, 24, muted=reading.withheld)
        top = self._y + height + 1 * _MM
        box = QRectF(area.left(), top, column, 12 * _MM)
        paint_scale(self._painter, box, reading, self._font(8))
        right = area.left() + column + 2 * _GAP
        width = area.right() - right
        line = QRectF(right, self._y, width, 8 * _MM)
        paint_verdict(self._painter, line, reading.look, self._font(15, bold=True))
        lines = "<br>".join(map(escape, reading.lines))
        text = self._text(lines, right, self._y + 9.5 * _MM, width, 9)
        self._y = max(box.bottom(), self._y + 9.5 * _MM + text) + _GAP

    def _paint_model(self, lines: tuple[Line, ...], foot: float) -> None:
        """The model in two columns, as large as there is room for."""
        if not lines:
            return
        area = self._area
        self._y += self._caption(tr("The model, and its limits"), area.left(), area.width())
        width = (area.width() - 2 * _GAP) / 2
        for points in _SIZES_OF_MODEL_TEXT:
            columns = self._in_columns(lines, width, points)
            heights = [self._document(html, width, points).size().height() for html in columns]
            if max(heights) <= foot - self._y or points == _SIZES_OF_MODEL_TEXT[-1]:
                break
        for place, html in enumerate(columns):
            self._text(html, area.left() + place * (width + 2 * _GAP), self._y, width, points)

    def _in_columns(self, lines: tuple[Line, ...], width: float, points: float) -> list[str]:
        """Broken where both columns are about as high."""
        blocks = [_block(name, value) for name, value in lines]
        heights = [self._document(block, width, points).size().height() for block in blocks]
        breaks = range(1, len(blocks) + 1)
        best = min(breaks, key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
        return ["".join(blocks[:best]), "".join(blocks[best:])]

    def _paint_foot(self, content: PageContent) -> float:
        area = self._area
        text = f"<b>{escape(tr(RESEARCH_ONLY))}</b>  {escape(tr(_NO_DIAGNOSIS))}"
        text += f"<br>{escape(content.made)}"
        height = self._document(text, area.width(), 8).size().height()
        top = area.bottom() - height
        self._line(top - 1.5 * _MM)
        self._text(text, area.left(), top, area.width(), 8)
        return top - 3 * _MM

    # Parts

    def _caption(self, text: str, left: float, width: float) -> float:
        return self._text(f"<b>{escape(text)}</b>", left, self._y, width, 9, muted=True) + 1 * _MM

    def _line(self, y: float) -> None:
        self._painter.setPen(QPen(QColor(LIGHT.line), 0.25 * _MM))
        self._painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))

    def _text(
        self,
        html: str,
        left: float,
        top: float,
        width: float,
        points: float,
        *,
        muted: bool = False,
    ) -> float:
        """Draw a text and return its height."""
        document = self._document(html, width, points)
        context = QAbstractTextDocumentLayout.PaintContext()
        colour = QColor(LIGHT.muted if muted else LIGHT.text)
        palette = context.palette
        palette.setColor(QPalette.ColorRole.Text, colour)
        context.palette = palette
        self._painter.save()
        self._painter.translate(left, top)
        document.documentLayout().draw(self._painter, context)
        self._painter.restore()
        return document.size().height()

    def _document(self, html: str, width: float, points: float) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._writer)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(points))
        document.setHtml(html)
        document.setTextWidth(width)
        return document

    def _font(self, points: float, *, bold: bool = False) -> QFont:
        font = QFont(self._painter.font())
        font.setPointSizeF(points)
        font.setBold(bold)
        # So that a search in the page finds every word.
        font.setFeature(QFont.Tag("liga"), 0)
        return font


def _block(name: str, value: str) -> str:
    text = escape(value).replace("\n", "<br>")
    return f'<p style="margin-bottom:5px"><b>{escape(name)}</b><br>{text}</p>'
