"""A disk that fills up ends a batch in one sentence, and what was read is there afterwards."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.batches import run_and_tell
from viewer.batch import Worklist
from viewer.errors import WorklistError
from viewer.reading import Reader

_SMALL, _LARGE = "200k", "20m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or _mount(disk, "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs") != 0:
        pytest.skip("needs the right to mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def _mount(disk: Path, *arguments: str) -> int:
    try:
        mounted = subprocess.run(["mount", *arguments, str(disk)], capture_output=True, check=False)
    except FileNotFoundError:
        return 1
    return mounted.returncode


def test_a_batch_goes_on_once_there_is_room(
    reader: Reader, small_disk: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"missing{number:04}.jpg" for number in range(600)]
    path = small_disk / "worklist"
    with Worklist.create(path) as worklist, pytest.raises(WorklistError, match="disk is full"):
        run_and_tell(reader, worklist, files)
    assert _mount(small_disk, "-o", f"remount,size={_LARGE}") == 0
    with Worklist.go_on(path) as worklist:
        kept = [row.file for row in worklist.rows()]
        assert 0 < len(kept) == len(set(kept)) < len(files)
        run_and_tell(reader, worklist, files)
        assert [row.file for row in worklist.rows()] == files
