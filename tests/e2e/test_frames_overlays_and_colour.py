"""What a file can hold besides one grey picture."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.dicom_files import write_dicom, write_with_overlay_and_shutter
from tests.e2e.gestures import picture_of, wheel
from tests.e2e.test_opening_radiographs import wait_for_reading
from tests.pictures import write_normal
from viewer.errors import DamagedFileError
from viewer.imaging import Radiograph
from viewer.ui.canvas.corner_texts import frame_text
from viewer.ui.desk import loading
from viewer.ui.main_window import MainWindow

_LONG = 20_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEVELS = (500, 2000, 3500)


@pytest.fixture
def frames(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """Three frames, each brighter than the one before."""
    pixels = np.stack([np.full((80, 80), level, np.uint16) for level in _LEVELS])
    path = write_dicom(
        tmp_path / "frames.dcm", pixels, WindowCenter=2048, WindowWidth=4096, InstanceNumber=1
    )
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    return window


@pytest.fixture
def marked(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    window.open_paths([write_with_overlay_and_shutter(tmp_path / "marked.dcm")])
    wait_for_reading(qtbot, window)
    window.commands["reading.heatmap"].setChecked(False)
    return window


def _colour_at(window: MainWindow, column: float, row: float) -> QColor:
    canvas = window.viewports.active.canvas
    return picture_of(canvas).pixelColor(canvas.mapFromScene(column, row))


def _wait_for_frame(qtbot: QtBot, window: MainWindow, text: str) -> None:
    qtbot.waitUntil(lambda: frame_text(window.desk.current.radiograph) == text, timeout=_LONG)


def test_shift_and_the_arrows_walk_through_the_frames_of_a_file(
    qtbot: QtBot, frames: MainWindow
) -> None:
    shades = [_colour_at(frames, 40, 40).red()]
    for text in ("Frame 2 of 3", "Frame 3 of 3"):
        QTest.keyClick(frames.viewports.active, Qt.Key.Key_Down, _SHIFT)
        _wait_for_frame(qtbot, frames, text)
        shades.append(_colour_at(frames, 40, 40).red())
    assert shades == sorted(set(shades))
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_Down, _SHIFT)
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_Up, _SHIFT)
    _wait_for_frame(qtbot, frames, "Frame 2 of 3")


def test_shift_and_the_wheel_walk_through_the_frames_and_zoom_nothing(
    qtbot: QtBot, frames: MainWindow
) -> None:
    canvas = frames.viewports.active.canvas
    zoom, middle = canvas.zoom, canvas.viewport().rect().center()
    wheel(canvas.viewport(), middle, -2, _SHIFT)
    _wait_for_frame(qtbot, frames, "Frame 3 of 3")
    wheel(canvas.viewport(), middle, 1, _SHIFT)
    _wait_for_frame(qtbot, frames, "Frame 2 of 3")
    assert canvas.zoom == zoom


def test_another_frame_keeps_window_and_zoom(qtbot: QtBot, frames: MainWindow) -> None:
    canvas = frames.viewports.active.canvas
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_0)
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_I)
    wheel(canvas.viewport(), canvas.viewport().rect().center(), 3)
    before = canvas.view, canvas.inverted, canvas.zoom
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_Down, _SHIFT)
    _wait_for_frame(qtbot, frames, "Frame 2 of 3")
    assert (canvas.view, canvas.inverted, canvas.zoom) == before


def test_the_reading_stays_that_of_the_first_frame_and_says_so(
    qtbot: QtBot, frames: MainWindow
) -> None:
    before = frames.reading_panel.finding.probability.text()
    assert "the first of 3 frames" in frames.reading_panel.finding.ran.text()
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_Down, _SHIFT)
    _wait_for_frame(qtbot, frames, "Frame 2 of 3")
    assert frames.reading_panel.finding.probability.text() == before
    assert "frame 1, which is not the one shown" in frames.reading_panel.finding.ran.text()


def test_the_pages_of_a_tiff_are_its_frames(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pages = [Image.new("L", (80, 80), shade) for shade in (40, 120, 200)]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Down, _SHIFT)
    _wait_for_frame(qtbot, window, "Frame 2 of 3")
    assert _colour_at(window, 40, 40).red() == 120


def test_a_frame_that_cannot_be_opened_says_why_and_the_next_one_is_shown(
    qtbot: QtBot, frames: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_radiograph = loading.open_radiograph

    def refuse_the_second(path: Path, *, frame: int = 0) -> Radiograph:
        if frame == 1:
            raise DamagedFileError("The frame is damaged.", "Look at another one.")
        return open_radiograph(path, frame=frame)

    monkeypatch.setattr(loading, "open_radiograph", refuse_the_second)
    QTest.keyClick(frames.viewports.active, Qt.Key.Key_Down, _SHIFT)
    page = frames.viewports.active
    qtbot.waitUntil(lambda: "The frame is damaged." in page.state.text, timeout=_LONG)
    assert page.page is page.state
    QTest.keyClick(page, Qt.Key.Key_Down, _SHIFT)
    qtbot.waitUntil(lambda: page.page is page.canvas, timeout=_LONG)
    assert frame_text(frames.desk.current.radiograph) == "Frame 3 of 3"
    assert all(entry.error is None for entry in frames.desk.studies)


def test_a_file_of_one_picture_has_no_frames_to_walk(marked: MainWindow) -> None:
    assert not marked.commands["walk.next_frame"].isEnabled()
    assert frame_text(marked.desk.current.radiograph) == ""


def test_a_shutter_hides_until_its_key_is_pressed(marked: MainWindow) -> None:
    assert _colour_at(marked, 10, 20).red() == 0
    assert _colour_at(marked, 60, 20).red() > 50
    QTest.keyClick(marked.viewports.active, Qt.Key.Key_S)
    assert _colour_at(marked, 10, 20).red() > 50


def test_overlays_are_drawn_until_their_key_is_pressed(marked: MainWindow) -> None:
    line = _colour_at(marked, 48.5, 35.5)
    assert line.blue() > line.red() + 20
    QTest.keyClick(marked.viewports.active, Qt.Key.Key_L)
    line = _colour_at(marked, 48.5, 35.5)
    assert line.blue() == line.red()


def test_what_was_switched_off_stays_off_on_the_next_radiograph(
    qtbot: QtBot, marked: MainWindow, tmp_path: Path
) -> None:
    QTest.keyClick(marked.viewports.active, Qt.Key.Key_S)
    other = write_with_overlay_and_shutter(tmp_path / "other.dcm")
    marked.open_paths([other])
    qtbot.waitUntil(lambda: marked.desk.current.path == other, timeout=_LONG)
    wait_for_reading(qtbot, marked)
    assert _colour_at(marked, 10, 20).red() > 50


def test_overlays_and_shutter_can_be_chosen_only_where_the_file_has_them(
    qtbot: QtBot, marked: MainWindow, tmp_path: Path
) -> None:
    does = marked.commands
    assert does["show.overlays"].isEnabled()
    assert does["show.shutter"].isEnabled()
    plain = write_normal(tmp_path / "plain.png")
    marked.open_paths([plain])
    qtbot.waitUntil(lambda: marked.desk.current.path == plain, timeout=_LONG)
    wait_for_reading(qtbot, marked)
    assert not does["show.overlays"].isEnabled()
    assert not does["show.shutter"].isEnabled()
    assert does["show.overlays"].isChecked()


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_padding_is_black_in_either_polarity(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, photometric: str
) -> None:
    pixels = np.full((80, 80), 2048, np.uint16)
    pixels[:, :20] = 0
    path = write_dicom(
        tmp_path / "padded.dcm",
        pixels,
        PhotometricInterpretation=photometric,
        PixelPaddingValue=0,
        WindowCenter=2048,
        WindowWidth=4096,
    )
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    window.commands["reading.heatmap"].setChecked(False)
    for key in (Qt.Key.Key_0, Qt.Key.Key_I):
        QTest.keyClick(window.viewports.active, key)
        assert _colour_at(window, 8, 40).red() == 0


@pytest.mark.parametrize("ending", ["png", "tif", "webp", "bmp"])
def test_a_picture_in_colour_is_shown_in_colour_and_can_be_windowed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, ending: str
) -> None:
    stored = np.zeros((80, 80, 3), np.uint8)
    stored[...] = (180, 90, 30)
    path = tmp_path / f"colour.{ending}"
    Image.fromarray(stored).save(path, lossless=True)
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    window.commands["reading.heatmap"].setChecked(False)
    assert _colour_at(window, 40, 40).getRgb()[:3] == (180, 90, 30)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_I)
    assert _colour_at(window, 40, 40).getRgb()[:3] == (75, 165, 225)


def test_windows_of_one_name_are_told_apart_in_the_menu(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = write_dicom(
        tmp_path / "windows.dcm",
        WindowCenter=[2048, 1000, 700],
        WindowWidth=[4096, 500, 300],
        WindowCenterWidthExplanation=["WIDE", "LUNG", "LUNG"],
    )
    window.open_paths([path])
    wait_for_reading(qtbot, window)
    texts = [action.text() for action in window.menus.file_windows.actions()]
    assert texts == ["&1  WIDE", "&2  LUNG  C 1000  W 500", "&3  LUNG  C 700  W 300"]
