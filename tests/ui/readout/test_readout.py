"""What a pixel is at each stage, from the file to the screen and to the network."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydicom import Dataset
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom, write_with_overlay_and_shutter
from tests.e2e.gestures import hover
from viewer.imaging.windowing import first_view
from viewer.ui.canvas.radiograph_item import RadiographItem
from viewer.ui.desk.loading import load
from viewer.ui.main_window import MainWindow
from viewer.ui.readout.stages import Stages, stages_at

_RAMP = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)


def _item(path: Path) -> RadiographItem:
    loaded = load(path)
    return RadiographItem(loaded.radiograph, loaded.pyramid, first_view(loaded.radiograph))


def _stages(path: Path, row: int, column: int) -> Stages:
    return stages_at(_item(path), row, column, None)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("slope", ["1", "2", "0.25", "-0.1"])
def test_the_stored_value_is_found_again_behind_a_rescale(tmp_path: Path, slope: str) -> None:
    path = write_dicom(tmp_path / "a.dcm", _RAMP, RescaleSlope=slope, RescaleIntercept="-1000.5")
    stages = _stages(path, 20, 30)
    assert stages.stored == (20 * 64 + 30, 20 * 64 + 30)
    assert stages.modality == pytest.approx((20 * 64 + 30) * float(slope) - 1000.5, abs=1e-3)


@pytest.mark.usefixtures("qapp")
def test_where_several_stored_values_look_alike_their_range_is_told(tmp_path: Path) -> None:
    lut = Dataset()
    lut.LUTDescriptor, lut.ModalityLUTType = [4096, 0, 16], "US"
    lut.LUTData = np.repeat(np.arange(1024) * 7, 4).astype("<u2").tobytes()
    path = write_dicom(tmp_path / "a.dcm", _RAMP, ModalityLUTSequence=[lut])
    stages = _stages(path, 1, 2)
    assert stages.modality == 16 * 7
    assert stages.stored == (64, 67)


@pytest.mark.usefixtures("qapp")
def test_a_slope_too_small_to_go_back_tells_no_stored_value(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a.dcm", _RAMP, RescaleSlope="1e-9", RescaleIntercept="1000")
    assert _stages(path, 1, 2).stored is None


@pytest.mark.usefixtures("qapp")
def test_the_grey_level_is_the_windows_also_when_small_values_are_white(tmp_path: Path) -> None:
    path = write_dicom(tmp_path / "a.dcm", _RAMP, WindowCenter="2048", WindowWidth="4096")
    assert _stages(path, 32, 0).shown == 128
    path = write_dicom(
        tmp_path / "b.dcm",
        _RAMP,
        WindowCenter="2048",
        WindowWidth="4096",
        PhotometricInterpretation="MONOCHROME1",
    )
    assert _stages(path, 0, 0).shown == 255


@pytest.mark.usefixtures("qapp")
def test_under_a_shutter_the_grey_level_is_the_shutters(tmp_path: Path) -> None:
    item = _item(write_with_overlay_and_shutter(tmp_path / "a.dcm"))
    assert stages_at(item, 50, 5, None).shown == 0
    item.set_shutter_visible(False)
    assert stages_at(item, 50, 5, None).shown != 0


@pytest.mark.usefixtures("qapp")
def test_of_a_picture_in_colour_each_stage_has_its_three_values(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), (180, 90, 30)).save(tmp_path / "a.png")
    stages = _stages(tmp_path / "a.png", 3, 4)
    assert (stages.stored, stages.modality, stages.shown) == (None, (180, 90, 30), (180, 90, 30))


@pytest.fixture
def opened(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    window = open_window()
    path = write_dicom(
        tmp_path / "a.dcm", _RAMP, RescaleSlope="2", WindowCenter="4096", WindowWidth="8192"
    )
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=10_000)
    return window


def _point(window: MainWindow, column: float, row: float) -> None:
    canvas = window.viewports.active.canvas
    hover(canvas.viewport(), canvas.mapFromScene(column, row))


def test_the_cursor_tells_all_stages_and_off_the_picture_none(
    qtbot: QtBot, opened: MainWindow
) -> None:
    _point(opened, 10.5, 32.5)
    line = opened.status.readout
    qtbot.waitUntil(lambda: "–" not in line.text, timeout=5_000)
    assert line.text == (
        "row 32, column 10  stored 2058  →  modality 4116  →  grey 128  →  network 0.51"
    )
    hover(opened.viewports.active.canvas.viewport(), QPoint(1, 300))
    assert line.text == ""


def test_the_grey_level_follows_the_window_under_a_cursor_that_rests_until_all_is_closed(
    opened: MainWindow,
) -> None:
    _point(opened, 10.5, 32.5)
    QTest.keyClick(opened.viewports.active, Qt.Key.Key_I)
    assert "grey 127" in opened.status.readout.text
    opened.commands["file.close_all"].trigger()
    assert opened.status.readout.text == ""
