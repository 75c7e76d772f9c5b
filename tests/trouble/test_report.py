"""Whoever gets a trouble report learns what the file is made of, and not whose it is."""

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from tests.data import CHEST_DICOM, CHEST_DICOM_JPEG2000
from tests.trouble.planted import (
    SECRETS,
    SYNTAXES,
    all_bytes,
    forms,
    write_planted_dicom,
    write_planted_jpeg,
    write_planted_png,
)
from viewer.errors import ExportError
from viewer.imaging import open_radiograph
from viewer.trouble import Facts, write_report


def _report(target: Path, facts: Facts) -> dict[str, bytes]:
    write_report(target, facts)
    with zipfile.ZipFile(target) as report:
        return {name: report.read(name) for name in report.namelist()}


def _assert_says_nothing(parts: dict[str, bytes], *more: str) -> None:
    for name, content in parts.items():
        searched = name.encode() + all_bytes(content)
        found = [word for word in (*SECRETS, *more) if any(f in searched for f in forms(word))]
        assert not found, name


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_nothing_that_a_dicom_file_says_of_a_person_is_in_the_report(
    tmp_path: Path, syntax: str
) -> None:
    folder = tmp_path / "Folder-of-Quillfeather"
    folder.mkdir()
    file = write_planted_dicom(folder / "Wilhelmina-MRN7730519.dcm", syntax)
    parts = _report(tmp_path / "report.zip", Facts(file=file))
    assert {"radiograph.dcm", "header.txt"} <= set(parts)
    _assert_says_nothing(parts, "Folder-of-")


@pytest.mark.parametrize("write", [write_planted_jpeg, write_planted_png])
def test_nothing_that_exif_and_notes_say_is_in_the_report(tmp_path: Path, write: object) -> None:
    file = write(tmp_path / "Saltmarsh.picture")  # type: ignore[operator]
    parts = _report(tmp_path / "report.zip", Facts(file=file))
    assert b"Columns" in parts["header.txt"]
    _assert_says_nothing(parts)


@pytest.mark.parametrize("cut", [150, 400, 900, 1500, 2500])
def test_what_is_left_of_a_cut_file_says_nothing_either(tmp_path: Path, cut: int) -> None:
    file = write_planted_dicom(tmp_path / "whole.dcm")
    file.write_bytes(file.read_bytes()[:cut])
    _assert_says_nothing(_report(tmp_path / "report.zip", Facts(file=file)))


@pytest.mark.parametrize("place", [300, 420, 600, 777, 1000])
def test_a_wrong_length_that_leads_astray_lets_nothing_out(tmp_path: Path, place: int) -> None:
    file = write_planted_dicom(tmp_path / "whole.dcm")
    content = bytearray(file.read_bytes())
    del content[place : place + 3]
    file.write_bytes(content)
    _assert_says_nothing(_report(tmp_path / "report.zip", Facts(file=file)))


def test_text_that_damage_moved_to_where_numbers_are_does_not_come_out(tmp_path: Path) -> None:
    file = write_planted_dicom(tmp_path / "planted.dcm")
    words = b"Saltmarsh Quillfeather  "
    rows = b"\x28\x00\x10\x00US\x02\x00"
    moved = rows[:6] + len(words).to_bytes(2, "little") + words
    file.write_bytes(file.read_bytes().replace(rows + b"\x40\x00", moved))
    assert words in file.read_bytes()
    _assert_says_nothing(_report(tmp_path / "report.zip", Facts(file=file)))


def test_text_inside_the_tables_of_a_jpeg_does_not_come_out(tmp_path: Path) -> None:
    file = write_planted_jpeg(tmp_path / "planted.jpg")
    content = file.read_bytes()
    for marker in (b"\xff\xdb", b"\xff\xc4"):
        place = content.index(marker) + 8
        content = content[:place] + b"Quillfeather" + content[place + 12 :]
    file.write_bytes(content)
    _assert_says_nothing(_report(tmp_path / "report.zip", Facts(file=file)))


@pytest.mark.parametrize("file", [CHEST_DICOM, CHEST_DICOM_JPEG2000])
def test_the_structure_of_a_real_file_stays(tmp_path: Path, file: Path) -> None:
    parts = _report(tmp_path / "report.zip", Facts(file=file))
    scrambled = tmp_path / "scrambled.dcm"
    scrambled.write_bytes(parts["radiograph.dcm"])
    before, after = dcmread(file), dcmread(scrambled)
    assert [(e.tag, e.VR) for e in after.iterall()] == [(e.tag, e.VR) for e in before.iterall()]
    assert len(parts["radiograph.dcm"]) == file.stat().st_size
    assert after.file_meta.TransferSyntaxUID == before.file_meta.TransferSyntaxUID
    assert (after.Rows, after.Columns, after.Modality) == (before.Rows, before.Columns, "CR")
    assert after.PatientName != before.PatientName
    assert len(str(after.PatientName)) == len(str(before.PatientName))


