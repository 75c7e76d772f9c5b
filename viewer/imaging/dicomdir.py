"""The files that a DICOMDIR names (DICOM PS3.3 Annex F, PS3.10 section 8)."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from viewer.errors import DamagedFileError, UnsupportedFormatError
from viewer.imaging.gate import read_bytes

_MEDIA_STORAGE_DIRECTORY = re.compile(rb"1\.2\.840\.10008\.1\.3\.10(?![0-9.])")
_RECORD_SEQUENCE = 0x00041220
_IN_USE, _TYPE, _FILE_ID = 0x00041410, 0x00041430, 0x00041500
_UNDEFINED = 0xFFFFFFFF
_SEPARATORS = re.compile(r"[\\/]")  # the second is none of the standard's, and met all the same

Record = dict[int, bytes]


def is_dicomdir(start: bytes) -> bool:
    """Whether a file that begins with these bytes is an index, whatever its name."""
    return start[128:132] == b"DICM" and _MEDIA_STORAGE_DIRECTORY.search(start) is not None


def referenced_files(dicomdir: Path) -> Iterator[Path]:
    """The pictures of a DICOMDIR, lazily and in its order, whether they are there or not.

    Reports and other objects without a picture are left out. Names are found on the disk
    whatever their case, and with the version that ISO 9660 puts behind them. A record that
    names no file below the DICOMDIR's own folder gives a path into the DICOMDIR, and opening
    that raises `refused_record`.

    Raises
    ------
    HilumError
        If the DICOMDIR can't be read.
    """
    content = read_bytes(dicomdir)
    folder = _Folder(dicomdir.parent)
    try:
        for number, record in enumerate(_records(content), 1):
            if record.get(_IN_USE) == b"\0\0" or _text(record, _TYPE) not in ("IMAGE", ""):
                continue
            if _FILE_ID in record:
                name = _SEPARATORS.split(_text(record, _FILE_ID))
                yield folder.find(name) or dicomdir / f"(record {number})"
    except Exception as error:  # pydicom lets many kinds escape from damaged bytes
        raise DamagedFileError(
            "The DICOMDIR is damaged.", "Open the folder of the DICOMDIR instead."
        ) from error


def refused_record() -> UnsupportedFormatError:
    """The error for a record that names no file below its DICOMDIR's folder."""
    return UnsupportedFormatError(
        "The DICOMDIR names a file that lies outside of its folder.",
        "Open the folder of the DICOMDIR instead.",
    )


def _records(content: bytes) -> Iterator[Record]:
    """The elements of each directory record, as bytes: a Dataset of each would take a minute."""
    from pydicom.filereader import data_element_generator, read_partial

    stream = io.BytesIO(content)
    index = read_partial(stream, lambda tag, _vr, _length: tag == _RECORD_SEQUENCE)
    implicit, little = index.original_encoding
    order: Literal["little", "big"] = "little" if little else "big"
    stream.seek(4 if implicit else 8, os.SEEK_CUR)
    length = int.from_bytes(stream.read(4), order)
    end = len(content) if length == _UNDEFINED else stream.tell() + length
    while stream.tell() + 8 <= end:
        tag, length = stream.read(4), int.from_bytes(stream.read(4), order)
        if tag not in (b"\xfe\xff\x00\xe0", b"\xff\xfe\xe0\x00"):
            return
        item = stream if length == _UNDEFINED else io.BytesIO(stream.read(length))
        yield {
            int(element.tag): element.value or b""
            for element in data_element_generator(item, bool(implicit), bool(little))
            if element.tag in (_IN_USE, _TYPE, _FILE_ID)
        }


def _text(record: Record, tag: int) -> str:
    return os.fsdecode(record.get(tag, b"").rstrip(b" \0"))


class _Folder:
    """A DICOMDIR's folder, in which names are found as loosely as discs write them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._real = os.path.realpath(folder)
        self._names: dict[Path, dict[str, str]] = {}

    def find(self, parts: list[str]) -> Path | None:
        """The file that the parts of a Referenced File ID name; None if it may be anywhere."""
        path = self._folder
        for part in parts:
            name = part.strip()
            if name in ("", ".", "..") or any(letter in name for letter in ":\0"):
                return None
            listed = self._listed(path)
            path = path / (listed.get(name) or listed.get(_loosely(name)) or name)
        real = Path(os.path.realpath(path))  # a link may lead out as well
        return path if real.is_relative_to(self._real) else None

    def _listed(self, folder: Path) -> dict[str, str]:
        if folder not in self._names:
            try:
                names = [entry.name for entry in folder.iterdir()]
            except OSError:
                names = []
            # Where two names differ by their case alone, each is found by its own.
            self._names[folder] = {_loosely(n): n for n in names} | {n: n for n in names}
        return self._names[folder]


def _loosely(name: str) -> str:
    return name.split(";")[0].rstrip(".").casefold()
