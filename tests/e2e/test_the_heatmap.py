"""What a person sees of the heatmap, its contour and the most telling region."""

import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.data import EXTREMITY_DICOM
from tests.e2e.gestures import picture_of
from tests.stand_in import stand_in_card
from viewer.imaging import open_radiograph
from viewer.reading import prepare
from viewer.reading.colour_maps import CIVIDIS, EMBER, ColourMap
from viewer.ui.canvas.canvas import Canvas
from viewer.ui.main_window import MainWindow
from viewer.ui.reading import holding

_SIDE = 128
_BRIGHT = QPoint(80, 48)
"""The middle of the only place, of sixteen, that speaks for pneumonia."""


@pytest.fixture
def bright(tmp_path: Path) -> Path:
    """A black square with one white place in it."""
    pixels = np.zeros((_SIDE, _SIDE), np.uint8)
    pixels[32:64, 64:96] = 255
    path = tmp_path / "bright.png"
    Image.fromarray(pixels).save(path)
    return path


def show(window: MainWindow, qtbot: QtBot, path: Path) -> Canvas:
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=20_000)
    window.viewports.active.setFocus()
    return window.viewports.active.canvas


@pytest.fixture
def canvas(qtbot: QtBot, window: MainWindow, bright: Path) -> Canvas:
    return show(window, qtbot, bright)


def at(canvas: Canvas, place: QPoint) -> QColor:
    """What is on the screen at a column and row of the radiograph."""
    return picture_of(canvas).pixelColor(canvas.viewport_place(place.toPointF()).toPoint())


def is_grey(colour: QColor) -> bool:
    return colour.red() == colour.green() == colour.blue()


def blended(colour_map: ColourMap, opacity: float) -> list[float]:
    """White under the last colour of a map."""
    last = bytes.fromhex(colour_map.anchors.split()[-1])
    return [255 + opacity * (channel - 255) for channel in last]


def test_the_heatmap_goes_off_and_on_by_key_and_by_box(window: MainWindow, canvas: Canvas) -> None:
    box = window.reading_panel.heatmap.box
    with_heatmap = picture_of(canvas)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_C)
    assert not box.isChecked()
    assert is_grey(at(canvas, _BRIGHT))
    box.click()
    assert not is_grey(at(canvas, _BRIGHT))
    assert picture_of(canvas) == with_heatmap


def test_a_heatmap_that_was_turned_off_by_mouse_stays_off_while_its_letter_is_typed(
    window: MainWindow, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "HOLD_SECONDS", 0.01)
    window.commands["reading.heatmap"].trigger()
    window.commands["page.worklist"].setChecked(True)
    time.sleep(0.05)
    window.worklist_page.filters.show()
    QTest.keyClicks(window.worklist_page.filters.search, "chest")
    window.commands["page.worklist"].setChecked(False)
    assert is_grey(at(canvas, _BRIGHT))


def test_held_down_the_heatmap_key_counts_only_until_it_is_let_go(
    window: MainWindow, canvas: Canvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "HOLD_SECONDS", 0.01)
    QTest.keyPress(window.viewports.active, Qt.Key.Key_C)
    assert is_grey(at(canvas, _BRIGHT))
    time.sleep(0.05)
    QTest.keyRelease(window.viewports.active, Qt.Key.Key_C)
    assert not is_grey(at(canvas, _BRIGHT))


