"""Any window on a real radiograph's values: what we show is pydicom's result, rounded."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydicom import Dataset

from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.imaging.against.reference import windowed
from viewer.imaging import VoiFunction, Window, open_radiograph
from viewer.imaging.windowing import display_grey

_FILES = {
    "15 bit": CHEST_DICOM,
    "10 bit": EXTREMITY_DICOM,
    "signed, rescaled": CHEST_DICOM.with_name("693_UNCR.dcm"),
    "fractions": CHEST_DICOM.with_name("MR2_UNCR.dcm"),
}
_ROUNDING = 0.5 + 2e-3  # our grey level is a float32, pydicom's a float64


@pytest.fixture(scope="module", params=_FILES)
def values(request: pytest.FixtureRequest) -> NDArray[np.generic]:
    """Each value of the file once: a window treats equal pixels equally."""
    return np.unique(open_radiograph(_FILES[request.param]).pixels)


@settings(max_examples=40, deadline=None)
@given(
    function=st.sampled_from(list(VoiFunction)),
    centre=st.floats(0, 1),
    width=st.floats(0.001, 3),
    whole=st.booleans(),
)
def test_any_window_is_pydicoms_rounded(
    values: NDArray[np.generic], function: VoiFunction, centre: float, width: float, whole: bool
) -> None:
    low, high = float(values.min()), float(values.max())
    middle, extent = low + centre * (high - low), 1.0 + width * (high - low)
    if whole:
        middle, extent = round(middle), round(extent)
    dataset = Dataset()
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsStored, dataset.PixelRepresentation = 16, 0
    dataset.VOILUTFunction = function.value
    # Cut to the sixteen characters of a decimal string, and then the same for both.
    dataset.WindowCenter, dataset.WindowWidth = f"{middle:.8g}", f"{extent:.8g}"
    window = Window(float(dataset.WindowCenter), float(dataset.WindowWidth), "", function)
    shown = display_grey(values.astype(np.float32), window, inverted=False)
    np.testing.assert_allclose(shown, windowed(values, dataset), rtol=0, atol=_ROUNDING)
