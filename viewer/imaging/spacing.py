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
    CALIBRATED_HERE = "calibrated"

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
    SpacingSource.CALIBRATED_HERE: "calibrated by you",
}


@dataclass(frozen=True, slots=True)
class Spacing:
    """Millimetres between the centres of two rows and of two columns.

    `description` is what the file says of its calibration, or the length that a person knew.
    """

    row_mm: float
    column_mm: float
    source: SpacingSource
    description: str = ""

    @property
    def worth(self) -> str:
        """As of the source; a person's calibration tells its length as well."""
        if self.source is SpacingSource.CALIBRATED_HERE and self.description:
            return f"calibrated by you: {self.description}"
        return self.source.worth


@dataclass(frozen=True, slots=True)
class Length:
    """A measured length: `unit` is "mm" or "px", `worth` says what the figure is worth."""

    value: float
    unit: str
    worth: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The height of a row and the width of a column, in `unit`, and what that is worth."""

    row: float
    column: float
    unit: str
    worth: str

    def length(self, down: float, across: float) -> Length:
        """The length of so many rows down and columns across, fractions included."""
        return Length(math.hypot(down * self.row, across * self.column), self.unit, self.worth)


def scale_of(radiograph: Radiograph, spacing: Spacing | None) -> Scale:
    """In millimetres where the spacing is known, else in pixels.

    Where pixels are not square, in widths of one.
    """
    if spacing is None:
        return Scale(radiograph.aspect, 1.0, "px", "pixels only")
    return Scale(spacing.row_mm, spacing.column_mm, "mm", spacing.worth)


def length_between(
    radiograph: Radiograph, start: tuple[float, float], end: tuple[float, float]
) -> Length:
    """The length from one point to another, each (row, column), by the file's own spacing."""
    scale = scale_of(radiograph, radiograph.spacing)
    return scale.length(end[0] - start[0], end[1] - start[1])
