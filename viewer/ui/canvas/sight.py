"""How a canvas shows its radiograph, as a value that another canvas can take."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from viewer.imaging.windowing import View
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """Window, orientation and place; zoom as a share of what just fits."""

    view: View
    inverted: bool
    orientation: Orientation
    fitted: bool
    magnification: float
    centre: QPointF


def sight_of(canvas: Canvas) -> Sight | None:
    """None where no radiograph is shown."""
    view = canvas.view
    if view is None:
        return None
    return Sight(
        view,
        canvas.inverted,
        canvas.orientation,
        canvas.fitted,
        canvas.zoom / canvas.fit_zoom,
        canvas.centre,
    )


def take_sight(canvas: Canvas, sight: Sight) -> None:
    """Show the radiograph as another canvas showed it."""
    canvas.set_view(sight.view)
    canvas.set_inverted(sight.inverted)
    canvas.set_orientation(sight.orientation)
    if not sight.fitted:
        canvas.zoom_to(canvas.fit_zoom * sight.magnification)
        canvas.centre_on(sight.centre)
