"""High-throughput JPEG 2000 decodes to what was encoded."""

from pathlib import Path

import numpy as np
import pytest
from pydicom.encaps import encapsulate
from pydicom.uid import HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL

from tests.imaging.samples import save, small_dicom
from viewer.imaging import open_radiograph

RAMP = Path(__file__).with_name("ramp.j2c")
"""0, 4, 8 ... in 32 x 32 pixels of 16 bit, encoded without loss by OpenJPH (imagecodecs 2026.3.6,
`htj2k_encode`), which is not our decoder."""


@pytest.mark.parametrize("syntax", [HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K])
def test_a_lossless_ramp_comes_back(tmp_path: Path, syntax: str) -> None:
    dataset = small_dicom(Rows=32, Columns=32, BitsStored=16, HighBit=15)
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.PixelData = encapsulate([RAMP.read_bytes()])
    dataset["PixelData"].is_undefined_length = True
    pixels = open_radiograph(save(dataset, tmp_path / "ramp.dcm")).pixels
    np.testing.assert_array_equal(pixels, 4 * np.arange(1024).reshape(32, 32))
