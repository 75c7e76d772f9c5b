"""What a file has to offer: itself, the pictures in an archive, or those that an index names."""

from collections.abc import Iterator
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging.archive import (
    HERE,
    begins_package,
    is_archive,
    is_left_out,
    open_archive,
    read_start,
    split,
)
from viewer.imaging.dicomdir import is_dicomdir, referenced_files
from viewer.imaging.signatures import promises_picture as begins_picture

_DICOM = {".dcm", ".dicom"}
_ENDINGS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp"} | _DICOM
_ARCHIVE = ".zip"
_INDEX = "DICOMDIR"


def promises_picture(path: Path) -> bool:
    """Whether the ending or the first bytes of a file, or of a member, promise a picture.

    So does what can't be read, for it might be one.
    """
    try:
        return path.suffix.lower() in _ENDINGS or _is_picture(read_start(path))
    except (HilumError, OSError):
        return True


def given(path: Path) -> Iterator[Path]:
    """What a person means who names a file, or a file or folder in an archive."""
    place = split(path)
    try:
        if place is not None:
            file, address = place
            start = read_start(file)
            if is_archive(start) and address not in open_archive(file).members:
                return pictures(file, "" if address == HERE else f"{address}/")
            if is_dicomdir(start) and address == HERE:
                return _indexed(path)
    except (HilumError, OSError):
        pass  # opening it says what is wrong
    return iter((path,))


def listed(path: Path) -> Iterator[Path]:
    """What a file that a folder lists has to offer."""
    ending = path.suffix.lower()
    if ending in _ENDINGS:
        return iter((path,))
    try:
        start = read_start(path)
        if is_archive(start):
            is_document = open_archive(path).is_package and ending != _ARCHIVE
            return _strangers(path) if is_document else pictures(path)
        promising = ending == _ARCHIVE or _is_picture(start)
    except HilumError:
        # A damaged archive; but other kinds of files begin as archives do.
        promising = ending in (_ARCHIVE, "")
    except OSError:
        promising = True
    return iter((path,) if promising else ())


def pictures(archive: Path, below: str = "") -> Iterator[Path]:
    for member in members(archive, below):
        if _is_told(member):
            yield member


def _is_told(member: Path) -> bool:
    """Whether a member promises a picture, or is an archive that may hold some.

    An archive within one is not opened, and must not be lost without a word either.
    """
    if member.suffix.lower() in _ENDINGS | {_ARCHIVE}:
        return True
    try:
        start = read_start(member)
    except (HilumError, OSError):
        return True
    return _is_picture(start) or (is_archive(start) and not begins_package(start))


def _strangers(package: Path) -> Iterator[Path]:
    """The pictures in a document or program that are none of its own."""
    for member in members(package):
        ending = member.suffix.lower()
        if ending in _DICOM or (not ending and promises_picture(member)):
            yield member


def members(archive: Path, below: str = "") -> Iterator[Path]:
    for address in open_archive(archive).members:
        if address.startswith(below) and all(map(is_shown, address.split("/"))):
            yield archive / address


def _indexed(dicomdir: Path) -> Iterator[Path]:
    try:
        yield from referenced_files(dicomdir)
    except HilumError:
        yield dicomdir


def is_shown(name: str) -> bool:
    return not is_left_out(name) and name.upper() != _INDEX


def _is_picture(start: bytes) -> bool:
    return begins_picture(start) and not is_dicomdir(start)
