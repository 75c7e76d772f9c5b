"""What stands in the corners of the picture, and how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from viewer.imaging import Radiograph, VoiLut
from viewer.imaging.windowing import View
from viewer.ui.canvas.first_view import window_numbers
from viewer.ui.theme import PICTURE

_MARGIN = 12
_BAR_STEPS_MM = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_BAR_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class CornerTexts:
    """The lines of each corner, from the top down."""

    top_left: tuple[str, ...]
    top_right: tuple[str, ...]
    bottom_left: tuple[str, ...]
    bottom_right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A round length that fits, and how many screen pixels it takes."""

    text: str
    pixels: float


def corner_texts(radiograph: Radiograph, view: View, inverted: bool, zoom: float) -> CornerTexts:
    """Collect the texts; `zoom` is in screen pixels a column."""
    header = radiograph.header
    return CornerTexts(
        top_left=_lines(
            header.patient_name,
            header.patient_id,
            ", ".join(_lines(_sex(header.patient_sex), _age(header.age_years))),
        )
        or (radiograph.source.path.name,),
        top_right=_lines(
            date_text(header.study_date),
            header.study_description,
            " ".join(_lines(header.modality, header.body_part, header.view_position)),
        ),
        bottom_left=_lines(
            frame_text(radiograph),
            f"{radiograph.columns} × {radiograph.rows}",
            spacing_text(radiograph),
            f"Zoom {100 * zoom:.0f} %",
        ),
        bottom_right=_lines(
            "Damaged picture" if radiograph.damage else "",
            "Inverted" if inverted else "",
            _view_name(view),
            _view_numbers(view),
        ),
    )


def scale_bar(radiograph: Radiograph, zoom: float, width: float) -> ScaleBar | None:
    """The bar for a canvas of `width` screen pixels; None where no spacing is known."""
    spacing = radiograph.spacing
    if spacing is None or zoom <= 0:
        return None
    pixels_per_mm = zoom / spacing.column_mm
    fitting = [step for step in _BAR_STEPS_MM if step * pixels_per_mm <= _BAR_SHARE * width]
    if not fitting:
        return None
    length = fitting[-1]
    text = f"{length // 10} cm" if length >= 10 else f"{length} mm"
    return ScaleBar(f"{text} {spacing.source.worth}", length * pixels_per_mm)


def spacing_text(radiograph: Radiograph) -> str:
    """How large a pixel is; what that is worth stands at the scale bar, if there is one."""
    spacing = radiograph.spacing
    if spacing is None:
        return "No millimetres: pixels only"
    sides = dict.fromkeys((f"{spacing.column_mm:.3g}", f"{spacing.row_mm:.3g}"))
    return f"{' × '.join(sides)} mm per pixel"


def frame_text(radiograph: Radiograph) -> str:
    """Which of the file's pictures this is; empty where it has but one."""
    frames = radiograph.header.frames
    return f"Frame {radiograph.source.frame + 1:,} of {frames:,}" if frames > 1 else ""


def date_text(date: str) -> str:
    """A DICOM date (PS3.5 section 6.2, DA) as ISO 8601; any other text as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def paint_corner_texts(painter: QPainter, area: QRect, texts: CornerTexts) -> None:
    """Paint the texts into the area's corners."""
    metrics = painter.fontMetrics()
    inside = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
    for lines, right, bottom in (
        (texts.top_left, False, False),
        (texts.top_right, True, False),
        (texts.bottom_left, False, True),
        (texts.bottom_right, True, True),
    ):
        top = inside.top() + metrics.ascent()
        if bottom:
            top = inside.bottom() - metrics.descent() - (len(lines) - 1) * metrics.lineSpacing()
        for number, line in enumerate(lines):
            fitting = metrics.elidedText(
                line, Qt.TextElideMode.ElideRight, inside.width() // 2 - _MARGIN
            )
            left = inside.left()
            if right:
                left = inside.right() - metrics.horizontalAdvance(fitting)
            _paint_haloed(painter, QPointF(left, top + number * metrics.lineSpacing()), fitting)


def paint_scale_bar(painter: QPainter, area: QRect, bar: ScaleBar) -> None:
    """Paint the bar at the area's lower rim, in the middle."""
    metrics: QFontMetrics = painter.fontMetrics()
    left = area.center().x() - bar.pixels / 2
    base = area.bottom() - _MARGIN - metrics.descent()
    painter.fillRect(QRectF(left - 1, base - 7, bar.pixels + 2, 8), QColor(0, 0, 0, 170))
    colour = QColor(PICTURE.text)
    painter.fillRect(QRectF(left, base - 2, bar.pixels, 2), colour)
    painter.fillRect(QRectF(left, base - 6, 2, 6), colour)
    painter.fillRect(QRectF(left + bar.pixels - 2, base - 6, 2, 6), colour)
    text_left = area.center().x() - metrics.horizontalAdvance(bar.text) / 2
    _paint_haloed(painter, QPointF(text_left, base - 7 - metrics.descent()), bar.text)


def _paint_haloed(painter: QPainter, place: QPointF, text: str) -> None:
    # A dark rim keeps the text legible on white bone as on black air.
    painter.setPen(QColor(0, 0, 0, 190))
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            if dx or dy:
                painter.drawText(place + QPointF(dx, dy), text)
    painter.setPen(QColor(PICTURE.text))
    painter.drawText(place, text)


def _view_name(view: View) -> str:
    return view.explanation or ("VOI LUT" if isinstance(view, VoiLut) else "")


def _view_numbers(view: View) -> str:
    if isinstance(view, VoiLut):
        return ""
    return window_numbers(view)


def _sex(sex: str) -> str:
    return {"F": "female", "M": "male", "O": "other"}.get(sex.upper(), sex)


def _age(years: float | None) -> str:
    if years is None:
        return ""
    return f"{int(years)} years" if years >= 2 else f"{int(years * 12)} months"


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