def test_a_chosen_colour_map_and_opacity_are_drawn_and_kept(
    window: MainWindow, canvas: Canvas, bright: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    controls = window.reading_panel.heatmap
    assert at(canvas, _BRIGHT).getRgb()[:3] == pytest.approx(blended(EMBER, 0.45), abs=30)
    controls.opacity.slider.setValue(80)
    controls.maps.setFocus()
    QTest.keyClick(controls.maps, Qt.Key.Key_End)
    assert at(canvas, _BRIGHT).getRgb()[:3] == pytest.approx(blended(CIVIDIS, 0.8), abs=30)
    window.close()
    again = show(open_window(), qtbot, bright)
    assert at(again, _BRIGHT).getRgb()[:3] == pytest.approx(blended(CIVIDIS, 0.8), abs=30)


def test_the_contour_lies_at_the_chosen_share_of_the_models_full_scale(
    window: MainWindow, canvas: Canvas
) -> None:
    window.commands["reading.region"].setChecked(False)
    window.reading_panel.heatmap.opacity.slider.setValue(0)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    low, high = _reach(window, canvas, 20), _reach(window, canvas, 80)
    assert 0 < high < low < 48


def _reach(window: MainWindow, canvas: Canvas, percent: int) -> float:
    """How many columns right of the bright place's middle the line is crossed."""
    window.reading_panel.heatmap.contour_at.slider.setValue(percent)
    shown = picture_of(canvas)
    start = canvas.viewport_place(_BRIGHT.toPointF()).toPoint()
    for x in range(start.x(), shown.width()):
        colour = shown.pixelColor(x, start.y())
        if colour.red() - colour.blue() > 60:
            return (x - start.x()) / canvas.zoom
    return 0.0


def test_the_most_telling_region_is_outlined_and_told_in_words(
    window: MainWindow, canvas: Canvas
) -> None:
    region = window.reading_panel.heatmap
    words = region.region_text.text()
    assert "50 % of what speaks for pneumonia lies in the outlined place" in words
    window.reading_panel.heatmap.opacity.slider.setValue(0)
    outlined = picture_of(canvas)
    region.region.click()
    assert picture_of(canvas) != outlined
    assert is_grey(at(canvas, _BRIGHT))


def test_where_nothing_speaks_for_pneumonia_nothing_is_outlined(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "flat.png"
    Image.fromarray(np.full((64, 64), 90, np.uint8)).save(path)
    canvas = show(window, qtbot, path)
    assert "nothing is outlined" in window.reading_panel.heatmap.region_text.text()
    shown = picture_of(canvas)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_C)
    assert picture_of(canvas) == shown


def test_of_a_withheld_reading_the_heatmap_is_dimmed_and_says_so(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas = show(window, qtbot, EXTREMITY_DICOM)
    assert "the heatmap is dimmed" in window.reading_panel.heatmap.region_text.text()
    assert "No verdict, because" in window.reading_panel.finding.remark.text()
    dimmed = _colourful(canvas)
    window.reading_panel.heatmap.box.click()
    bare = _colourful(canvas)
    assert bare + 10 < dimmed < 60


def _colourful(canvas: Canvas) -> int:
    """The strongest colour of a row through the middle."""
    shown = picture_of(canvas)
    row = shown.height() // 2
    colours = [shown.pixelColor(x, row) for x in range(0, shown.width(), 4)]
    return max(max(one.getRgb()[:3]) - min(one.getRgb()[:3]) for one in colours)


def test_asking_for_the_contour_shows_a_heatmap_that_was_off(
    window: MainWindow, canvas: Canvas
) -> None:
    QTest.keyClick(window.viewports.active, Qt.Key.Key_C)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    assert not is_grey(at(canvas, _BRIGHT))


def test_the_inset_is_exactly_what_the_network_saw(
    window: MainWindow, canvas: Canvas, bright: Path, qtbot: QtBot
) -> None:
    before = picture_of(canvas)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: picture_of(canvas) != before)
    prepared = prepare(open_radiograph(bright), stand_in_card().input)
    wanted = np.rint(255 * prepared.image[..., 0]).astype(np.uint8)
    assert _contains(picture_of(canvas), wanted)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_N)
    assert picture_of(canvas) == before


def _contains(shown, wanted: np.ndarray) -> bool:
    grey = np.asarray(shown.constBits()).reshape(shown.height(), -1, 4)[..., 1]
    side = len(wanted)
    windows = np.lib.stride_tricks.sliding_window_view(grey, (side, side))
    # The inset stands in the lower right quarter, inside a frame that takes its outermost pixels.
    rows, columns = shown.height() // 2, shown.width() // 2
    inner = windows[rows:, columns:, 1:-1, 1:-1]
    corners = (inner[..., 8, 20] == wanted[9, 21]) & (inner[..., 2, 2] == wanted[3, 3])
    places = map(tuple, np.argwhere(corners))
    return any((inner[place] == wanted[1:-1, 1:-1]).all() for place in places)