def test_uncompressed_pixels_become_noise_that_opens(tmp_path: Path) -> None:
    file = write_planted_dicom(tmp_path / "planted.dcm")
    scrambled = tmp_path / "scrambled.dcm"
    scrambled.write_bytes(_report(tmp_path / "report.zip", Facts(file=file))["radiograph.dcm"])
    radiograph, before = open_radiograph(scrambled), open_radiograph(file)
    assert radiograph.pixels.shape == before.pixels.shape
    assert radiograph.windows[0].centre == before.windows[0].centre
    assert int(radiograph.pixels.max()) < 4096
    agreement = np.corrcoef(radiograph.pixels.ravel(), before.pixels.ravel())[0, 1]
    assert abs(agreement) < 0.2


def test_what_refers_to_each_other_still_does(tmp_path: Path) -> None:
    file = write_planted_dicom(tmp_path / "planted.dcm")
    scrambled = tmp_path / "scrambled.dcm"
    scrambled.write_bytes(_report(tmp_path / "report.zip", Facts(file=file))["radiograph.dcm"])
    dataset = dcmread(scrambled)
    assert dataset.StudyInstanceUID == dataset.SOPInstanceUID
    assert dataset.PatientID == dataset.RequestAttributesSequence[0].PatientID


def test_two_reports_of_one_file_have_nothing_in_common(tmp_path: Path) -> None:
    file = write_planted_dicom(tmp_path / "planted.dcm")
    names = set()
    for number in range(2):
        scrambled = tmp_path / "scrambled.dcm"
        parts = _report(tmp_path / f"{number}.zip", Facts(file=file))
        scrambled.write_bytes(parts["radiograph.dcm"])
        names.add(str(dcmread(scrambled).PatientName))
    assert len(names) == 2


def test_of_the_log_only_places_times_and_kinds_of_error_stay(tmp_path: Path) -> None:
    log = tmp_path / "hilum.log"
    log.write_text(
        "2026-01-02 03:04:05,678 ERROR viewer.unforeseen: In a worker thread, an unforeseen "
        "error was raised:\n"
        '  File "/home/Quillfeather/.venv/lib/site-packages/pydicom/x.py", line 7, in read\n'
        '    raise ValueError("Wilhelmina")\n'
        '  File "C:\\Users\\Saltmarsh\\hilum\\viewer\\ui\\work.py", line 12, in ask\n'
        "ValueError\n"
        "something that Quillfeather wrote\n",
        encoding="utf-8",
    )
    parts = _report(tmp_path / "report.zip", Facts(log=log))
    assert parts["log.txt"].decode().splitlines() == [
        "2026-01-02 03:04:05 ERROR viewer.unforeseen: In a worker thread, an unforeseen error "
        "was raised:",
        '  File "site-packages/pydicom/x.py", line 7, in read',
        '  File "viewer/ui/work.py", line 12, in ask',
        "ValueError",
    ]


def test_of_settings_switches_and_numbers_stay_and_texts_go(tmp_path: Path) -> None:
    settings = {
        "theme": "light",
        "size": 3,
        "recent": ["/home/Quillfeather"],
        "who": "Saltmarsh",
    }
    parts = _report(tmp_path / "report.zip", Facts(settings=settings))
    assert json.loads(parts["settings.json"]) == {
        "theme": "light",
        "size": 3,
        "recent": "1 entries",
        "who": "a text of 9 characters",
    }


def test_a_file_that_is_gone_leaves_the_rest_of_the_report(tmp_path: Path) -> None:
    parts = _report(tmp_path / "report.zip", Facts(file=tmp_path / "Quillfeather.dcm"))
    assert b"Python" in parts["versions.txt"]
    _assert_says_nothing(parts)


def test_a_report_that_cant_be_written_leaves_the_old_one_whole(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        write_report(tmp_path / "missing" / "report.zip", Facts())
    target = tmp_path / "folder.zip"
    target.mkdir()
    with pytest.raises(ExportError):
        write_report(target, Facts())
    assert list(tmp_path.glob(".*.part")) == []
