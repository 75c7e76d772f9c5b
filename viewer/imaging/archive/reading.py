"""Files and members of archives, read alike.

The path of a member is that of its archive followed by the member's own: as if the archive were
a folder.
"""

import os
import stat
from pathlib import Path

from viewer.errors import FileUnavailableError, UnsupportedFormatError
from viewer.imaging import gate
from viewer.imaging.archive.contents import SIGNATURES, Archive
from viewer.imaging.archive.keeping import Kept
from viewer.imaging.dicomdir import is_dicomdir, refused_record
from viewer.imaging.signatures import START_BYTES

HERE = "."
"""The way from a file to itself."""

_kept = Kept()


def open_archive(path: Path) -> Archive:
    """The archive of a path; its directory is read again only after the file has changed.

    Raises
    ------
    DamagedFileError, FileUnavailableError, LimitExceededError
    """
    try:
        return _kept.archive(path)
    except OSError as error:
        raise _missing() from error


def is_archive(start: bytes) -> bool:
    """Whether a file that begins with these bytes is a zip archive, whatever its name."""
    return start.startswith(SIGNATURES)


def split(path: Path) -> tuple[Path, str] | None:
    """The file that a path leads to or into, and the way from there; None if it leads to none."""
    mode = _mode(path)
    if mode is not None:
        return (path, HERE) if stat.S_ISREG(mode) else None
    for place in path.parents:
        mode = _mode(place)
        if mode is not None:
            inside = stat.S_ISREG(mode)
            return (place, path.relative_to(place).as_posix()) if inside else None
    return None


def read_content(path: Path) -> bytes:
    """Read a whole file, or a member of an archive.

    Raises
    ------
    HilumError
        Whatever is wrong, with a sentence and a hint; also for the paths that finding gives
        so that nothing is lost without a word: an archive that can't be read, a folder that
        may not be listed, a refused record of a DICOMDIR.
    """
    place = split(path)
    if place is None:
        if os.path.isdir(path):
            raise _folder(path)
        return gate.read_bytes(path)
    file, address = place
    try:
        start = _start(file)
    except OSError:
        return gate.read_bytes(file)  # which says why
    if not is_archive(start):
        if address == HERE:
            return gate.read_bytes(path)
        raise refused_record() if is_dicomdir(start) else _missing()
    archive = open_archive(file)
    if address == HERE:
        raise UnsupportedFormatError(
            "This is an archive, not a radiograph.",
            "Open it in the window or with `hilum classify`, or name a file in it.",
        )
    content = archive.read(address)
    if is_archive(content):
        raise UnsupportedFormatError(
            "This is an archive within an archive.", "Unpack the outer one and open the folder."
        )
    if not content:
        raise FileUnavailableError(
            "The file is empty.", "Copy its archive again from where it came from."
        )
    return content


def read_start(path: Path, size: int = START_BYTES) -> bytes:
    """The first bytes of a file or member; nothing of what is none, such as a pipe.

    Raises
    ------
    HilumError, OSError
        If there is something that can't be read, such as a link that leads nowhere.
    """
    place = split(path)
    if place is None:
        path.stat()
        return b""
    file, address = place
    return _start(file, size) if address == HERE else open_archive(file).read(address, size)


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # a name that no disk can hold may be a member's
        return None


def _start(file: Path, size: int = START_BYTES) -> bytes:
    with file.open("rb", buffering=0) as stream:
        return stream.read(size)


def _folder(path: Path) -> FileUnavailableError:
    try:
        with os.scandir(path):
            return FileUnavailableError("This is a folder, not a file.", "Open it as a folder.")
    except PermissionError:
        return FileUnavailableError(
            "The folder may not be listed.", "Ask for the right to read it, and open it again."
        )
    except OSError as error:
        return FileUnavailableError(
            f"The folder can't be listed: {error.strerror or error}.",
            "Check the disk or network share that it is on.",
        )


def _missing() -> FileUnavailableError:
    return FileUnavailableError(
        "The file is not there.", "It may have been moved or deleted; open it again."
    )
