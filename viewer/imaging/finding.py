"""Which files are radiographs to be opened."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.errors import HilumError, NothingToReadError
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
from viewer.imaging.ordering import natural
from viewer.imaging.signatures import promises_picture as begins_picture

_DICOM = {".dcm", ".dicom"}
_ENDINGS = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp"} | _DICOM
_ARCHIVE = ".zip"
_INDEX = "DICOMDIR"


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
        return list(_members(place))
    with os.scandir(place) as entries:
        return [place / entry.name for entry in _shown(entries) if not _is_folder(entry)]


def promises_picture(path: Path) -> bool:
    """Whether the ending or the first bytes of a file, or of a member, promise a picture.

    So does what can't be read, for it might be one.
    """
    try:
        return path.suffix.lower() in _ENDINGS or _is_picture(read_start(path))
    except (HilumError, OSError):
        return True


class _Walk:
    """One walk, which remembers where it has been."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[tuple[int, int]] = set()
        self._real: dict[Path, str] = {}

    def radiographs(self, paths: Iterable[Path]) -> Iterator[Path]:
        for path in paths:
            absolute = Path(os.path.abspath(path))
            for file in self._below(absolute) if absolute.is_dir() else _given(absolute):
                real = self._real_path(file)
                if real not in self._files:
                    self._files.add(real)
                    yield file

    def _below(self, top: Path) -> Iterator[Path]:
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                entries = self._entries(folder)
            except OSError:
                yield folder
                continue
            folders = []
            for entry in entries:
                path = folder / entry.name
                if _is_folder(entry):
                    folders.append(path)
                else:
                    yield from _listed(path)
            waiting += reversed(folders)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What a folder shows; nothing if it was read before, by whatever way."""
        status = folder.stat()
        identity = (status.st_dev, status.st_ino)
        if identity in self._folders:
            return []
        self._folders.add(identity)
        with os.scandir(folder) as entries:
            return _shown(entries)

    def _real_path(self, file: Path) -> str:
        if file.is_symlink():
            return os.path.realpath(file)
        folder = file.parent
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return f"{self._real[folder]}{os.sep}{file.name}"


def _given(path: Path) -> Iterator[Path]:
    """What a person means who names a file, or a file or folder in an archive."""
    place = split(path)
    try:
        if place is not None:
            file, address = place
            start = read_start(file)
            if is_archive(start) and address not in open_archive(file).members:
                return _pictures(file, "" if address == HERE else f"{address}/")
            if is_dicomdir(start) and address == HERE:
                return _indexed(path)
    except (HilumError, OSError):
        pass  # opening it says what is wrong
    return iter((path,))


def _listed(path: Path) -> Iterator[Path]:
    """What a file that a folder lists has to offer."""
    ending = path.suffix.lower()
    if ending in _ENDINGS:
        return iter((path,))
    try:
        start = read_start(path)
        if is_archive(start):
            is_document = open_archive(path).is_package and ending != _ARCHIVE
            return _strangers(path) if is_document else _pictures(path)
        promising = ending == _ARCHIVE or _is_picture(start)
    except HilumError:
        # A damaged archive; but other kinds of files begin as archives do.
        promising = ending in (_ARCHIVE, "")
    except OSError:
        promising = True
    return iter((path,) if promising else ())


def _pictures(archive: Path, below: str = "") -> Iterator[Path]:
    for member in _members(archive, below):
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
    for member in _members(package):
        ending = member.suffix.lower()
        if ending in _DICOM or (not ending and promises_picture(member)):
            yield member


def _members(archive: Path, below: str = "") -> Iterator[Path]:
    for address in open_archive(archive).members:
        if address.startswith(below) and all(map(_is_shown, address.split("/"))):
            yield archive / address


def _indexed(dicomdir: Path) -> Iterator[Path]:
    try:
        yield from referenced_files(dicomdir)
    except HilumError:
        yield dicomdir


def _shown(entries: Iterable[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    return sorted(
        (entry for entry in entries if _is_shown(entry.name)),
        key=lambda entry: natural(entry.name),
    )


def _is_shown(name: str) -> bool:
    return not is_left_out(name) and name.upper() != _INDEX


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # such as a link to itself
        return False


def _is_picture(start: bytes) -> bool:
    return begins_picture(start) and not is_dicomdir(start)
