"""The members of one zip archive, read where they lie (APPNOTE.TXT 6.3)."""

import errno
import zipfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from viewer.errors import (
    DamagedFileError,
    FileUnavailableError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging import gate
from viewer.imaging.archive.lending import LentFile, Stamp
from viewer.imaging.archive.names import address_of, order_of
from viewer.imaging.archive.packages import is_package

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
"""How an archive begins, the second one that of an empty archive."""

_ENTRY_BYTES = 160
"""Of a member's entry in the directory: 46, and room for its name."""

_HEADER_BYTES = 30
_ENCRYPTED, _UTF8 = 0x1, 0x800
_AGAIN = "Copy it again from where it came from."
_OVERLAPS = "The file shares its bytes with another one, as in archives that are made to do harm."
_UNPACK = "Unpack the archive and open the folder."
# bzip2 and LZMA have no bound on what a few bytes grow to, or on the memory it takes.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One file in an archive: its path there, and why it must not be read, if it must not."""

    address: str
    entry: zipfile.ZipInfo
    refusal: str = ""


class Archive:
    """A zip archive whose directory is read once, and which is open only while it is read.

    Safe to be read by several threads at a time. Nothing is ever unpacked to the disk.
    """

    def __init__(self, path: Path) -> None:
        """Read the directory.

        Raises
        ------
        DamagedFileError, FileUnavailableError, LimitExceededError
        """
        self._file = LentFile(path)
        try:
            with self._file.lent():
                self._file.most_at_once = gate.MAX_ARCHIVE_ENTRIES * _ENTRY_BYTES
                self._zip = zipfile.ZipFile(self._file)
                self._file.most_at_once = 0
        except OverflowError as error:
            raise LimitExceededError("The archive has too many entries.", _UNPACK) from error
        except OSError as error:
            if error.errno == errno.EINVAL:  # the directory names a place before the file's start
                raise DamagedFileError("The archive's directory is damaged.", _AGAIN) from error
            raise FileUnavailableError(
                f"The archive can't be read: {error.strerror or error}.",
                "Check its permissions and the disk or network share that it is on.",
            ) from error
        except Exception as error:  # damaged entries let many kinds escape
            raise DamagedFileError("The archive's directory is damaged.", _AGAIN) from error
        entries = self._zip.infolist()
        gate.check_archive(len(entries))
        self.entry_count = len(entries)
        self.is_package = is_package(entries)
        """Whether this is an office document, a book or a program, and no collection of files."""
        self.members = {member.address: member for member in _members(entries, self._zip.start_dir)}

    @property
    def stamp(self) -> Stamp | None:
        """What the file's size and time were when the directory was read."""
        return self._file.stamp

    def read(self, address: str, size: int | None = None) -> bytes:
        """The content of a member, or the first `size` bytes of it.

        Raises
        ------
        DamagedFileError, FileUnavailableError, LimitExceededError, UnsupportedFormatError
        """
        with self.open(address) as stream:
            member = self.members[address]
            return stream.read(member.entry.file_size if size is None else size)

    @contextmanager
    def open(self, address: str) -> Iterator[IO[bytes]]:
        """The content of a member as a stream. Raises as `read`, also while it is read from."""
        entry = self._checked(address)
        try:
            with self._file.lent(), self._zip.open(entry) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DamagedFileError("The file is damaged in its archive.", _AGAIN) from error
        except NotImplementedError as error:
            raise _unknown_method() from error
        except OSError as error:
            raise FileUnavailableError(
                f"The archive can't be read: {error.strerror or error}.",
                "Open the archive again.",
            ) from error

    def _checked(self, address: str) -> zipfile.ZipInfo:
        member = self.members.get(address)
        if member is None:
            raise FileUnavailableError(
                "The archive holds no such file.", "It may have been changed; open it again."
            )
        if member.refusal:
            raise DamagedFileError(member.refusal, _UNPACK)
        entry = member.entry
        if entry.flag_bits & _ENCRYPTED:
            raise UnsupportedFormatError(
                "The file is encrypted in its archive.",
                "Unpack the archive with its password and open the folder.",
            )
        if entry.compress_type not in _METHODS:
            raise _unknown_method()
        gate.check_member(entry.compress_size, entry.file_size)
        return entry


def _unknown_method() -> UnsupportedFormatError:
    return UnsupportedFormatError(
        "The file is compressed in its archive in a way that Hilum does not read.", _UNPACK
    )


def _members(entries: list[zipfile.ZipInfo], end: int) -> list[Member]:
    """The files among the entries, each under an address of its own, in the order of a walk.

    A name that comes twice stands for its last entry, as everywhere.
    """
    named: dict[str, zipfile.ZipInfo] = {}
    refused: dict[zipfile.ZipInfo, str] = {}
    for entry in entries:
        name = _name(entry)
        if name.endswith(("/", "\\")):
            continue  # a folder
        address = address_of(name)
        if address is None:
            refused[entry] = "The file has a name that leads out of its archive."
            continue
        if address in named:
            refused[named[address]] = "The archive holds a later file of the same name."
        named[address] = entry
    overlapping = _overlapping(entries, end)
    members = [
        Member(address, entry, _OVERLAPS if entry in overlapping else "")
        for address, entry in named.items()
    ]
    numbers = {entry: number for number, entry in enumerate(entries, 1)}
    members += (
        Member(_free(f"(member {numbers[entry]})", named), entry, refusal)
        for entry, refusal in refused.items()
    )
    return sorted(members, key=lambda member: order_of(member.address))


def _name(entry: zipfile.ZipInfo) -> str:
    name = entry.orig_filename
    if name.isascii() or entry.flag_bits & _UTF8:
        return name
    with suppress(UnicodeError):  # macOS writes UTF-8 without saying so
        return name.encode("cp437").decode("utf-8")
    return name


def _free(address: str, taken: Container[str]) -> str:
    while address in taken:
        address = f"({address})"
    return address


def _overlapping(entries: list[zipfile.ZipInfo], end: int) -> set[zipfile.ZipInfo]:
    """The entries that run into the next one or into the directory at `end`.

    A few kilobytes that many entries share can grow without bound.
    """
    overlapping = set()
    for entry in sorted(entries, key=lambda entry: entry.header_offset, reverse=True):
        if entry.header_offset + _HEADER_BYTES + entry.compress_size > end:
            overlapping.add(entry)
        end = entry.header_offset
    return overlapping
