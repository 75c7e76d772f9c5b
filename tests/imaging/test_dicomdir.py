"""A DICOMDIR gives the files that it names, and none outside of its folder."""

import os
from pathlib import Path

import pytest

from tests.data import CHEST_DICOM
from tests.imaging.archives import JPEG
from tests.imaging.indices import write_index
from viewer.errors import FileUnavailableError, HilumError, UnsupportedFormatError
from viewer.imaging import find_radiographs, open_radiograph


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """A folder with what a burner left: names in another case and with a version."""
    for name in ("pat1/im000001", "pat1/IM000002.;1", "pat1/IM000010"):
        path = tmp_path / "disc" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(JPEG)
    (tmp_path / "outside.jpg").write_bytes(JPEG)
    return tmp_path / "disc"


@pytest.mark.parametrize("undefined_length", [False, True])
def test_an_index_gives_its_pictures_in_its_order_however_the_disc_spells_them(
    disc: Path, undefined_length: bool
) -> None:
    index = write_index(
        disc / "DICOMDIR",
        ("PATIENT", None),
        ("IMAGE", ["PAT1", "IM000010"]),
        ("IMAGE", ["PAT1", "IM000001"]),
        ("SR DOCUMENT", ["PAT1", "REPORT"]),
        ("IMAGE", "PAT1/IM000002"),
        undefined_length=undefined_length,
    )
    found = [path.relative_to(disc).as_posix() for path in find_radiographs([index])]
    assert found == ["pat1/IM000010", "pat1/im000001", "pat1/IM000002.;1"]


def test_an_index_by_another_name_is_an_index(disc: Path) -> None:
    index = write_index(disc / "index", ("IMAGE", ["PAT1", "IM000001"]))
    assert list(find_radiographs([index])) == [disc / "pat1" / "im000001"]


@pytest.mark.parametrize("name", [["..", "outside.jpg"], ["", "etc", "passwd"], ["C:", "x"], "."])
def test_a_record_that_leads_outside_is_told_and_not_followed(
    disc: Path, name: str | list[str]
) -> None:
    index = write_index(disc / "DICOMDIR", ("IMAGE", name), ("IMAGE", ["PAT1", "IM000001"]))
    refused, found = find_radiographs([index])
    assert found == disc / "pat1" / "im000001"
    with pytest.raises(UnsupportedFormatError, match="outside of its folder"):
        open_radiograph(refused)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_that_leads_outside_is_told_and_not_followed(disc: Path) -> None:
    (disc / "OUT").symlink_to(disc.parent, target_is_directory=True)
    index = write_index(disc / "DICOMDIR", ("IMAGE", ["OUT", "outside.jpg"]))
    (refused,) = find_radiographs([index])
    with pytest.raises(UnsupportedFormatError, match="outside of its folder"):
        open_radiograph(refused)


def test_a_file_that_is_missing_is_told_by_its_name(disc: Path) -> None:
    index = write_index(disc / "DICOMDIR", ("IMAGE", ["PAT1", "IM000099"]))
    assert list(find_radiographs([index])) == [disc / "pat1" / "IM000099"]
    with pytest.raises(FileUnavailableError, match="not there"):
        open_radiograph(disc / "pat1" / "IM000099")


def test_index_and_folder_together_give_each_file_once(disc: Path) -> None:
    index = write_index(disc / "DICOMDIR", ("IMAGE", ["PAT1", "IM000001"]))
    found = list(find_radiographs([index, disc]))
    assert len(found) == len(set(found)) == 3


def test_a_folder_is_walked_whatever_its_index_says(disc: Path) -> None:
    write_index(disc / "DICOMDIR", ("IMAGE", ["PAT1", "IM000099"]))
    names = [path.name for path in find_radiographs([disc])]
    assert names == ["im000001", "IM000002.;1", "IM000010"]


@pytest.mark.parametrize("length", range(150, 700, 25))
def test_an_index_that_ends_too_early_gives_pictures_or_a_sentence(disc: Path, length: int) -> None:
    index = write_index(disc / "DICOMDIR", *(("IMAGE", ["PAT1", "IM000001"]),) * 10)
    index.write_bytes(index.read_bytes()[:length])
    for path in find_radiographs([index]):
        if path != disc / "pat1" / "im000001":
            with pytest.raises(HilumError):
                open_radiograph(path)


def test_a_radiograph_named_dicomdir_by_hand_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "DICOMDIR"
    path.write_bytes(CHEST_DICOM.read_bytes())
    assert list(find_radiographs([path])) == [path]
