"""A length that a person knows tells how large a pixel is."""

import math
from dataclasses import dataclass

from viewer.errors import MeasurementsError
from viewer.imaging import Radiograph, Spacing, SpacingSource
from viewer.measuring.measurement import Point

SHORTEST_MM, LONGEST_MM = 0.1, 2000.0
"""A marker is smaller than two metres, and nothing on a radiograph is known to less than 0.1 mm."""

_LEAST_PIXELS = 2.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """From `start` to `end` it is so many millimetres."""

    start: Point
    end: Point
    millimetres: float

    def __post_init__(self) -> None:
        if not SHORTEST_MM <= self.millimetres <= LONGEST_MM:
            raise ValueError("no length that a radiograph could show")
        if not all(math.isfinite(number) for point in (self.start, self.end) for number in point):
            raise ValueError("a point is nowhere")


def calibrated(radiograph: Radiograph, calibration: Calibration) -> Spacing:
    """The spacing by a known length; the shape of a pixel stays what the file says.

    Raises
    ------
    MeasurementsError
        If the line is too short to tell.
    """
    down = (calibration.end.row - calibration.start.row) * radiograph.aspect
    across = calibration.end.column - calibration.start.column
    pixels = math.hypot(down, across)
    if pixels < _LEAST_PIXELS:
        raise MeasurementsError(
            "This line is too short to calibrate by.", "Draw it along a length that you know."
        )
    side = calibration.millimetres / pixels
    return Spacing(
        side * radiograph.aspect,
        side,
        SpacingSource.CALIBRATED_HERE,
        f"{calibration.millimetres:g} mm",
    )


def spacing_for(radiograph: Radiograph, calibration: Calibration | None) -> Spacing | None:
    """The spacing that holds: a person's calibration, else the file's, if it has one."""
    return radiograph.spacing if calibration is None else calibrated(radiograph, calibration)
