from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.dicom_files import write_dicom
from viewer.imaging import Photometric, Radiograph, Window, open_radiograph
from viewer.imaging.presets import Preset, preset_window
from viewer.imaging.windowing import View
from viewer.ui.viewports.carrying import Range, carried

_RANGES = (Range(0.0, 4000.0), Range(100.0, 1100.0))


@pytest.fixture
def source(tmp_path: Path) -> Radiograph:
    path = write_dicom(tmp_path / "source", SeriesInstanceUID="1", WindowCenter=5, WindowWidth=9)
    return open_radiograph(path)


@pytest.fixture
def target(tmp_path: Path) -> Radiograph:
    pixels = np.tile(np.linspace(100, 1100, 96).astype(np.uint16), (96, 1))
    file_window = {"WindowCenter": 70, "WindowWidth": 80}
    return open_radiograph(
        write_dicom(tmp_path / "t", pixels, SeriesInstanceUID="2", **file_window)
    )


def _carried(view: View, source: Radiograph, target: Radiograph) -> View:
    return carried(view, source, target, lambda: _RANGES)


def test_a_window_keeps_its_share_of_the_range(source: Radiograph, target: Radiograph) -> None:
    window = _carried(Window(1000.0, 2000.0), source, target)
    assert (window.centre, window.width) == (350.0, 500.0)


def test_where_small_values_are_white_in_one_alone_the_share_is_counted_from_the_other_end(
    source: Radiograph, target: Radiograph
) -> None:
    mirrored = replace(target, photometric=Photometric.MONOCHROME1)
    window = _carried(Window(1000.0, 2000.0), source, mirrored)
    assert (window.centre, window.width) == (850.0, 500.0)


def test_within_a_series_a_window_is_the_same(source: Radiograph) -> None:
    window = Window(1000.0, 2000.0)
    assert _carried(window, source, source) is window


def test_a_windows_number_in_its_file_is_carried_and_not_its_values(
    source: Radiograph, target: Radiograph
) -> None:
    assert _carried(source.windows[0], source, target) is target.windows[0]


def test_a_window_of_a_tissue_is_that_of_the_same_tissue(
    source: Radiograph, target: Radiograph
) -> None:
    lungs = preset_window(source, Preset.LUNGS)
    assert _carried(lungs, source, target) == preset_window(target, Preset.LUNGS)
