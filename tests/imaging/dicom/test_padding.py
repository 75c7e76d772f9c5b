"""Padding is told from the picture (PS3.3 C.7.5.1.1.2), by its stored value."""

import numpy as np
import pytest

from tests.imaging.dicom.making import colour_dicom, dicom_of, opened
from viewer.imaging.windowing import percentile_window


def padding_of(pixels: np.ndarray, **attributes: object) -> list[list[bool]] | None:
    """A file's padding, whose numbers are written as US where they are not negative."""
    dataset = dicom_of(pixels, **attributes)
    for keyword in ("PixelPaddingValue", "PixelPaddingRangeLimit"):
        if keyword in dataset:
            dataset[keyword].VR = "SS" if dataset[keyword].value < 0 else "US"
    mask = opened(dataset).padding
    return None if mask is None else mask.tolist()


UNSIGNED = np.array([[0, 1, 2], [3, 4, 4095]], np.uint16)
SIGNED = np.array([[-2000, -1999, 0], [1, 2, 3]], np.int16)


@pytest.mark.parametrize(
    ("pixels", "attributes", "padded"),
    [
        (UNSIGNED, {"PixelPaddingValue": 0}, [[0, 0]]),
        (UNSIGNED, {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 2}, [[0, 0], [0, 1], [0, 2]]),
        (UNSIGNED, {"PixelPaddingValue": 4095, "PixelPaddingRangeLimit": 4}, [[1, 1], [1, 2]]),
        (SIGNED, {"PixelPaddingValue": -2000}, [[0, 0]]),
        (SIGNED, {"PixelPaddingValue": 2**16 - 2000}, [[0, 0]]),  # the wrong type
        (SIGNED, {"PixelPaddingValue": -2000, "PixelPaddingRangeLimit": -1999}, [[0, 0], [0, 1]]),
        (UNSIGNED, {"PixelPaddingRangeLimit": 2}, []),  # means nothing without the value
        (UNSIGNED, {"PixelPaddingValue": 7}, []),
        (UNSIGNED, {"PixelPaddingValue": 0, "PixelPaddingRangeLimit": 65535}, []),  # all of it
    ],
)
def test_padding_is_found_by_value_and_range(
    pixels: np.ndarray, attributes: dict[str, object], padded: list[list[int]]
) -> None:
    expected = np.zeros(pixels.shape, bool)
    for row, column in padded:
        expected[row, column] = True
    assert padding_of(pixels, **attributes) == (expected.tolist() if padded else None)


def test_a_negative_number_among_twelve_stored_bits_may_be_written_without_its_sign() -> None:
    stored = np.array([[-2048, 5]], np.int16)
    attributes = {"BitsStored": 12, "HighBit": 11}
    assert padding_of(stored, PixelPaddingValue=0x0800, **attributes) == [[True, False]]


def test_padding_beyond_the_stored_bits_is_found_in_the_words_and_spares_white() -> None:
    words = np.array([[0xFFFF, 0x0FFF], [5, 0xFFFF]], np.uint16)
    attributes = {"BitsStored": 12, "HighBit": 11}
    assert padding_of(words, PixelPaddingValue=0xFFFF, **attributes) == [
        [True, False],
        [False, True],
    ]


def test_padding_is_compared_before_the_rescale() -> None:
    rescale = {"RescaleSlope": "2", "RescaleIntercept": "-4"}
    assert padding_of(UNSIGNED, PixelPaddingValue=0, **rescale) == [
        [True, False, False],
        [False, False, False],
    ]


def test_colour_has_no_padding() -> None:
    planes = np.zeros((4, 3, 3), np.uint8)
    planes[0, 0] = 9
    assert opened(colour_dicom(planes, PixelPaddingValue=0)).padding is None


@pytest.mark.parametrize("rows", [50, 1000])
def test_the_percentile_window_leaves_padding_out(rows: int) -> None:
    stored = np.random.default_rng(3).normal(1000, 20, (rows, 1000)).astype(np.uint16)
    stored[:, ::2] = 0
    stored[:, 1::4] = 60_000
    dataset = dicom_of(stored, PixelPaddingValue=0)
    dataset["PixelPaddingValue"].VR = "US"
    bottom = percentile_window(opened(dataset), 1, 99)
    assert bottom.centre - bottom.width / 2 > 900


def test_the_percentile_window_finds_the_picture_between_much_padding() -> None:
    stored = np.zeros((1000, 1000), np.uint16)
    stored[501:503, 501:503] = 777  # between the pixels of the sample
    dataset = dicom_of(stored, PixelPaddingValue=0)
    dataset["PixelPaddingValue"].VR = "US"
    assert percentile_window(opened(dataset)).centre == 777
