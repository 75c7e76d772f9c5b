"""Which files are radiographs to be opened."""

import os
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path

from viewer.errors import NothingToReadError
from viewer.imaging.offers import given, is_shown, listed, members, promises_picture
from viewer.imaging.ordering import natural
from viewer.imaging.seen import Seen

__all__ = ["find_radiographs", "list_files", "nothing_found", "promises_picture"]


def find_radiographs(paths: Iterable[Path]) -> Iterator[Path]:
    """Walk files, folders, archives and DICOMDIRs, lazily and in name order, each file once.

    A file given by name is always yielded; instead of a zip archive, whatever its name, its
    pictures are, and instead of a DICOMDIR those that it names. In a folder or an archive, a
    file is yielded if its ending or its first bytes promise a picture: a text file named .jpg is,
    since leaving it out would hide it, and a README isn't. A folder's archives are walked as
    well. So are office documents and programs, which are archives too, but for the pictures that
    belong to them: those whose ending is not DICOM's. One named .zip is walked as any archive is.

    What can't be looked into is yielded itself, and opening it says why: a folder that may not
    be listed, a damaged archive, a link that leads nowhere. Linked
    folders are followed, and each folder is read once, by whatever way it is reached. Passed over
    are hidden files, what systems leave behind, and the DICOMDIR of a folder: the files are found
    without that index, which may lack some and name others that are not there.

    Yields
    ------
    Path
        Absolute. That of an archive's member is the archive's path followed by the member's own.
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
        return list(members(place))
    with os.scandir(place) as entries:
        return [place / name for name, kind in _shown(entries) if kind is not _Kind.FOLDER]


class _Kind(Enum):
    FILE = auto()
    LINK = auto()
    FOLDER = auto()


class _Walk:
    """One walk through what it is given."""

    def __init__(self) -> None:
        self._seen = Seen()

    def radiographs(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            absolute = Path(os.path.abspath(path))
            if os.path.isdir(absolute):
                yield from self._below(absolute)
            else:
                yield from filter(self._seen.is_new, given(absolute))

    def _below(self, top: Path) -> Iterator[Path]:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                entries = self._entries(folder)
            except OSError:
                yield from filter(self._seen.is_new_folder, (folder,))
                continue
            folders = []
            for name, kind in entries:
                path = folder / name
                if kind is _Kind.FOLDER:
                    folders.append(path)
                    continue
                self._seen.come_to(name)
                known = self._seen.is_new if kind is _Kind.LINK else self._seen.is_no_stray
                yield from filter(known, listed(path))
            self._seen.end()
            waiting += reversed(folders)

    def _entries(self, folder: Path) -> list[tuple[str, _Kind]]:
        """What a folder shows; nothing if it was read before, by whatever way."""
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if self._seen.has_read(identity):
            return []
        with os.scandir(folder) as entries:
            self._seen.begin(identity)
            return _shown(entries)


def _shown(entries: Iterable[os.DirEntry[str]]) -> list[tuple[str, _Kind]]:
    # No entry is kept: each takes far more memory than its name.
    shown = [(entry.name, _kind(entry)) for entry in entries if is_shown(entry.name)]
    shown.sort(key=lambda named: natural(named[0]))
    return shown


def _kind(entry: os.DirEntry[str]) -> _Kind:
    try:
        if entry.is_dir():
            return _Kind.FOLDER
    except OSError:  # such as a link to itself
        return _Kind.LINK
    return _Kind.LINK if entry.is_symlink() else _Kind.FILE
