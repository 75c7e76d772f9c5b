"""Archives are read where they lie, and can lead nowhere else."""

import os
import random
import struct
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.data import CHEST_DICOM
from tests.imaging.archives import JPEG, rename, set_flag, write_zip
from viewer.errors import (
    DamagedFileError,
    FileUnavailableError,
    HilumError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging import find_radiographs, gate, open_radiograph
from viewer.imaging.archive import contents, keeping, open_archive, read_content


def found_in(archive: Path) -> list[str]:
    return [path.relative_to(archive).as_posix() for path in find_radiographs([archive])]


def test_a_member_is_the_radiograph_that_its_file_is(tmp_path: Path) -> None:
    files = {"cd/IM1": CHEST_DICOM.read_bytes()}
    archive = write_zip(tmp_path / "a.zip", files, compression=zipfile.ZIP_DEFLATED)
    opened, plain = open_radiograph(archive / "cd" / "IM1"), open_radiograph(CHEST_DICOM)
    assert opened.source.sha256 == plain.source.sha256
    assert opened.source.path == archive / "cd" / "IM1"
    assert (opened.pixels == plain.pixels).all()


@pytest.mark.parametrize(
    "name",
    [
        "../up.jpg",
        "inner/../../up.jpg",
        "/root.jpg",
        "\\\\host\\share.jpg",
        "C:\\drive.jpg",
        "c:drive.jpg",
        "a\0.jpg",
        "x" * 2000,
    ],
)
def test_a_member_whose_name_leads_elsewhere_is_told_and_stays_inside(
    tmp_path: Path, name: str
) -> None:
    archive = rename(
        write_zip(tmp_path / "a.zip", {"good.jpg": JPEG, "N" * len(name): JPEG}),
        b"N" * len(name),
        name.encode(),
    )
    bad, good = find_radiographs([archive])
    assert good == archive / "good.jpg"
    assert bad == archive / "(member 2)"
    with pytest.raises(DamagedFileError, match="leads out of its archive"):
        read_content(bad)


@pytest.mark.parametrize(
    ("name", "address"),
    [("./cd/a.jpg", "cd/a.jpg"), ("cd\\a.jpg", "cd/a.jpg"), ("cd//a.jpg", "cd/a.jpg")],
)
def test_a_member_whose_name_is_merely_odd_is_read(tmp_path: Path, name: str, address: str) -> None:
    archive = rename(
        write_zip(tmp_path / "a.zip", {"N" * len(name): JPEG}), b"N" * len(name), name.encode()
    )
    assert found_in(archive) == [address]
    assert read_content(archive / address) == JPEG


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Thorax-é.jpg".encode(), "Thorax-é.jpg"),  # macOS does not say that it is UTF-8
        ("Thorax-é.jpg".encode("cp437"), "Thorax-é.jpg"),
        ("胸部.jpg".encode("shift-jis"), "胸部.jpg".encode("shift-jis").decode("cp437")),
    ],
)
def test_a_name_in_any_character_set_is_read(tmp_path: Path, stored: bytes, shown: str) -> None:
    archive = rename(
        write_zip(tmp_path / "a.zip", {"N" * len(stored): JPEG}), b"N" * len(stored), stored
    )
    assert found_in(archive) == [shown.replace("\\", "/")]
    assert open_radiograph(next(find_radiographs([archive]))).rows == 80


def test_of_two_members_with_one_name_the_last_is_read_and_the_other_told(tmp_path: Path) -> None:
    archive = rename(
        write_zip(tmp_path / "a.zip", {"1.jpg": b"old", "2.jpg": JPEG}), b"2.jpg", b"1.jpg"
    )
    told, read = find_radiographs([archive])
    assert read_content(read) == JPEG
    with pytest.raises(DamagedFileError, match="later file of the same name"):
        read_content(told)


