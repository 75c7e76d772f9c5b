"""What a step of the mouse means: to the window, and in notches of the wheel."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF

from viewer.imaging import Window
from viewer.imaging.presets import as_window
from viewer.imaging.windowing import View

NOTCH = 120
"""What Qt calls one notch of a wheel: eighths of a degree."""

_DRAG_FOR_FULL_RANGE = 600
"""Screen pixels over which a drag moves the window by the picture's whole range."""


def dragged_window(view: View, step: QPoint | QPointF, span: float, small_is_white: bool) -> Window:
    """The window after a step of a drag: right is wider, up is brighter.

    Parameters
    ----------
    span : float
        The range of the picture's values, which sets the speed.
    """
    window = as_window(view)
    per_pixel = span / _DRAG_FOR_FULL_RANGE
    # Where small values are white, a higher centre is what makes it brighter.
    brighter = 1.0 if small_is_white else -1.0
    return replace(
        window,
        centre=window.centre - brighter * step.y() * per_pixel,
        width=max(window.width + step.x() * per_pixel, per_pixel),
        explanation="",
    )


class Notches:
    """Adds up the small turns of a touchpad until they make a notch."""

    def __init__(self) -> None:
        self._rest = 0

    def turn(self, by: int) -> int:
        """How many notches are full after a turn; turning back starts anew."""
        if by * self._rest < 0:
            self._rest = 0
        full = int((self._rest + by) / NOTCH)
        self._rest += by - full * NOTCH
        return full
