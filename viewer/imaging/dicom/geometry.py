"""A pixel's size in millimetres, and where it comes from (DICOM PS3.3 10.7)."""

from pydicom import Dataset

from viewer.imaging.dicom.elements import numbers, text
from viewer.imaging.radiograph import Spacing, SpacingSource


def spacing(dataset: Dataset) -> Spacing | None:
    imager = numbers(dataset.get("ImagerPixelSpacing"))
    pixel = numbers(dataset.get("PixelSpacing"))
    # PS3.3 10.7.1.3: equal to the imager's and without a calibration type, it is a mere copy.
    copied = pixel == imager and not text(dataset, "PixelSpacingCalibrationType")
    if _usable(pixel) and not copied:
        return Spacing(pixel[0], pixel[1], SpacingSource.PIXEL_SPACING)
    if not _usable(imager):
        return None
    factors = numbers(dataset.get("EstimatedRadiographicMagnificationFactor"))
    if factors and factors[0] >= 1.0:
        return Spacing(
            imager[0] / factors[0],
            imager[1] / factors[0],
            SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED,
        )
    return Spacing(imager[0], imager[1], SpacingSource.IMAGER_PIXEL_SPACING)


def _usable(spacing: list[float]) -> bool:
    return len(spacing) == 2 and min(spacing) > 0
