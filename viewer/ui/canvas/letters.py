"""Which side of the patient lies at each edge of the screen."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from viewer.ui.canvas.haloed import paint_haloed
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.theme import scaled_font

_OPPOSITE = {"L": "R", "R": "L", "A": "P", "P": "A", "H": "F", "F": "H"}
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Letters:
    """Of each edge, in DICOM's letters for a person (PS3.3 C.7.6.1.1.1)."""

    left: str
    top: str
    right: str
    bottom: str

    def turned(self) -> "Letters":
        """After a quarter turn, clockwise."""
        return Letters(left=self.bottom, top=self.left, right=self.top, bottom=self.right)

    def mirrored(self) -> "Letters":
        return Letters(left=self.right, top=self.top, right=self.left, bottom=self.bottom)


def edge_letters(directions: tuple[str, ...], orientation: Orientation) -> Letters | None:
    """The letters of a turned picture.

    Parameters
    ----------
    directions : (str, str) or ()
        Where the rows and the columns of the picture lead, as `Header.patient_orientation`.

    Returns
    -------
    Letters or None
        None where the file does not say, or says it of an animal.
    """
    if len(directions) != 2:
        return None
    across, down = (direction.upper() for direction in directions)
    if not across or not down or not set(across + down) <= set(_OPPOSITE):
        return None
    letters = Letters(left=_opposite(across), top=_opposite(down), right=across, bottom=down)
    if orientation.mirrored:
        letters = letters.mirrored()
    for _ in range(orientation.quarter_turns):
        letters = letters.turned()
    return letters


def paint_letters(painter: QPainter, area: QRectF, letters: Letters, floor: float) -> None:
    """Paint a letter at the middle of each edge; the lower one stands above `floor`."""
    painter.save()
    painter.setFont(scaled_font(painter.font(), 1.3, bold=True))
    metrics = painter.fontMetrics()
    middle = area.center()
    base = middle.y() + metrics.capHeight() / 2
    right = area.right() - _MARGIN - metrics.horizontalAdvance(letters.right)
    paint_haloed(painter, QPointF(area.left() + _MARGIN, base), letters.left)
    paint_haloed(painter, QPointF(right, base), letters.right)
    for text, line in (
        (letters.top, area.top() + _MARGIN + metrics.capHeight()),
        (letters.bottom, floor - _MARGIN / 2),
    ):
        left = middle.x() - metrics.horizontalAdvance(text) / 2
        paint_haloed(painter, QPointF(left, line), text)
    painter.restore()


def _opposite(direction: str) -> str:
    return "".join(_OPPOSITE[letter] for letter in direction)
