"""A real DICOM object gives its values, whatever its transfer syntax."""

import numpy as np
import pytest
from pydicom import dcmread

from tests.data import (
    CHEST_DICOM,
    CHEST_DICOM_JPEG2000,
    DICOM,
    EXTREMITY_DICOM,
    needs_dicom,
)
from viewer.errors import (
    NoPixelsError,
)
from viewer.imaging import Photometric, open_radiograph


def test_chest_dicom_gives_its_stored_values_window_and_header() -> None:
    radiograph = open_radiograph(CHEST_DICOM)
    stored = dcmread(CHEST_DICOM).pixel_array
    np.testing.assert_array_equal(radiograph.pixels, stored)
    assert radiograph.photometric is Photometric.MONOCHROME1
    assert (radiograph.windows[0].centre, radiograph.windows[0].width) == (15000, 30000)
    assert (radiograph.header.modality, radiograph.header.view_position) == ("CR", "PA")
    assert radiograph.header.body_part == "CHEST"


def test_lossless_jpeg2000_holds_the_same_values_as_uncompressed() -> None:
    np.testing.assert_array_equal(
        open_radiograph(CHEST_DICOM_JPEG2000).pixels, open_radiograph(CHEST_DICOM).pixels
    )


@needs_dicom
@pytest.mark.parametrize("syntax", ["J2KR", "JLSL", "JPLL", "RLE"])
def test_every_lossless_transfer_syntax_gives_the_same_values(syntax: str) -> None:
    folder = DICOM / "nema-wg04-RG"
    np.testing.assert_array_equal(
        open_radiograph(folder / f"RG3_{syntax}.dcm").pixels,
        open_radiograph(folder / "RG3_UNC.dcm").pixels,
    )


@needs_dicom
def test_twelve_bit_jpeg_is_near_the_uncompressed_picture() -> None:
    folder = DICOM / "nema-wg04-RG"
    lossy = open_radiograph(folder / "RG3_JPLY.dcm").pixels.astype(int)
    change = np.abs(lossy - open_radiograph(folder / "RG3_UNC.dcm").pixels)
    assert 0 < change.mean() < 3


@needs_dicom
def test_dicom_without_pixels_is_told_from_a_damaged_one() -> None:
    with pytest.raises(NoPixelsError):
        open_radiograph(DICOM / "orthanc-tests" / "Issue56-NoPixelData.dcm")


def test_pixels_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        open_radiograph(EXTREMITY_DICOM).pixels[0, 0] = 1
