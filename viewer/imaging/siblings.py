"""The radiographs beside one that is open."""

import threading
from bisect import bisect_left
from pathlib import Path

from viewer.imaging.finding import list_files, promises_picture
from viewer.imaging.ordering import natural


class _Listings:
    """The files of the folder that was last asked about, for as long as it is not modified."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._modified = 0
        self._files: list[Path] = []

    def files(self, folder: Path) -> list[Path]:
        with self._lock:
            modified = folder.stat().st_mtime_ns
            if (folder, modified) != (self._folder, self._modified):
                self._files = list_files(folder)
                self._folder, self._modified = folder, modified
            return self._files


_listings = _Listings()


def sibling(path: Path, step: int) -> Path | None:
    """The radiograph so many steps further in the same folder or archive.

    The order is that of `find_radiographs`. The files' names are listed once for as long as the
    folder or archive is not modified; only files that are stepped over are looked into.

    Parameters
    ----------
    path : Path
        A file, or a member of an archive; it need not be there any more.
    step : int
        1 for the next radiograph, -1 for the one before.

    Returns
    -------
    Path or None
        None beyond the ends, and where the folder can't be listed.
    """
    try:
        files = _listings.files(path.parent)
    except OSError:
        return None
    at = bisect_left(files, natural(path.name), key=lambda file: natural(file.name))
    there = at < len(files) and files[at] == path
    following = files[at + there :] if step > 0 else reversed(files[:at])
    left = abs(step)
    for file in following:
        left -= promises_picture(file)
        if not left:
            return file
    return None
