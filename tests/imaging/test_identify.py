"""A header is read without the pixels, and never more of a file than a few megabytes."""

import tracemalloc
from pathlib import Path

import pytest

from tests.data import CHEST_DICOM, DICOM, needs_dicom
from tests.imaging.archives import JPEG, write_zip
from tests.imaging.samples import save, small_dicom
from viewer.imaging import Header, open_radiograph
from viewer.imaging.identify import identify


def test_a_header_is_the_one_that_opening_gives() -> None:
    assert identify(CHEST_DICOM) == open_radiograph(CHEST_DICOM).header


@needs_dicom
@pytest.mark.parametrize("name", ["1.2.840.10008.1.2.dcm", "1.2.840.10008.1.2.1.99.dcm"])
def test_a_header_is_read_without_preamble_and_deflated(name: str) -> None:
    header = identify(DICOM / "orthanc-tests" / "TransferSyntaxes" / name)
    assert header.study_instance_uid


def test_a_header_is_read_in_an_archive(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"IM1": CHEST_DICOM.read_bytes()})
    assert identify(archive / "IM1").patient_id == "9RG1"


def test_a_header_longer_than_usual_is_read(tmp_path: Path) -> None:
    dataset = small_dicom(PatientID="4711")
    dataset.add_new(0x00291010, "OB", bytes(300_000))
    assert identify(save(dataset, tmp_path / "long.dcm")).patient_id == "4711"


def test_an_object_without_pixels_has_a_header(tmp_path: Path) -> None:
    path = save(small_dicom(PatientID="4711", PixelData=None), tmp_path / "report.dcm")
    assert identify(path).patient_id == "4711"


def test_what_has_no_header_or_can_not_be_read_has_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(JPEG)
    (tmp_path / "empty.dcm").touch()
    (tmp_path / "damaged.dcm").write_bytes(CHEST_DICOM.read_bytes()[:200])
    for name in ("a.jpg", "empty.dcm", "damaged.dcm", "missing.dcm", "."):
        assert identify(tmp_path / name) == Header()


def test_of_a_file_whose_header_seems_to_have_no_end_little_is_read(tmp_path: Path) -> None:
    path = tmp_path / "endless.dcm"
    with path.open("wb") as file:
        file.write(CHEST_DICOM.read_bytes()[:344])
        file.write(b"\x09\x00\x10\x10UN\0\0" + (0xFFFFFF00).to_bytes(4, "little"))
        file.truncate(2_000_000_000)  # takes no room on the disk
    tracemalloc.start()
    try:
        assert identify(path) == Header()
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()
