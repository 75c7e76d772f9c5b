"""`hilum info`, what a file says of its radiograph."""

from pathlib import Path

import numpy as np
import pytest

from tests.batch.files import write_bad_files
from tests.cli.calls import Call
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.imaging.archives import write_zip
from viewer.cli import info
from viewer.imaging import (
    Damage,
    Header,
    Overlay,
    Photometric,
    Radiograph,
    Shutter,
    Source,
    Spacing,
    SpacingSource,
    VoiFunction,
    Window,
    open_radiograph,
)


def test_info_shows_the_header_and_where_the_windows_come_from(hilum: Call) -> None:
    answer = hilum("info", CHEST_DICOM)
    assert answer.status == 0
    for words in ("1,955 rows x 1,841 columns", "MONOCHROME1", "centre 15000, width 30000", "9RG1"):
        assert words in answer.out


def test_info_shows_a_spacing_with_its_provenance(hilum: Call) -> None:
    spacing = open_radiograph(EXTREMITY_DICOM).spacing
    answer = hilum("info", EXTREMITY_DICOM)
    assert (f"from {spacing.source}" if spacing else "unknown") in answer.out


def test_info_shows_a_file_in_an_archive(hilum: Call, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"cd/IM1": CHEST_DICOM.read_bytes()})
    assert "9RG1" in hilum("info", archive / "cd" / "IM1").out
    answer = hilum("info", archive)
    assert (answer.status, answer.out) == (2, "")
    assert "an archive, not a radiograph" in answer.err
    assert "hilum classify" in answer.err


def test_info_tells_all_that_lies_on_the_picture(
    hilum: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    mask = np.eye(10, dtype=bool)
    radiograph = Radiograph(
        np.zeros((10, 10), np.uint16),
        Photometric.MONOCHROME2,
        Source(Path("a.dcm"), "", frame=1),
        windows=(Window(5, 9.5, "LUNG", VoiFunction.SIGMOID),),
        spacing=Spacing(0.1, 0.2, SpacingSource.IMAGER_PIXEL_SPACING, "by the vendor"),
        header=Header(frames=12, series_number=3, series_description="PA", laterality="L"),
        aspect=0.5,
        padding=mask,
        overlays=(Overlay(mask, "R", "side"),),
        shutter=Shutter(mask),
        damage=Damage("it ends too early", confined=False),
    )
    monkeypatch.setattr(info, "open_radiograph", lambda _path: radiograph)
    told = hilum("info", "a.dcm").out
    for words in (
        "2 of 12",
        "it ends too early",
        "0.1 x 0.2 mm at the detector (from ImagerPixelSpacing) by the vendor",
        "centre 5, width 9.5 SIGMOID LUNG",
        "10.00% of the pixels R side",
        "hides 10.00% of the pixels",
        "3 PA",
    ):
        assert words in told


def test_info_of_a_bad_file_is_a_sentence_and_status_two(hilum: Call, tmp_path: Path) -> None:
    write_bad_files(tmp_path)
    answer = hilum("info", tmp_path / "report.dcm")
    assert (answer.status, answer.out) == (2, "")
    assert "no picture" in answer.err
