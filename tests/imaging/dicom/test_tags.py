"""The elements of a DICOM header, as they are listed."""

from pathlib import Path

import pytest
from PIL import Image
from pydicom import Dataset
from pydicom.sequence import Sequence

from tests.data import CHEST_DICOM, CHEST_DICOM_JPEG2000
from tests.imaging.samples import save, small_dicom
from viewer.errors import DamagedFileError, UnsupportedFormatError
from viewer.imaging.dicom import tags as limits
from viewer.imaging.tags import Tag, TagList, read_tags


def _named(listed: TagList, name: str) -> Tag:
    return next(tag for tag in listed.tags if tag.name == name)


@pytest.mark.parametrize("path", [CHEST_DICOM, CHEST_DICOM_JPEG2000])
def test_a_radiograph_lists_names_values_and_what_uids_mean(path: Path) -> None:
    listed = read_tags(path)
    assert listed.complete
    assert _named(listed, "Patient's Name").value == "CompressedSamples^RG1"
    assert _named(listed, "Patient Orientation").value == "L\\F"
    assert _named(listed, "SOP Class UID").meaning == "Computed Radiography Image Storage"
    assert (_named(listed, "Pixel Data").size or 0) > 1_000_000
    assert _named(listed, "Transfer Syntax UID").tag == "(0002,0010)"


def test_sequences_list_their_items_each_with_its_path(tmp_path: Path) -> None:
    inner = Dataset()
    inner.CodeMeaning = "Chest"
    dataset = small_dicom(AnatomicRegionSequence=Sequence([Dataset(), inner]))
    sequence = _named(read_tags(save(dataset, tmp_path / "a.dcm")), "Anatomic Region Sequence")
    assert [item.number for item in sequence.children] == [1, 2]
    leaf = sequence.children[1].children[0]
    assert (leaf.name, leaf.value) == ("Code Meaning", "Chest")
    assert leaf.path == "(0008,2218)[2] (0008,0104)"


def test_private_tags_are_listed_by_their_owners_dictionary(tmp_path: Path) -> None:
    dataset = small_dicom()
    block = dataset.private_block(0x0019, "GEMS_ACQU_01", create=True)
    block.add_new(0x02, "SL", 912)
    block = dataset.private_block(0x0021, "NOBODY KNOWS", create=True)
    block.add_new(0x01, "UN", b"as text")
    block.add_new(0x02, "UN", b"\1\2\3")
    listed = read_tags(save(dataset, tmp_path / "a.dcm"))
    assert _named(listed, "Detector Channel").value == "912"
    unknown = [tag for tag in listed.tags if tag.tag.startswith("(0021,10")]
    assert [(tag.name, tag.value, tag.size) for tag in unknown] == [
        ("", "as text", None),
        ("", "", 3),
    ]


def test_a_number_that_is_none_is_listed_as_the_text_that_it_is(tmp_path: Path) -> None:
    path = save(small_dicom(RescaleSlope="1.5", WindowCenter="7"), tmp_path / "a.dcm")
    path.write_bytes(path.read_bytes().replace(b"1.5 ", b"x.y "))
    listed = read_tags(path)
    assert _named(listed, "Rescale Slope").value == "x.y"
    assert _named(listed, "Window Center").value == "7"


def test_more_elements_than_the_limit_are_left_out_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 10)
    listed = read_tags(save(small_dicom(), tmp_path / "a.dcm"))
    assert len(listed.tags) == 10
    assert not listed.complete


def test_sequences_deeper_than_the_limit_are_left_out_and_said_so(tmp_path: Path) -> None:
    dataset = Dataset()
    for _ in range(limits.MAX_DEPTH + 5):
        outer = Dataset()
        outer.ContentSequence = [dataset]
        dataset = outer
    listed = read_tags(save(small_dicom(ContentSequence=[dataset]), tmp_path / "a.dcm"))
    assert not listed.complete


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    path = save(small_dicom(TextValue="a" * 70_000), tmp_path / "a.dcm")
    found = _named(read_tags(path), "Text Value")
    assert found.cut
    assert len(found.value) == limits.MAX_TEXT


def test_names_are_in_the_files_character_set(tmp_path: Path) -> None:
    dataset = small_dicom(SpecificCharacterSet="ISO_IR 192", PatientName="山田^太郎")
    assert _named(read_tags(save(dataset, tmp_path / "a.dcm")), "Patient's Name").value == (
        "山田^太郎"
    )


def test_a_jpeg_lists_its_form_and_its_exif(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif.get_ifd(0x8825)[0x001D] = "A maker", "2020:01:02"
    Image.new("L", (30, 20)).save(tmp_path / "a.jpg", exif=exif)
    lines = {(tag.vr, tag.name): tag.value for tag in read_tags(tmp_path / "a.jpg").tags}
    assert lines["File", "Format"] == "JPEG"
    assert (lines["Picture", "Columns"], lines["Picture", "Rows"]) == ("30", "20")
    assert lines["EXIF", "Make"] == "A maker"
    assert lines["GPS", "GPSDateStamp"] == "2020:01:02"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("no picture")
    with pytest.raises(UnsupportedFormatError):
        read_tags(tmp_path / "a.txt")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    with pytest.raises(DamagedFileError):
        read_tags(tmp_path / "a.png")
