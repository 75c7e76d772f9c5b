"""A pixel's size and shape, and where they come from (DICOM PS3.3 10.7)."""

from pydicom import Dataset

from viewer.imaging.dicom.elements import decimals, pair, text
from viewer.imaging.dicom.frames import functional_group
from viewer.imaging.spacing import Spacing, SpacingSource

_ROUNDED = 1.001
"""Copies differ by their rounding; any real magnification is ten times more."""

_SMALLEST_MM, _LARGEST_MM = 0.001, 10.0
"""Film scanners reach 0.01 mm, and beyond 10 mm no organ could be told; such numbers are in another
unit."""

_LARGEST_FACTOR = 10.0
"""Micro-focus magnification ends below; a larger factor is a percentage."""

_LONGEST_ASPECT = 100.0
"""Beyond, the numbers are wrong, and a picture could not be seen any more."""


def spacing(dataset: Dataset, frame: int) -> Spacing | None:
    """The best that the file says of a pixel's size in millimetres.

    Pixel Spacing is the one in the patient, if it is calibrated (10.7.1.2), or smaller than
    what the detector or the scanner has (10.7.1.1). Where it is the same, it is a copy, and
    measures there. A magnification is taken from Estimated Radiographic Magnification Factor
    only: Distance Source to Patient ends at the table or bucky in DX (C.8.11.5), so that the
    quotient of the distances is the magnification of nothing in the patient.
    """
    imager = _size(dataset, "ImagerPixelSpacing")
    scanned = _size(dataset, "NominalScannedPixelSpacing")
    pixel = _size(functional_group(dataset, frame, "PixelMeasuresSequence"), "PixelSpacing")
    calibration = text(dataset, "PixelSpacingCalibrationType").upper()
    if pixel is not None:
        how = text(dataset, "PixelSpacingCalibrationDescription")
        if calibration == "FIDUCIAL":
            return Spacing(*pixel, SpacingSource.CALIBRATED_FIDUCIAL, how)
        if calibration == "GEOMETRY":
            return Spacing(*pixel, SpacingSource.CALIBRATED_GEOMETRY, how)
        basis = imager or scanned
        if basis is None:
            return Spacing(*pixel, SpacingSource.PIXEL_SPACING)
        if all(mine < its / _ROUNDED for mine, its in zip(pixel, basis, strict=True)):
            return Spacing(*pixel, SpacingSource.PIXEL_SPACING_CORRECTED)
        # A magnification shrinks both sides, and nothing in the patient is larger than its
        # shadow: any other pair tells no correction.
        if any(
            not its / _ROUNDED <= mine <= its * _ROUNDED
            for mine, its in zip(pixel, basis, strict=True)
        ):
            return Spacing(*pixel, SpacingSource.PIXEL_SPACING)
    if imager is not None:
        return _at_detector(imager, dataset)
    return None if scanned is None else Spacing(*scanned, SpacingSource.SCANNED)


def aspect(dataset: Dataset, spacing: Spacing | None) -> float:
    """Height of a pixel divided by its width: by the spacing, else by Pixel Aspect Ratio.

    PS3.3 C.7.6.3.1.7 wants the ratio only where the spacing does not tell.
    """
    sides = pair(dataset, "PixelAspectRatio")
    if spacing is not None:
        sides = (spacing.row_mm, spacing.column_mm)
    if sides is None:
        return 1.0
    ratio = sides[0] / sides[1]
    return ratio if 1 / _LONGEST_ASPECT <= ratio <= _LONGEST_ASPECT else 1.0


def _size(dataset: Dataset, keyword: str) -> tuple[float, float] | None:
    sides = pair(dataset, keyword)
    believed = sides is not None and all(_SMALLEST_MM <= side <= _LARGEST_MM for side in sides)
    return sides if believed else None


def _at_detector(imager: tuple[float, float], dataset: Dataset) -> Spacing:
    factors = decimals(dataset, "EstimatedRadiographicMagnificationFactor")
    factor = factors[0] if factors else None
    # Nothing is magnified less than once.
    if factor is None or not 1.0 <= factor <= _LARGEST_FACTOR:
        return Spacing(*imager, SpacingSource.IMAGER_PIXEL_SPACING)
    return Spacing(
        imager[0] / factor, imager[1] / factor, SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED
    )
