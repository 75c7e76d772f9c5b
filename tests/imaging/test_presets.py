from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from viewer.imaging import Photometric, Radiograph, Source, VoiLut, Window
from viewer.imaging.presets import OwnWindow, Preset, preset_window
from viewer.imaging.windowing import display_grey


def _radiograph(pixels: NDArray[np.uint16], photometric: Photometric) -> Radiograph:
    return Radiograph(pixels, photometric, Source(Path("made.dcm"), ""))


_RAMP = np.arange(10_000, dtype=np.uint16).reshape(100, 100)
_WHITE_IS_DENSE = _radiograph(_RAMP, Photometric.MONOCHROME2)
_SMALL_IS_DENSE = _radiograph(_RAMP.max() - _RAMP, Photometric.MONOCHROME1)


@pytest.mark.parametrize("preset", list(Preset))
def test_a_preset_shows_the_same_tissue_alike_in_either_polarity(preset: Preset) -> None:
    shown = [
        display_grey(
            radiograph.pixels.astype(np.float32), preset_window(radiograph, preset), inverted
        ).astype(int)
        for radiograph, inverted in ((_WHITE_IS_DENSE, False), (_SMALL_IS_DENSE, True))
    ]
    assert np.abs(shown[0] - shown[1]).max() <= 1


def test_lungs_are_windowed_among_the_least_dense_and_the_mediastinum_among_the_densest() -> None:
    lungs = preset_window(_WHITE_IS_DENSE, Preset.LUNGS)
    mediastinum = preset_window(_WHITE_IS_DENSE, Preset.MEDIASTINUM)
    assert lungs.centre < 5000 < mediastinum.centre
    assert lungs.centre + lungs.width / 2 < 10_000 * 0.7
    assert mediastinum.centre - mediastinum.width / 2 > 10_000 * 0.3


@pytest.mark.parametrize("radiograph", [_WHITE_IS_DENSE, _SMALL_IS_DENSE])
def test_an_own_window_is_the_same_again_on_the_same_picture(radiograph: Radiograph) -> None:
    window = Window(3000, 1234)
    again = OwnWindow.of(radiograph, window).on(radiograph, "mine")
    assert again.centre == pytest.approx(3000)
    assert again.width == pytest.approx(1234)
    assert again.explanation == "mine"


def test_an_own_window_fits_a_picture_with_other_values() -> None:
    own = OwnWindow.of(_WHITE_IS_DENSE, Window(3000, 1200))
    brighter = _radiograph(_RAMP * 4 + 500, Photometric.MONOCHROME2)
    assert own.on(brighter).centre == pytest.approx(12_500)
    assert own.on(brighter).width == pytest.approx(4800)
    assert own.on(_SMALL_IS_DENSE).centre == pytest.approx(9999 - 3000)


def test_a_voi_lut_is_kept_as_the_window_over_its_entries() -> None:
    lut = VoiLut(1000, np.linspace(0, 1, 2000, dtype=np.float32))
    again = OwnWindow.of(_WHITE_IS_DENSE, lut).on(_WHITE_IS_DENSE)
    assert (again.centre, again.width) == (pytest.approx(2000), pytest.approx(2000))