def test_an_encrypted_member_is_told_even_without_an_ending(tmp_path: Path) -> None:
    archive = set_flag(write_zip(tmp_path / "a.zip", {"IM1": JPEG}), 0x1)
    (path,) = find_radiographs([archive])
    with pytest.raises(UnsupportedFormatError, match="encrypted"):
        read_content(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_without_bounds_is_refused(tmp_path: Path, method: int) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": JPEG}, compression=method)
    with pytest.raises(UnsupportedFormatError, match="does not read"):
        read_content(archive / "a.jpg")


def test_an_archive_in_an_archive_is_told_and_not_opened(tmp_path: Path) -> None:
    inner = write_zip(tmp_path / "inner.zip", {"a.jpg": JPEG}).read_bytes()
    archive = write_zip(tmp_path / "a.zip", {"inner.zip": inner})
    assert found_in(archive) == ["inner.zip"]
    with pytest.raises(UnsupportedFormatError, match="within an archive"):
        read_content(archive / "inner.zip")


def test_an_empty_member_is_told(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": b""})
    with pytest.raises(FileUnavailableError, match="empty"):
        read_content(archive / "a.jpg")


def test_a_member_that_grows_beyond_reason_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LARGE_MEMBER_BYTES", 1_000_000)
    zeros = bytes(gate.LARGE_MEMBER_BYTES + 1)
    archive = write_zip(tmp_path / "a.zip", {"a.dcm": zeros}, compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(LimitExceededError, match="would grow"):
        read_content(archive / "a.dcm")


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    names = {f"{number}.jpg": JPEG for number in range(5)}
    archive = write_zip(tmp_path / "a.zip", names)
    with zipfile.ZipFile(archive, "a") as changed:
        for entry in changed.infolist():
            entry.header_offset = 0
        changed._didModify = True  # type: ignore[attr-defined]
    _first, *others = find_radiographs([archive])
    assert len(others) == 4
    for path in others:
        with pytest.raises(DamagedFileError, match="shares its bytes"):
            read_content(path)


def test_more_members_than_the_gate_allows_refuse_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_ARCHIVE_ENTRIES", 3)
    archive = write_zip(tmp_path / "a.zip", {f"{number}.jpg": JPEG for number in range(4)})
    assert list(find_radiographs([archive])) == [archive]
    with pytest.raises(LimitExceededError, match="entries"):
        read_content(archive)


def test_a_directory_beyond_any_size_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "_ENTRY_BYTES", 1)
    monkeypatch.setattr(gate, "MAX_ARCHIVE_ENTRIES", 100)
    archive = write_zip(tmp_path / "a.zip", {f"{number}.jpg": b"" for number in range(90)})
    with pytest.raises(LimitExceededError, match="too many entries"):
        open_archive(archive)


@pytest.mark.parametrize("where", ["folder", "hand"])
def test_a_truncated_archive_is_one_path_whose_opening_says_so(tmp_path: Path, where: str) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": JPEG, "b.jpg": JPEG})
    archive.write_bytes(archive.read_bytes()[:-100])
    assert list(find_radiographs([tmp_path if where == "folder" else archive])) == [archive]
    with pytest.raises(DamagedFileError, match="directory is damaged"):
        open_radiograph(archive)


def test_a_directory_that_would_begin_before_its_file_is_damaged(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": JPEG})
    content = bytearray(archive.read_bytes())
    size_of_directory = content.rindex(b"PK\x05\x06") + 12
    content[size_of_directory : size_of_directory + 4] = b"\0\0\0\x10"
    archive.write_bytes(content)
    with pytest.raises(DamagedFileError, match="directory is damaged"):
        open_archive(archive)


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": JPEG, "b.jpg": JPEG})
    content = bytearray(archive.read_bytes())
    content[content.index(JPEG) + 100] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(DamagedFileError, match="damaged in its archive"):
        read_content(archive / "a.jpg")
    assert read_content(archive / "b.jpg") == JPEG


def test_an_archive_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": b"old"})
    assert read_content(archive / "a.jpg") == b"old"
    write_zip(archive, {"b.jpg": b"newer"})
    assert read_content(archive / "b.jpg") == b"newer"
    with pytest.raises(FileUnavailableError, match="no such file"):
        read_content(archive / "a.jpg")


def test_an_archive_that_changes_under_its_reader_is_told(tmp_path: Path) -> None:
    archive = open_archive(write_zip(tmp_path / "a.zip", {"a.jpg": JPEG}))
    write_zip(tmp_path / "a.zip", {"b.jpg": JPEG, "a.jpg": JPEG})
    with pytest.raises(FileUnavailableError, match="changed meanwhile"):
        archive.read("a.jpg")


def test_the_directory_is_read_once_for_any_number_of_members(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {f"{number}.jpg": JPEG for number in range(50)})
    with patch.object(contents.zipfile, "ZipFile", wraps=zipfile.ZipFile) as directory:
        paths = list(find_radiographs([archive]))
        assert {read_content(path) for path in paths} == {JPEG}
    assert len(paths) == 50
    assert directory.call_count == 1


def reads(*archives: Path) -> int:
    """How many directories are read where these archives are asked for in turn."""
    with patch.object(keeping, "Archive", wraps=keeping.Archive) as read:
        for archive in archives:
            open_archive(archive)
    return read.call_count


def test_the_directories_that_are_kept_have_a_bounded_number_of_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MAX_KEPT_ENTRIES", 10)
    small, other, large = (
        write_zip(tmp_path / f"{count}.zip", {f"{number}.jpg": b"" for number in range(count)})
        for count in (4, 6, 11)
    )
    assert reads(small, other, small, other) == 2
    assert reads(large, large) == 1
    assert reads(small, other) == 2


def test_no_more_archives_are_kept_than_are_walked_through_at_a_time(tmp_path: Path) -> None:
    archives = [write_zip(tmp_path / f"{number}.zip", {}) for number in range(keeping.MAX_KEPT + 1)]
    assert reads(*archives, *archives[1:]) == len(archives)
    assert reads(archives[0]) == 1


def test_an_archive_is_read_while_the_directory_of_another_is(tmp_path: Path) -> None:
    slow, quick = (write_zip(tmp_path / name, {"a.jpg": JPEG}) for name in ("a.zip", "b.zip"))
    begun, go_on = threading.Event(), threading.Event()
    archive = keeping.Archive

    def read(path: Path) -> contents.Archive:
        if path == slow:
            begun.set()
            assert go_on.wait(10.0)
        return archive(path)

    with patch.object(keeping, "Archive", read), ThreadPoolExecutor(2) as threads:
        waiting = threads.submit(open_archive, slow)
        try:
            assert begun.wait(10.0)
            assert threads.submit(read_content, quick / "a.jpg").result(5.0) == JPEG
            assert not waiting.done()
        finally:
            go_on.set()
        assert list(waiting.result(10.0).members) == ["a.jpg"]


def test_threads_that_ask_for_one_archive_at_once_read_its_directory_once(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {f"{number}.jpg": b"" for number in range(500)})
    start = threading.Barrier(8)

    def ask(_thread: int) -> contents.Archive:
        start.wait(10.0)
        return open_archive(archive)

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1


def test_an_archive_that_could_not_be_read_is_read_once_it_can(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with pytest.raises(FileUnavailableError):
        open_archive(archive)
    archive.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(DamagedFileError):
        open_archive(archive)
    write_zip(archive, {"a.jpg": JPEG})
    assert read_content(archive / "a.jpg") == JPEG


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts handles in /proc")
def test_no_handle_stays_open(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"a.jpg": JPEG})
    assert read_content(archive / "a.jpg") == JPEG
    handles = {os.path.realpath(handle) for handle in Path("/proc/self/fd").iterdir()}
    assert str(archive) not in handles


def test_many_threads_read_one_archive(tmp_path: Path) -> None:
    files = {f"{number}.dcm": os.urandom(50_000 + number) for number in range(16)}
    archive = write_zip(tmp_path / "a.zip", files, compression=zipfile.ZIP_DEFLATED)
    start = threading.Barrier(8)

    def read(_thread: int) -> bool:
        start.wait(10.0)
        return all(read_content(archive / name) == content for name, content in files.items())

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(read, range(8)))


def test_an_archive_opened_as_a_radiograph_says_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormatError, match="an archive, not a radiograph"):
        open_radiograph(write_zip(tmp_path / "a.zip", {"a.jpg": JPEG}))


def test_a_path_below_a_file_that_is_no_archive_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(JPEG)
    with pytest.raises(FileUnavailableError, match="not there"):
        read_content(tmp_path / "a.jpg" / "b.jpg")


def test_a_member_without_a_name_is_told(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "a.zip", {"N": JPEG})
    content = bytearray(archive.read_bytes())
    for place in (26, content.index(b"PK\x01\x02") + 28):  # its letter becomes an extra field
        struct.pack_into("<HH", content, place, 0, 1)
    archive.write_bytes(content)
    assert found_in(archive) == ["(member 1)"]


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_archive_gives_pictures_or_sentences(tmp_path: Path, seed: int) -> None:
    files = {"a.jpg": JPEG, "b/IM1": JPEG, "c/": b""}
    archive = write_zip(tmp_path / "a.zip", files, compression=zipfile.ZIP_DEFLATED)
    sound, chance = archive.read_bytes(), random.Random(seed)
    for _ in range(20):
        content = bytearray(sound)
        for _ in range(4):
            content[-1 - chance.randrange(300)] = chance.randrange(256)
        archive.write_bytes(content[: chance.choice((None, chance.randrange(len(content))))])
        for path in find_radiographs([archive]):
            with suppress(HilumError):
                assert read_content(path)
