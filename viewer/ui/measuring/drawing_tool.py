"""What a measuring tool draws."""

from dataclasses import dataclass

from viewer.measuring import Kind
from viewer.ui.texts import tr


@dataclass(frozen=True, slots=True)
class DrawingTool:
    """A line to calibrate by is no measurement."""

    kind: Kind
    calibrates: bool = False

    @property
    def hint(self) -> str:
        """How to draw with it."""
        if self.calibrates:
            return tr("Draw a line along a length that you know.")
        return {
            Kind.LENGTH: tr("Drag from end to end, or click both."),
            Kind.ANGLE: tr("Drag one arm towards the vertex, then click the end of the other."),
            Kind.COBB: tr("Drag a line along each end plate."),
            Kind.RECTANGLE: tr("Drag from corner to corner, or click both."),
            Kind.ELLIPSE: tr("Drag from corner to corner, or click both."),
            Kind.RATIO: tr(
                "Drag across the heart from border to border, then across the thorax. "
                "Shift lets a width slope."
            ),
        }[self.kind]


TOOLS = {
    "measure.length": DrawingTool(Kind.LENGTH),
    "measure.angle": DrawingTool(Kind.ANGLE),
    "measure.cobb": DrawingTool(Kind.COBB),
    "measure.ellipse": DrawingTool(Kind.ELLIPSE),
    "measure.rectangle": DrawingTool(Kind.RECTANGLE),
    "measure.ratio": DrawingTool(Kind.RATIO),
    "measure.calibrate": DrawingTool(Kind.LENGTH, calibrates=True),
}
