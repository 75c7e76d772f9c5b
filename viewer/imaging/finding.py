"""Which files of a folder are radiographs to be opened."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.errors import NothingToReadError
from viewer.imaging.opening import is_dicom
from viewer.imaging.ordering import natural
from viewer.imaging.raster import SIGNATURES

_ENDINGS = {".jpg", ".jpeg", ".png", ".dcm", ".dicom"}
_INDEX = "DICOMDIR"


def find_radiographs(paths: Iterable[Path]) -> Iterator[Path]:
    """Walk files and folders, lazily and in name order, each file once.

    A file given by name is always yielded. In a folder, a file is yielded if its ending or
    its first bytes promise a picture: a text file named .jpg is, since leaving it out would
    hide it, and a README isn't. Hidden files and folders, linked folders (which may
    lead in a circle) and the DICOMDIR index are passed over; so is a folder that may not be listed.
    """
    seen: set[Path] = set()
    for path in paths:
        candidates = _walk(path) if path.is_dir() else iter((path,))
        for candidate in candidates:
            absolute = Path(os.path.abspath(candidate))
            if absolute not in seen:
                seen.add(absolute)
                yield absolute


def nothing_found(paths: Iterable[Path]) -> NothingToReadError:
    """The error for files and folders in which `find_radiographs` found none."""
    names = ", ".join(path.name or str(path) for path in paths)
    return NothingToReadError(
        f"No radiograph was found in {names}.",
        "Hilum reads JPEG, PNG and DICOM; choose a folder that holds such files.",
    )


def list_files(folder: Path) -> list[Path]:
    """The files of one folder that may be radiographs, by their names alone, in order.

    Raises
    ------
    OSError
        If the folder can't be listed.
    """
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _may_be_shown(entry.name) and entry.is_file()]
    return [folder / name for name in sorted(names, key=natural)]


def promises_picture(path: Path) -> bool:
    """Whether a file's ending or its first bytes promise a picture."""
    if path.suffix.lower() in _ENDINGS:
        return True
    if not path.is_file():
        return False  # a pipe, whose reading may wait for ever
    try:
        with path.open("rb") as file:
            start = file.read(132)
    except OSError:
        return False
    return start.startswith(SIGNATURES) or is_dicom(start)


def _walk(folder: Path) -> Iterator[Path]:
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural)
        for name in sorted(filter(_may_be_shown, files), key=natural):
            path = Path(directory, name)
            if promises_picture(path):
                yield path


def _may_be_shown(name: str) -> bool:
    return not name.startswith(".") and name.upper() != _INDEX
