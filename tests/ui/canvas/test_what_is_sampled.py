"""Values at the screen's pixels where something is hidden, coloured, not whole, or just moved."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.canvas.pictures import grey_of, loaded, made, slope
from viewer.imaging import Photometric, Radiograph, Shutter, Window
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.canvas.sampling import between, between_shown, taps

_SIDE = 64


@pytest.fixture
def show(shown: Callable[[QWidget], None]) -> Callable[[Radiograph], Canvas]:
    def show(radiograph: Radiograph) -> Canvas:
        canvas = Canvas()
        canvas.resize(300, 300)
        shown(canvas)
        canvas.show_loaded(loaded(radiograph))
        return canvas

    return show


def _half(axis: int) -> np.ndarray:
    mask = np.zeros((_SIDE, _SIDE), np.bool_)
    mask[(slice(None),) * axis + (slice(_SIDE // 2),)] = True
    return mask


@pytest.mark.parametrize("scale", [0.6, 1.0, 3.7])
def test_what_is_hidden_does_not_mix_with_what_is_not(scale: float) -> None:
    plane = np.full((_SIDE, _SIDE), 1000, np.uint16)
    hidden = _half(1)
    plane[hidden] = 60_000
    places = (np.arange(round(_SIDE * scale)) + 0.5) / scale
    axis = taps(places, _SIDE)
    seen = between_shown(plane, hidden, axis, axis, 0)[:, places > _SIDE / 2]
    assert set(np.unique(seen)) == {1000}


def test_fractions_are_sampled_as_fractions() -> None:
    plane = np.array([[0.5, 1.5], [2.5, 3.5]], np.float32)
    middle = taps(np.array([1.0]), 2)
    assert between(plane, middle, middle, 0) == pytest.approx(2.0)


@pytest.mark.parametrize("photometric", list(Photometric))
def test_padding_is_black_and_a_shutter_has_its_own_grey_when_turned_and_inverted(
    show: Callable[[Radiograph], Canvas], photometric: Photometric
) -> None:
    radiograph = made(
        np.full((_SIDE, _SIDE), 700, np.uint16),
        photometric=photometric,
        padding=_half(1),
        shutter=Shutter(_half(0), 0.4),
    )
    canvas = show(radiograph)
    canvas.set_view(Window(700, 400))
    for inverted in (False, True):
        canvas.set_inverted(inverted)
        for orientation in (Orientation(), Orientation(1), Orientation(2, True)):
            canvas.set_orientation(orientation)
            grey = grey_of(canvas)

            def at(row: int, column: int, grey: np.ndarray = grey) -> int:
                place = canvas.viewport_place(QPointF(column, row)).toPoint()
                return int(grey[place.y(), place.x()])

            assert at(10, 10) == at(10, 50) == round(0.4 * 255)
            assert at(50, 10) == 0
            assert at(50, 50) == pytest.approx(127, abs=1)


def test_a_picture_in_colour_is_windowed_channel_by_channel_when_turned(
    show: Callable[[Radiograph], Canvas],
) -> None:
    colour = np.zeros((_SIDE, _SIDE, 3), np.uint8)
    colour[...] = (200, 100, 50)
    canvas = show(made(np.full((_SIDE, _SIDE), 120, np.uint8), colour=colour))
    canvas.set_orientation(Orientation(1))
    canvas.set_view(Window(100.5, 101))
    image = canvas.viewport().grab().toImage()
    assert image.pixelColor(150, 150).getRgb()[:3] == (255, 128, 0)


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, True), Orientation(2)])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_picture_that_was_panned_is_as_one_that_was_always_there(
    canvas: Canvas, orientation: Orientation, hidden: bool
) -> None:
    pixels = slope()
    padding = pixels % 7 == 0 if hidden else None
    shutter = Shutter((pixels % 80 < 9) | (pixels > 4000), 0.6) if hidden else None
    canvas.show_loaded(loaded(made(pixels, padding=padding, shutter=shutter)))
    canvas.set_orientation(orientation)
    canvas.zoom_to(6.3)
    grey_of(canvas)
    for step in (QPointF(13, -4), QPointF(-90, 31), QPointF(2, 0), QPointF(0, -57)):
        canvas.pan_by(step)
        panned = grey_of(canvas)
        canvas.set_shutter_visible(True)  # forgets what was sampled
        np.testing.assert_array_equal(panned, grey_of(canvas))


@pytest.mark.parametrize("grey", [0.0, 0.6])
def test_padding_and_a_shutter_that_come_into_sight_by_a_pan_hide_what_they_should(
    canvas: Canvas, grey: float
) -> None:
    pixels = slope()
    padding, shut = pixels % 80 > 70, pixels < 400
    radiograph = made(pixels, padding=padding, shutter=Shutter(shut, grey))
    canvas.show_loaded(loaded(radiograph))
    canvas.set_orientation(Orientation(1, True))
    canvas.zoom_to(16.0)
    for step in (QPointF(300, 0), *[QPointF(-70, -60)] * 9, *[QPointF(60, 90)] * 6):
        canvas.pan_by(step)
        panned = grey_of(canvas)
        canvas.set_shutter_visible(True)  # forgets what was sampled
        np.testing.assert_array_equal(panned, grey_of(canvas))


@pytest.mark.parametrize("orientation", [Orientation(), Orientation(1, True), Orientation(2)])
def test_while_a_zoom_goes_on_the_picture_is_nearly_what_it_is_once_the_hand_rests(
    canvas: Canvas, qtbot: QtBot, orientation: Orientation
) -> None:
    row, column = np.mgrid[:600, :800]
    waves = (2000 + 1500 * np.sin(row / 17) * np.sin(column / 13)).astype(np.uint16)
    shutter = Shutter(row < 200, 0.5)
    canvas.show_loaded(loaded(made(waves, padding=column > 600, shutter=shutter)))
    canvas.set_orientation(orientation)
    for factor in (3.0, 1.7, 1 / 3.3):
        canvas.zoom_by(factor, QPointF(120, 200))
        moving = grey_of(canvas)
        qtbot.waitUntil(lambda moving=moving: (grey_of(canvas) != moving).any(), timeout=2000)
        assert np.abs(moving.astype(int) - grey_of(canvas)).mean() < 2


def test_a_picture_that_is_exported_while_a_zoom_goes_on_is_the_exact_one(canvas: Canvas) -> None:
    noise = np.random.default_rng(0).integers(0, 4096, (60, 80)).astype(np.uint16)
    canvas.show_loaded(loaded(made(noise)))
    canvas.zoom_by(1.54, QPointF(120, 100))
    moving = canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    exported = canvas.picture(canvas.viewport().size(), False)
    at_rest = canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert exported == at_rest
    assert exported != moving
