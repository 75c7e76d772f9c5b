"""What stands in the corners of the picture, and how it is painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from viewer.imaging import Radiograph, Spacing, VoiLut
from viewer.imaging.windowing import View
from viewer.ui.canvas.first_view import window_numbers, without_free_text
from viewer.ui.canvas.haloed import paint_haloed
from viewer.ui.texts import number, said, tr, trn

_MARGIN = 12


@dataclass(frozen=True, slots=True)
class CornerTexts:
    """The lines of each corner, from the top down."""

    top_left: tuple[str, ...]
    top_right: tuple[str, ...]
    bottom_left: tuple[str, ...]
    bottom_right: tuple[str, ...]


def corner_texts(
    radiograph: Radiograph,
    view: View,
    inverted: bool,
    zoom: float,
    spacing: Spacing | None,
    *,
    named: bool = True,
    mirrored: bool = False,
) -> CornerTexts:
    """Collect the texts; `zoom` is in screen pixels a column.

    Without `named` nothing tells whose picture it is: no name, number or date, and no text that
    somebody wrote freely.
    """
    header = radiograph.header
    view = view if named else without_free_text(view)
    who = ", ".join(_lines(sex_text(header.patient_sex), age_text(header.age_years)))
    return CornerTexts(
        top_left=(
            _lines(header.patient_name, header.patient_id, who) or (radiograph.source.path.name,)
            if named
            else _lines(who)
        ),
        top_right=_lines(
            date_text(header.study_date) if named else "",
            header.study_description if named else "",
            " ".join(_lines(header.modality, header.body_part, header.view_position)),
            _side(header.laterality),
        ),
        bottom_left=_lines(
            frame_text(radiograph),
            f"{radiograph.columns} × {radiograph.rows}",
            spacing_text(spacing),
            tr("Zoom {percent:.0f} %").format(percent=100 * zoom),
        ),
        bottom_right=_lines(
            tr("Damaged picture") if radiograph.damage else "",
            # Whatever is burnt into the picture reads backwards then, a side's letter included.
            tr("Mirrored") if mirrored else "",
            tr("Inverted") if inverted else "",
            _view_name(view),
            _view_numbers(view),
        ),
    )


def spacing_text(spacing: Spacing | None) -> str:
    """How large a pixel is; what that is worth stands at the scale bar, if there is one."""
    if spacing is None:
        return tr("No millimetres: pixels only")
    sides = dict.fromkeys(number(side, ".3g") for side in (spacing.column_mm, spacing.row_mm))
    return tr("{sides} mm per pixel").format(sides=" × ".join(sides))


def frame_text(radiograph: Radiograph) -> str:
    """Which of the file's pictures this is; empty where it has but one."""
    frames = radiograph.header.frames
    if frames == 1:
        return ""
    shown = radiograph.source.frame + 1
    return tr("Frame {shown:,} of {total:,}").format(shown=shown, total=frames)


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
        for place, line in enumerate(lines):
            fitting = metrics.elidedText(
                line, Qt.TextElideMode.ElideRight, inside.width() // 2 - _MARGIN
            )
            left = inside.left()
            if right:
                left = inside.right() - metrics.horizontalAdvance(fitting)
            paint_haloed(painter, QPointF(left, top + place * metrics.lineSpacing()), fitting)


def height_in_the_way(
    metrics: QFontMetrics, area: QRect, texts: CornerTexts, width: float
) -> float:
    """How high the lower texts stand where they would touch what is so wide between them."""
    room = (area.width() - width) / 2 - 2 * _MARGIN
    touching = [
        len(lines)
        for lines in (texts.bottom_left, texts.bottom_right)
        if any(metrics.horizontalAdvance(line) > room for line in lines)
    ]
    return max(touching, default=0) * metrics.lineSpacing()


def sex_text(sex: str) -> str:
    """Patient's Sex (PS3.3 C.7.1.1) in words; any other text as it is."""
    words = {"F": tr("female"), "M": tr("male"), "O": tr("other")}
    return words.get(sex.upper(), sex)


def age_text(years: float | None) -> str:
    """An age, of small children in months; empty where it is not known."""
    if years is None:
        return ""
    if years < 2:
        return trn("{count} month", "{count} months", int(years * 12)).format(count=int(years * 12))
    return trn("{count} year", "{count} years", int(years)).format(count=int(years))


def _side(laterality: str) -> str:
    sides = {"R": tr("right side"), "L": tr("left side"), "B": tr("both sides")}
    return sides.get(laterality.upper(), "")


def _view_name(view: View) -> str:
    return said(view.explanation) or (tr("VOI LUT") if isinstance(view, VoiLut) else "")


def _view_numbers(view: View) -> str:
    return "" if isinstance(view, VoiLut) else window_numbers(view)


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)
