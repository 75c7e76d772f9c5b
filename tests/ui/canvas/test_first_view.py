from pathlib import Path

import numpy as np

from viewer.imaging import Photometric, Radiograph, Source, VoiLut, Window
from viewer.imaging.windowing import AS_STORED, first_view
from viewer.ui.canvas.first_view import view_names, views_of


def _lut(explanation: str = "") -> VoiLut:
    return VoiLut(0, np.linspace(0, 1, 4, dtype=np.float32), explanation)


def test_a_view_is_named_as_the_file_names_it() -> None:
    assert view_names((_lut("NORMAL"), Window(1, 2, "SOFT"))) == ("NORMAL", "SOFT")


def test_equal_and_empty_names_are_told_apart_by_their_numbers() -> None:
    views = (Window(2048, 4096, "WINDOW"), Window(1000, 500, "WINDOW"), Window(40.5, 9))
    assert view_names(views) == (
        "WINDOW  C 2048  W 4096",
        "WINDOW  C 1000  W 500",
        "Window  C 40  W 9",
    )


def test_what_has_no_numbers_or_equal_ones_is_counted() -> None:
    views = (_lut(), _lut(), Window(5, 6), Window(5, 6))
    names = view_names(views)
    assert names[:2] == ("VOI LUT (1)", "VOI LUT (2)")
    assert names[2:] == ("Window  C 5  W 6 (1)", "Window  C 5  W 6 (2)")


def test_a_picture_in_colour_is_shown_as_stored_whatever_windows_its_file_brings() -> None:
    radiograph = Radiograph(
        np.zeros((4, 4), np.uint8),
        Photometric.MONOCHROME2,
        Source(Path("made.png"), ""),
        windows=(Window(10, 20),),
        colour=np.zeros((4, 4, 3), np.uint8),
    )
    assert first_view(radiograph) == AS_STORED
    assert views_of(radiograph) == ()
