"""Which way round a picture is grey."""

from pydicom import Dataset

from viewer.imaging.dicom.elements import text, whole
from viewer.imaging.radiograph import Photometric


def is_monochrome(dataset: Dataset) -> bool:
    """Whether the stored values are grey: what LUTs, windows and padding are defined for."""
    samples = whole(dataset, "SamplesPerPixel") or 1
    return samples == 1 and text(dataset, "PhotometricInterpretation").upper() != "PALETTE COLOR"


def photometric(dataset: Dataset) -> Photometric:
    """MONOCHROME1 where the smallest value is to be shown white.

    PS3.3 C.7.6.1 and C.8.11.3 pair MONOCHROME1 with INVERSE and MONOCHROME2 with IDENTITY: the
    two attributes say one thing, and it counts once. Files that pair MONOCHROME1 with IDENTITY
    break that rule, are common, and mean MONOCHROME1; INVERSE can only mean to be inverted.
    """
    if not is_monochrome(dataset):
        return Photometric.MONOCHROME2
    interpretation, shape = (
        text(dataset, keyword).upper()
        for keyword in ("PhotometricInterpretation", "PresentationLUTShape")
    )
    if interpretation == "MONOCHROME1" or shape == "INVERSE":
        return Photometric.MONOCHROME1
    return Photometric.MONOCHROME2
