"""Fewer bits stored than allocated, and high bits that lie (PS3.5 section 8.1.1)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.imaging.dicom.making import dicom_of, opened


@settings(max_examples=60, deadline=None)
@given(
    stored=st.integers(2, 16),
    signed=st.booleans(),
    values=st.lists(st.integers(0, 2**16 - 1), min_size=6, max_size=6),
    junk=st.lists(st.integers(0, 2**16 - 1), min_size=6, max_size=6),
)
def test_junk_above_the_stored_bits_is_no_part_of_the_value(
    stored: int, signed: bool, values: list[int], junk: list[int]
) -> None:
    mask = 2**stored - 1
    meant = np.array(values) & mask
    words = (meant | (np.array(junk) & ~mask & 0xFFFF)).astype(np.uint16).reshape(2, 3)
    if signed:
        meant = np.where(meant >= 2 ** (stored - 1), meant - 2**stored, meant)
    dataset = dicom_of(
        words, BitsStored=stored, HighBit=stored - 1, PixelRepresentation=int(signed)
    )
    np.testing.assert_array_equal(opened(dataset).pixels.ravel(), meant)


@pytest.mark.parametrize("signed", [0, 1])
def test_values_at_the_top_of_their_words_are_shifted_down(signed: int) -> None:
    words = (np.array([[0, 1, 2047], [2048, 4094, 4095]], np.uint16) << 4).astype(np.uint16)
    expected = [0, 1, 2047, -2048, -2, -1] if signed else [0, 1, 2047, 2048, 4094, 4095]
    dataset = dicom_of(words, BitsStored=12, HighBit=15, PixelRepresentation=signed)
    np.testing.assert_array_equal(opened(dataset).pixels.ravel(), expected)


def test_a_high_bit_that_would_cut_the_values_off_is_not_believed() -> None:
    words = np.array([[0, 1, 2], [3, 2049, 4095]], np.uint16)
    dataset = dicom_of(words, BitsStored=12, HighBit=15)
    np.testing.assert_array_equal(opened(dataset).pixels, words)
