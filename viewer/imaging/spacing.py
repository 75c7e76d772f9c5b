"""A pixel's size in millimetres, what it is worth, and the lengths measured with it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.imaging.radiograph import Radiograph


class SpacingSource(StrEnum):
    """Where a pixel's size in millimetres comes from, which decides what it is worth.

    DICOM PS3.3 10.7.1.
    """

    CALIBRATED_FIDUCIAL = "PixelSpacing, calibrated by FIDUCIAL"
    CALIBRATED_GEOMETRY = "PixelSpacing, calibrated by GEOMETRY"
    PIXEL_SPACING_CORRECTED = "PixelSpacing, smaller than ImagerPixelSpacing"
    PIXEL_SPACING = "PixelSpacing"
    IMAGER_PIXEL_SPACING_CORRECTED = "ImagerPixelSpacing / EstimatedRadiographicMagnificationFactor"
    IMAGER_PIXEL_SPACING = "ImagerPixelSpacing"
    SCANNED = "NominalScannedPixelSpacing"

    @property
    def worth(self) -> str:
        """What a length in these millimetres is worth, in words to stand behind it."""
        return _WORTH[self]


_WORTH = {
    SpacingSource.CALIBRATED_FIDUCIAL: "calibrated (fiducial)",
    SpacingSource.CALIBRATED_GEOMETRY: "corrected for magnification (geometry)",
    SpacingSource.PIXEL_SPACING_CORRECTED: "corrected or calibrated",
    SpacingSource.PIXEL_SPACING: "by the file's pixel spacing",
    SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED: "corrected for magnification",
    SpacingSource.IMAGER_PIXEL_SPACING: "at the detector",
    SpacingSource.SCANNED: "on the scanned film",
}


@dataclass(frozen=True, slots=True)
class Spacing:
    """Millimetres between the centres of two rows and of two columns.

    `description` is what the file says of its calibration.
    """

    row_mm: float
    column_mm: float
    source: SpacingSource
    description: str = ""


@dataclass(frozen=True, slots=True)
class Length:
    """A measured length: `unit` is "mm" or "px", `worth` says what the figure is worth."""

    value: float
    unit: str
    worth: str


def length_between(
    radiograph: Radiograph, start: tuple[float, float], end: tuple[float, float]
) -> Length:
    """The length from one point to another, each (row, column), fractions included.

    In millimetres where the file tells their size, else in pixels; where those are not
    square, in widths of one.
    """
    down, across = end[0] - start[0], end[1] - start[1]
    spacing = radiograph.spacing
    if spacing is None:
        return Length(math.hypot(down * radiograph.aspect, across), "px", "pixels only")
    return Length(
        math.hypot(down * spacing.row_mm, across * spacing.column_mm), "mm", spacing.source.worth
    )
