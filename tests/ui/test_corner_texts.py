from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from tests.data import CHEST_DICOM
from viewer.imaging import (
    Damage,
    Header,
    Photometric,
    Radiograph,
    Source,
    Spacing,
    SpacingSource,
    Window,
    open_radiograph,
)
from viewer.imaging.windowing import default_view
from viewer.ui.canvas.corner_texts import CornerTexts, corner_texts, height_in_the_way
from viewer.ui.canvas.scale_bar import scale_bar


def _made(spacing: Spacing | None) -> Radiograph:
    pixels = np.zeros((100, 100), np.uint8)
    source = Source(Path("made.png"), "")
    return Radiograph(pixels, Photometric.MONOCHROME2, source, spacing=spacing)


def _texts(radiograph: Radiograph, *, inverted: bool = False, named: bool = True) -> CornerTexts:
    view = default_view(radiograph)
    return corner_texts(radiograph, view, inverted, 1.0, radiograph.spacing, named=named)


def test_a_dicom_file_tells_patient_date_view_and_window() -> None:
    radiograph = open_radiograph(CHEST_DICOM)
    texts = _texts(radiograph)
    assert texts.top_left == ("CompressedSamples RG1", "9RG1", "female, 64 years")
    assert texts.top_right == ("2004-08-26", "THORAX", "CR CHEST PA")
    assert texts.bottom_left == ("1841 × 1955", "No millimetres: pixels only", "Zoom 100 %")
    assert texts.bottom_right == ("C 15000  W 30000",)


def test_a_picture_without_header_tells_its_name() -> None:
    radiograph = _made(None)
    texts = _texts(radiograph, inverted=True)
    assert texts.top_left == ("made.png",)
    assert texts.top_right == ()
    assert texts.bottom_right == ("Inverted", "as stored", "C 128  W 255")


def test_without_spacing_there_is_no_scale_bar() -> None:
    assert scale_bar(None, 1.0, 1000) is None


@pytest.mark.parametrize(("zoom", "text"), [(0.1, "20 cm"), (0.5, "5 cm"), (4.0, "5 mm")])
def test_the_scale_bar_is_a_round_length_that_fits(zoom: float, text: str) -> None:
    spacing = Spacing(0.1, 0.1, SpacingSource.PIXEL_SPACING)
    bar = scale_bar(spacing, zoom, 1000)
    assert bar is not None
    assert bar.text == f"{text} {spacing.source.worth}"
    assert bar.pixels <= 250


def test_the_corner_tells_how_large_a_pixel_is() -> None:
    radiograph = _made(Spacing(0.2, 0.143, SpacingSource.IMAGER_PIXEL_SPACING))
    texts = _texts(radiograph)
    assert texts.bottom_left[1] == "0.143 × 0.2 mm per pixel"


@pytest.mark.parametrize("source", list(SpacingSource))
def test_the_scale_bar_says_what_its_length_is_worth(source: SpacingSource) -> None:
    bar = scale_bar(Spacing(0.1, 0.1, source), 0.5, 1000)
    assert bar is not None
    assert bar.text == f"5 cm {source.worth}"


def test_without_spacing_lengths_are_said_to_be_pixels() -> None:
    radiograph = _made(None)
    texts = _texts(radiograph)
    assert texts.bottom_left == ("100 × 100", "No millimetres: pixels only", "Zoom 100 %")


def test_of_several_frames_the_corner_tells_which_is_shown() -> None:
    radiograph = replace(
        _made(None), source=Source(Path("made.tif"), "", frame=2), header=Header(frames=12)
    )
    texts = _texts(radiograph)
    assert texts.bottom_left[0] == "Frame 3 of 12"


def test_a_picture_that_decoded_though_it_is_damaged_says_so_beside_itself() -> None:
    radiograph = replace(_made(None), damage=Damage("its last rows are missing", confined=False))
    texts = _texts(radiograph)
    assert texts.bottom_right[0] == "Damaged picture"


def test_without_names_no_corner_tells_whose_picture_it_is() -> None:
    texts = _texts(open_radiograph(CHEST_DICOM), named=False)
    assert texts.top_left == ("female, 64 years",)
    assert texts.top_right == ("CR CHEST PA",)


@pytest.mark.parametrize(
    ("name", "told"),
    [("Roe, for Dr Doe", ""), ("Lungs", "Lungs"), ("0.1 to 99.9 percentile",) * 2],
)
def test_without_names_no_corner_tells_what_a_file_calls_its_window(name: str, told: str) -> None:
    radiograph = replace(_made(None), windows=(Window(100.0, 200.0, name),))
    assert _texts(radiograph, named=False).bottom_right == (*filter(None, [told]), "C 100  W 200")
    assert name in _texts(radiograph).bottom_right


def test_without_names_a_picture_does_not_tell_its_files() -> None:
    assert _texts(_made(None), named=False).top_left == ()


def test_the_corner_tells_the_side_where_the_file_does() -> None:
    radiograph = replace(_made(None), header=Header(modality="CR", laterality="L"))
    assert _texts(radiograph).top_right == ("CR", "left side")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("width", "lines"), [(900, 0), (330, 3)])
def test_what_stands_between_the_lower_corners_goes_above_them_where_it_is_narrow(
    width: int, lines: int
) -> None:
    texts = CornerTexts((), (), ("1841 × 1955", "0.2 mm per pixel", "Zoom 19 %"), ("C 1  W 2",))
    metrics, area = QFontMetrics(QFont()), QRect(0, 0, width, 300)
    between = metrics.horizontalAdvance("5 cm at the detector")
    height = height_in_the_way(metrics, area, texts, between)
    assert height == lines * metrics.lineSpacing()
