"""Which files are radiographs to be opened."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.errors import DamagedFileError, HilumError, NothingToReadError
from viewer.imaging.archive import is_archive, is_left_out, open_archive, read_start, split
from viewer.imaging.dicomdir import is_dicomdir, referenced_files
from viewer.imaging.ordering import natural
from viewer.imaging.signatures import promises_picture as start_promises_picture

_ENDINGS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".dcm", ".dicom"}
_ARCHIVE_ENDINGS = {".zip", ""}
_INDEX = "DICOMDIR"


def find_radiographs(paths: Iterable[Path]) -> Iterator[Path]:
    """Walk files, folders, archives and DICOMDIRs, lazily and in name order, each file once.

    A file given by name is always yielded; instead of a zip archive, whatever its name, its
    members are, and instead of a DICOMDIR the pictures that it names. In a folder, a file
    is yielded if its ending or its first bytes promise a picture: a text file named .jpg is,
    since leaving it out would hide it, and a README isn't. Of a folder's archives the pictures are
    yielded, but not those of office documents and programs, which are archives as well.

    What can't be looked into is yielded itself, for opening it says why: a folder that may not be
    listed, an archive that is damaged. Linked folders are followed, and each folder is
    read once, by whatever way it is reached. Passed over are hidden files and what systems leave
    behind, and the DICOMDIR of a folder: the folder's files are found without that index, which
    may lack some and name others that are not there.

    Yields
    ------
    Path
        Absolute; that of an archive's member is the archive's followed by the member's own.
    """
    return _Walk().radiographs(paths)


def nothing_found(paths: Iterable[Path]) -> NothingToReadError:
    """The error for files and folders in which `find_radiographs` found none."""
    names = ", ".join(path.name or str(path) for path in paths)
    return NothingToReadError(
        f"No radiograph was found in {names}.",
        "Hilum reads JPEG, PNG, TIFF, WebP, BMP and DICOM; choose a folder or archive of such.",
    )


def list_files(place: Path) -> list[Path]:
    """The files of one folder, or of an archive, that may be radiographs, by name and in order.

    Raises
    ------
    HilumError, OSError
        If the folder or archive can't be listed.
    """
    if not place.is_dir():
        return list(_members(place))
    with os.scandir(place) as entries:
        names = [entry.name for entry in entries if _is_shown(entry.name) and not _is_dir(entry)]
    return [place / name for name in sorted(names, key=natural)]


def promises_picture(path: Path) -> bool:
    """Whether the ending or the first bytes of a file, or of a member, promise a picture.

    So does what can't be read, for it might be one.
    """
    if path.suffix.lower() in _ENDINGS:
        return True
    try:
        return _is_picture(read_start(path))
    except (HilumError, OSError):
        return True


class _Walk:
    """One walk, and what it has come by."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[tuple[int, int]] = set()

    def radiographs(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            absolute = Path(os.path.abspath(path))
            if absolute.is_dir():
                yield from self._below(absolute)
            else:
                yield from filter(self._is_new, _given(absolute))

    def _below(self, top: Path) -> Iterator[Path]:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                entries = self._entries(folder)
            except OSError:
                yield folder
                continue
            real = os.path.realpath(folder)
            waiting += (folder / entry.name for entry in reversed(entries) if _is_dir(entry))
            for entry in entries:
                path = folder / entry.name
                if not _is_dir(entry) and self._is_new(path, None if entry.is_symlink() else real):
                    yield from filter(self._is_new, _found(path))
