import numpy as np
import pytest
from PySide6.QtCore import QPoint

from viewer.imaging import VoiLut, Window
from viewer.ui.canvas.mouse_steps import NOTCH, Notches, dragged_window


def test_small_turns_add_up_to_a_notch() -> None:
    notches = Notches()
    assert [notches.turn(NOTCH // 3) for _ in range(6)] == [0, 0, 1, 0, 0, 1]


def test_a_quick_turn_is_several_notches() -> None:
    assert Notches().turn(-3 * NOTCH) == -3


def test_turning_back_needs_a_whole_notch_again() -> None:
    notches = Notches()
    notches.turn(NOTCH - 1)
    assert notches.turn(-NOTCH) == -1


@pytest.mark.parametrize("small_is_white", [True, False])
def test_up_is_brighter_in_either_polarity(small_is_white: bool) -> None:
    before = Window(1000, 400)
    after = dragged_window(before, QPoint(0, -10), 6000, small_is_white)
    assert (after.centre > before.centre) is small_is_white
    assert after.width == before.width


def test_a_drag_across_the_screen_covers_the_range_whatever_its_unit() -> None:
    assert dragged_window(Window(0, 100), QPoint(600, 0), 7, False).width == 107
    assert dragged_window(Window(0, 5), QPoint(-600, 0), 600, False).width == 1


def test_a_drag_from_a_voi_lut_starts_with_the_window_over_its_entries() -> None:
    lut = VoiLut(100, np.linspace(0, 1, 200, dtype=np.float32))
    assert dragged_window(lut, QPoint(0, 0), 600, False) == Window(200, 200)
