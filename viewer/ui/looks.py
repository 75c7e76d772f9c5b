"""How a verdict looks: a word, a shape and a colour, so that no one depends on colour alone."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.reading import Verdict
from viewer.ui.texts import later, number, tr
from viewer.ui.theme import PICTURE, colours


class Shape(Enum):
    DIAMOND = auto()
    RING = auto()
    BARRED_SQUARE = auto()
    CROSS = auto()
    DOTS = auto()


@dataclass(frozen=True, slots=True)
class Look:
    english: str
    shape: Shape
    role: str
    """The field of `theme.Colours` that it is painted with."""

    @property
    def word(self) -> str:
        return tr(self.english)

    @property
    def colour(self) -> str:
        return getattr(colours(), self.role)


PNEUMONIA = Look(later("Pneumonia"), Shape.DIAMOND, "pneumonia")
NORMAL = Look(later("Normal"), Shape.RING, "normal")
WITHHELD = Look(later("Withheld"), Shape.BARRED_SQUARE, "withheld")
FAILED = Look(later("Failed"), Shape.CROSS, "failed")
WAITING = Look(later("Waiting"), Shape.DOTS, "muted")
VEILED = Look(later("Hidden"), Shape.DOTS, "muted")
"""Until the person who reads blind has committed."""

_OF_VERDICT = {
    Verdict.PNEUMONIA: PNEUMONIA,
    Verdict.NORMAL: NORMAL,
    Verdict.WITHHELD: WITHHELD,
}


def look_of(verdict: Verdict | None) -> Look:
    """The look of a verdict; of a file without one, that of a failure."""
    return FAILED if verdict is None else _OF_VERDICT[verdict]


def probability_text(probability: float) -> str:
    """Three decimals, and never a certainty that the network did not state."""
    if 0.0 < probability < 0.001:
        return f"< {number(0.001)}"
    if 0.999 < probability < 1.0:
        return f"> {number(0.999)}"
    return number(probability, ".3f")


def paint_shape(painter: QPainter, box: QRectF, look: Look, *, on_picture: bool = False) -> None:
    """Paint the look's shape into a square, which is black in either theme on a picture."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(getattr(PICTURE, look.role) if on_picture else look.colour)
    thick = max(1.5, box.width() / 7)
    painter.setPen(QPen(colour, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    inner = box.adjusted(thick, thick, -thick, -thick)
    centre = box.center()
    if look.shape is Shape.DIAMOND:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(centre.x(), box.top()),
                    QPointF(box.right(), centre.y()),
                    QPointF(centre.x(), box.bottom()),
                    QPointF(box.left(), centre.y()),
                ]
            )
        )
    elif look.shape is Shape.RING:
        painter.drawEllipse(inner)
    elif look.shape is Shape.BARRED_SQUARE:
        painter.drawRect(inner)
        painter.drawLine(inner.bottomLeft(), inner.topRight())
    elif look.shape is Shape.CROSS:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.bottomLeft(), inner.topRight())
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for place in (0.2, 0.5, 0.8):
            middle = QPointF(box.left() + place * box.width(), centre.y())
            painter.drawEllipse(middle, box.width() / 11, box.width() / 11)
    painter.restore()
