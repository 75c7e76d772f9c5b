"""What turning and flipping do to a picture on the screen."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect

from tests.ui.canvas.pictures import grey_of
from viewer.imaging import Window
from viewer.imaging.windowing import display_grey
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation

_ALL = [Orientation(turns, mirrored) for turns in range(4) for mirrored in (False, True)]


def _on_screen(picture: NDArray[np.generic], orientation: Orientation) -> NDArray[np.generic]:
    """The same as `Orientation.transform`, by numpy."""
    return np.rot90(
        np.fliplr(picture) if orientation.mirrored else picture, -orientation.quarter_turns
    )


@pytest.mark.parametrize("orientation", _ALL)
def test_flips_exchange_the_sides_of_the_screen_however_the_picture_is_turned(
    orientation: Orientation,
) -> None:
    picture = np.arange(6).reshape(2, 3)
    seen = _on_screen(picture, orientation)
    across = _on_screen(picture, orientation.flipped_horizontally())
    down = _on_screen(picture, orientation.flipped_vertically())
    np.testing.assert_array_equal(across, np.fliplr(seen))
    np.testing.assert_array_equal(down, np.flipud(seen))


@pytest.mark.parametrize("orientation", _ALL)
def test_turning_right_and_left_again_changes_nothing(orientation: Orientation) -> None:
    assert orientation.turned(1).turned(-1) == orientation
    assert orientation.turned(1).turned(3) == orientation
    assert orientation.turned(1) != orientation


@pytest.mark.parametrize("orientation", _ALL)
def test_every_pixel_of_a_turned_picture_is_shown_at_its_place(
    canvas: Canvas, orientation: Orientation
) -> None:
    canvas.set_view(Window(2000, 5000))
    canvas.set_orientation(orientation)
    canvas.zoom_to(1.0)
    pixels = canvas.radiograph.pixels
    expected = _on_screen(display_grey(pixels.astype(np.float32), canvas.view, False), orientation)
    item = canvas.viewportTransform().mapRect(canvas.item.sceneBoundingRect()).toRect()
    seen = grey_of(canvas)[_slices(item)]
    np.testing.assert_array_equal(seen, expected)


def test_a_turned_picture_that_was_fitted_is_fitted_again(canvas: Canvas) -> None:
    assert canvas.zoom == pytest.approx(5.0)
    canvas.set_orientation(Orientation(1))
    assert canvas.zoom == pytest.approx(300 / 80)
    canvas.resize(400, 200)
    assert canvas.zoom == pytest.approx(200 / 80)


def test_turning_keeps_the_zoom_and_the_middle_of_a_picture_that_was_not_fitted(
    canvas: Canvas,
) -> None:
    canvas.zoom_to(9.0)
    canvas.pan_by(canvas.viewport().rect().center().toPointF() / 10)
    before = canvas.centre
    canvas.set_orientation(Orientation(3, True))
    assert canvas.zoom == pytest.approx(9.0)
    assert (canvas.centre - before).manhattanLength() < 0.02


def test_an_orientation_moves_and_mirrors_without_rounding() -> None:
    for orientation in _ALL:
        transform = orientation.transform(1.0)
        assert transform.map(1, 0) in {(1, 0), (-1, 0), (0, 1), (0, -1)}


def _slices(area: QRect) -> tuple[slice, slice]:
    return slice(area.top(), area.bottom() + 1), slice(area.left(), area.right() + 1)
