"""The VOI functions agree with pydicom's, and the default view shows the right way round."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset
from pydicom.pixels import apply_windowing

from tests.data import CHEST_DICOM
from viewer.imaging import (
    Photometric,
    Radiograph,
    Source,
    VoiFunction,
    VoiLut,
    Window,
    open_radiograph,
)
from viewer.imaging.windowing import (
    default_view,
    display_grey,
    grey_level,
    percentile_window,
)


def reference(values: np.ndarray, window: Window) -> np.ndarray:
    """pydicom's result for 16-bit values, as grey level 0..1."""
    dataset = Dataset()
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsStored, dataset.PixelRepresentation = 16, 0
    dataset.WindowCenter, dataset.WindowWidth = window.centre, window.width
    dataset.VOILUTFunction = window.function.value
    return apply_windowing(values, dataset) / 65535


@settings(max_examples=150, deadline=None)
@given(
    function=st.sampled_from(list(VoiFunction)),
    centre=st.decimals(-5_000, 70_000, places=2),
    width=st.one_of(st.just(1), st.decimals("1.1", 100_000, places=2)),
)
def test_grey_level_agrees_with_pydicom(function: VoiFunction, centre: float, width: float) -> None:
    values = np.linspace(0, 65535, 20_001).astype(np.uint16)
    window = Window(float(centre), float(width), "", function)
    with np.errstate(over="ignore"):
        expected = reference(values, window)
    # A float32 holds these values to 1/128, which a narrow window spreads over its grey levels.
    rounding = 1e-6 + 0.02 / window.width if width != 1 else 0.02
    grey = grey_level(values.astype(np.float32), window)
    if function is VoiFunction.LINEAR and width > 1:
        rounding = 1e-6 + 0.02 / (window.width - 1)
    np.testing.assert_allclose(grey, expected, atol=rounding)


@pytest.mark.parametrize(
    ("centre", "width", "black_to", "white_above"),
    [(2048, 4096, 0, 4095), (2048, 1, 2047.5, 2047.5), (0, 100, -50, 49), (0, 1, -0.5, -0.5)],
)
def test_a_linear_window_ends_where_the_standard_says(
    centre: float, width: float, black_to: float, white_above: float
) -> None:
    """The examples of PS3.3 C.11.2.1.2.1."""
    window = Window(centre, width)
    ends = grey_level(np.array([black_to, white_above + 0.01], np.float32), window)
    np.testing.assert_allclose(ends, [0, 1], atol=1e-6)
    if width > 1:
        inner = grey_level(np.array([black_to + 1, white_above - 1], np.float32), window)
        assert 0 < inner[0] < inner[1] < 1
        x = black_to + 7
        expected = (x - (centre - 0.5)) / (width - 1) + 0.5
        assert grey_level(np.array([x], np.float32), window)[0] == pytest.approx(expected)


@pytest.mark.parametrize("function", list(VoiFunction))
def test_a_window_dragged_shut_is_a_step_and_no_division_by_zero(function: VoiFunction) -> None:
    values = np.array([-70_000, 70_000], np.float32)
    grey = grey_level(values, Window(0, 0, "", function))
    np.testing.assert_allclose(grey, [0, 1], atol=1e-6)


def test_monochrome1_chest_is_shown_with_white_bones_and_black_air() -> None:
    opened = open_radiograph(CHEST_DICOM)
    grey = display_grey(
        opened.pixels.astype(np.float32),
        default_view(opened),
        opened.photometric is Photometric.MONOCHROME1,
    )
    rows, columns = grey.shape
    mediastinum = grey[rows // 2 :, int(columns * 0.45) : int(columns * 0.55)].mean()
    lung = grey[int(rows * 0.3) : int(rows * 0.5), int(columns * 0.2) : int(columns * 0.35)].mean()
    assert mediastinum > lung + 40


def test_voi_lut_comes_before_the_windows_and_holds_its_ends() -> None:
    lut = VoiLut(10, np.array([0.0, 0.25, 1.0], np.float32))
    radiograph = Radiograph(
        np.zeros((2, 2), np.uint16),
        Photometric.MONOCHROME2,
        Source(Path("x"), ""),
        (Window(1, 2),),
        (lut,),
    )
    assert default_view(radiograph) is lut
    shown = display_grey(np.array([0, 10, 11, 12, 99], np.float32), lut, inverted=False)
    np.testing.assert_array_equal(shown, [0, 0, 64, 255, 255])


def test_percentile_window_leaves_outliers_outside() -> None:
    pixels = np.random.default_rng(1).normal(1000, 50, (400, 400)).astype(np.uint16)
    pixels[0, 0] = 60_000
    radiograph = Radiograph(pixels, Photometric.MONOCHROME2, Source(Path("x"), ""))
    window = percentile_window(radiograph)
    assert window.centre + window.width / 2 < 1300


def test_eight_bit_picture_is_shown_as_it_is() -> None:
    pixels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    radiograph = Radiograph(pixels, Photometric.MONOCHROME2, Source(Path("x"), ""))
    shown = display_grey(pixels.astype(np.float32), default_view(radiograph), inverted=False)
    np.testing.assert_array_equal(shown, pixels)
