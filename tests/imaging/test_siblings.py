"""From one radiograph to the next, in the order in which they are found."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.imaging.archives import JPEG, write_zip
from viewer.imaging import find_radiographs
from viewer.imaging.siblings import sibling


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("IM1", "IM2.jpg", "IM10", "im11.png"):
        (tmp_path / name).write_bytes(JPEG)
    (tmp_path / "IM3").write_text("no picture")
    (tmp_path / ".IM4").write_bytes(JPEG)
    (tmp_path / "inner").mkdir()
    return tmp_path


def walk(start: Path, step: int) -> list[Path]:
    paths = [start]
    while (path := sibling(paths[-1], step)) is not None:
        paths.append(path)
    return paths


def test_the_siblings_are_those_that_are_found(folder: Path) -> None:
    found = list(find_radiographs([folder]))
    assert walk(found[0], 1) == found
    assert walk(found[-1], -1) == found[::-1]


def test_the_siblings_of_a_member_are_those_of_its_archive(tmp_path: Path) -> None:
    files = {"b/IM10": JPEG, "b/IM2": JPEG, "a.jpg": JPEG, "b/notes": b"no picture"}
    archive = write_zip(tmp_path / "a.zip", files)
    found = list(find_radiographs([archive]))
    assert len(found) == 3
    assert walk(found[0], 1) == found
    assert walk(found[-1], -1) == found[::-1]


def test_several_steps_are_taken_at_once(folder: Path) -> None:
    assert sibling(folder / "IM1", 3) == folder / "im11.png"
    assert sibling(folder / "IM1", 4) is None


def test_the_siblings_of_a_deleted_file_are_found(folder: Path) -> None:
    (folder / "IM2.jpg").unlink()
    assert sibling(folder / "IM2.jpg", 1) == folder / "IM10"
    assert sibling(folder / "IM2.jpg", -1) == folder / "IM1"


def test_a_file_that_came_meanwhile_is_seen(folder: Path) -> None:
    assert sibling(folder / "IM2.jpg", 1) == folder / "IM10"
    (folder / "IM5").write_bytes(JPEG)
    os.utime(folder, ns=(0, folder.stat().st_mtime_ns + 1))  # as coarse as some clocks are
    assert sibling(folder / "IM2.jpg", 1) == folder / "IM5"


def test_a_folder_that_stays_the_same_is_listed_once(folder: Path) -> None:
    sibling(folder / "IM1", 1)
    with patch("os.scandir", wraps=os.scandir) as scans:
        walk(folder / "IM1", 1)
    assert scans.call_count == 0


def test_only_what_is_stepped_over_is_looked_into(folder: Path) -> None:
    with patch("viewer.imaging.offers.read_start", return_value=JPEG) as looks:
        assert sibling(folder / "IM2.jpg", 1) == folder / "IM3"
    assert looks.call_count == 1


def test_a_folder_that_is_gone_has_no_siblings(tmp_path: Path) -> None:
    assert sibling(tmp_path / "missing" / "a.jpg", 1) is None
