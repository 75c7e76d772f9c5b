"""A radiograph drawn without a window looks as it is first shown in one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.data import CHEST_DICOM
from viewer.imaging import Photometric, Radiograph, Shutter, Source, Window, open_radiograph
from viewer.imaging.shown import shown_picture
from viewer.imaging.windowing import default_view, display_grey


def made(pixels: np.ndarray, **changes: Any) -> Radiograph:
    values: dict[str, Any] = {"photometric": Photometric.MONOCHROME2, "source": Source(Path(), "")}
    return Radiograph(pixels, **values | changes)


def drawn(radiograph: Radiograph, longest: int = 1000) -> np.ndarray:
    return np.asarray(shown_picture(radiograph, longest))


def test_a_real_radiograph_has_the_grey_levels_of_its_own_window() -> None:
    radiograph = open_radiograph(CHEST_DICOM)
    whole = display_grey(
        radiograph.pixels.astype(np.float32),
        default_view(radiograph),
        radiograph.photometric is Photometric.MONOCHROME1,
    )
    assert np.array_equal(drawn(radiograph, max(whole.shape)), whole)


@pytest.mark.parametrize(("rows", "columns", "size"), [(200, 100, (50, 25)), (90, 300, (15, 50))])
def test_the_longer_side_is_as_asked(rows: int, columns: int, size: tuple[int, int]) -> None:
    assert drawn(made(np.zeros((rows, columns), np.uint8)), 50).shape == size


def test_a_small_radiograph_keeps_its_size() -> None:
    assert drawn(made(np.zeros((20, 30), np.uint8))).shape == (20, 30)


def test_pixels_that_are_higher_than_wide_are_drawn_square() -> None:
    assert drawn(made(np.zeros((20, 30), np.uint8), aspect=2.0), 20).shape == (20, 15)


def test_small_values_are_white_where_the_file_says_so() -> None:
    pixels = np.full((4, 4), 55, np.uint8)
    assert (drawn(made(pixels, photometric=Photometric.MONOCHROME1)) == 200).all()


def test_the_window_of_the_file_is_used() -> None:
    pixels = np.array([[0, 100, 200, 300]], np.uint16)
    shown = drawn(made(pixels, windows=(Window(150.5, 101.0),)))
    assert shown.tolist() == [[0, 0, 255, 255]]


def test_padding_is_black_and_a_shutter_has_its_grey() -> None:
    pixels = np.full((2, 2), 55, np.uint8)
    radiograph = made(
        pixels,
        photometric=Photometric.MONOCHROME1,
        padding=np.array([[True, False], [False, False]]),
        shutter=Shutter(np.array([[False, True], [False, False]]), grey=1.0),
    )
    assert drawn(radiograph).tolist() == [[0, 255], [200, 200]]


def test_a_picture_in_colour_is_drawn_in_colour_as_stored() -> None:
    colour = np.zeros((2, 2, 3), np.uint8)
    colour[..., 0] = 77
    radiograph = made(np.zeros((2, 2), np.uint8), colour=colour, windows=(Window(10, 20),))
    assert np.array_equal(drawn(radiograph), colour)
