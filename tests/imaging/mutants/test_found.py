"""What mutants have shown, each as the smallest file that shows it."""

from pathlib import Path

import numpy as np
import pytest

from tests.imaging.samples import save, small_dicom
from viewer.errors import UnsupportedFormatError
from viewer.imaging import open_radiograph


@pytest.mark.parametrize("bits", [16, 32])
def test_deep_colour_in_luma_and_chroma_is_unsupported(tmp_path: Path, bits: int) -> None:
    dataset = small_dicom(
        SamplesPerPixel=3,
        PlanarConfiguration=0,
        PhotometricInterpretation="YBR_FULL",
        BitsAllocated=bits,
        BitsStored=bits,
        HighBit=bits - 1,
        PixelData=np.zeros(36 * bits // 8, np.uint8).tobytes(),
    )
    with pytest.raises(UnsupportedFormatError, match="colours"):
        open_radiograph(save(dataset, tmp_path / "deep.dcm"))


def test_a_colour_has_no_sign(tmp_path: Path) -> None:
    dataset = small_dicom(
        SamplesPerPixel=3,
        PlanarConfiguration=0,
        PhotometricInterpretation="YBR_FULL",
        BitsAllocated=8,
        BitsStored=8,
        HighBit=7,
        PixelRepresentation=1,
        PixelData=np.tile(np.array([200, 128, 128], np.uint8), 12).tobytes(),
    )
    assert (open_radiograph(save(dataset, tmp_path / "signed.dcm")).pixels == 200).all()
