"""As large on the monitor as in the body."""

from PySide6.QtGui import QScreen

from viewer.imaging.spacing import Spacing

_MM_PER_INCH = 25.4


def real_size_zoom(spacing: Spacing, screen: QScreen, ratio: float) -> float:
    """The zoom, in screen pixels a column, at which a millimetre of the radiograph is one.

    Parameters
    ----------
    ratio : float
        Screen pixels a pixel of Qt, in which the screen counts its dots per inch.
    """
    return spacing.column_mm * screen.physicalDotsPerInchX() / _MM_PER_INCH * ratio
