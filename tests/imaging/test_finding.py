"""Radiographs are found by content where the name tells nothing."""

import os
import shutil
from pathlib import Path

import pytest

from tests.data import EXTREMITY_DICOM
from viewer.imaging import find_radiographs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "b" / "inner"
    inner.mkdir(parents=True)
    shutil.copy(EXTREMITY_DICOM, inner / "IM000001")  # no ending, as on a patient's disk
    (inner / "README").write_text("no picture")
    (inner / "DICOMDIR").write_bytes(bytes(128) + b"DICM")
    (tmp_path / "text.jpg").write_text("says that it is a picture")
    (tmp_path / "a.PNG").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden.jpg").write_text("hidden")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "x.jpg").write_text("hidden")
    return tmp_path


def test_folder_gives_what_promises_to_be_a_picture(folder: Path) -> None:
    found = [path.relative_to(folder).as_posix() for path in find_radiographs([folder])]
    assert found == ["a.PNG", "text.jpg", "b/inner/IM000001"]


def test_named_file_is_always_given(folder: Path) -> None:
    assert list(find_radiographs([folder / "notes.txt"])) == [folder / "notes.txt"]


def test_file_that_is_named_twice_is_given_once(folder: Path) -> None:
    found = list(find_radiographs([folder / "text.jpg", folder, folder / "b" / ".." / "text.jpg"]))
    assert len(found) == len(set(found)) == 3


def test_folder_without_pictures_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    assert not list(find_radiographs([tmp_path]))


def test_circle_of_links_ends(folder: Path) -> None:
    (folder / "b" / "again").symlink_to(folder, target_is_directory=True)
    assert len(list(find_radiographs([folder]))) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_in_a_folder_holds_nothing_up(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert folder / "pipe" not in list(find_radiographs([folder]))
