"""Nothing too large, and nothing that is no ordinary file, gets past the gate."""

import os
import zlib
from pathlib import Path

import pytest

from viewer.errors import DamagedFileError, FileUnavailableError, LimitExceededError
from viewer.imaging import gate, open_radiograph


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(FileUnavailableError, match="pipe"):
        open_radiograph(tmp_path / "pipe.jpg")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "volume.dcm"
    with path.open("wb") as file:
        file.truncate(gate.MAX_FILE_BYTES + 1)  # takes no room on the disk
    with pytest.raises(LimitExceededError, match="MB"):
        gate.read_bytes(path)


@pytest.mark.parametrize(("rows", "columns"), [(0, 5), (5, 0), (-1, -1)])
def test_a_picture_without_rows_or_columns_is_damaged(rows: int, columns: int) -> None:
    with pytest.raises(DamagedFileError):
        gate.check_pixels(rows, columns)


def test_pixels_are_counted_and_not_rows() -> None:
    gate.check_pixels(1, gate.MAX_PIXELS)
    with pytest.raises(LimitExceededError):
        gate.check_pixels(2, gate.MAX_PIXELS)


def deflate(content: bytes) -> bytes:
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def test_what_inflates_within_the_limit_is_whole() -> None:
    content = os.urandom(100_000) + bytes(3_000_000)
    assert gate.inflate(deflate(content)) == content


def test_what_inflates_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_INFLATED_BYTES", 2_000_000)
    with pytest.raises(LimitExceededError, match="inflate"):
        gate.inflate(deflate(bytes(2_000_001)))


def test_a_cut_stream_gives_what_there_is() -> None:
    content = os.urandom(100_000)
    inflated = gate.inflate(deflate(content)[:50_000])
    assert 40_000 < len(inflated) < len(content)
    assert content.startswith(inflated)


def test_an_archive_of_too_many_entries_is_refused() -> None:
    gate.check_archive(gate.MAX_ARCHIVE_ENTRIES)
    with pytest.raises(LimitExceededError):
        gate.check_archive(gate.MAX_ARCHIVE_ENTRIES + 1)


@pytest.mark.parametrize(
    ("packed", "unpacked"),
    [
        (20_000, 4_300 * 4_300 * 2),  # a black picture of the largest detector
        (30_000_000, 200_000_000),
        (0, 0),
    ],
)
def test_members_as_radiographs_are_pass(packed: int, unpacked: int) -> None:
    gate.check_member(packed, unpacked)


@pytest.mark.parametrize(
    ("packed", "unpacked"), [(400_000, 400_000_000), (0, 100_000_000), (10**9, 10**9)]
)
def test_members_that_grow_as_bombs_do_are_refused(packed: int, unpacked: int) -> None:
    with pytest.raises(LimitExceededError):
        gate.check_member(packed, unpacked)
