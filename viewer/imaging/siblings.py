"""The radiographs beside one that is open."""

import threading
from bisect import bisect_left
from itertools import islice
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging.archive import HERE, Order, order_of, split
from viewer.imaging.finding import list_files, promises_picture


class _Listing:
    """The files of the place that was last asked about, for as long as it is not modified."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place: Path | None = None
        self._modified = 0
        self._files: list[Path] = []

    def files(self, place: Path) -> list[Path]:
        with self._lock:
            modified = place.stat().st_mtime_ns
            if (place, modified) != (self._place, self._modified):
                self._files = list_files(place)
                self._place, self._modified = place, modified
            return self._files


_listing = _Listing()


def sibling(path: Path, step: int) -> Path | None:
    """The radiograph so many steps further in the same folder or archive.

    The order is that of `find_radiographs`. The names are listed once for as long as the folder
    or archive is not modified; only files that are stepped over are looked into.

    Parameters
    ----------
    path : Path
        A file, or a member of an archive; it need not be there any more.
    step : int
        1 for the next radiograph, -1 for the one before.

    Returns
    -------
    Path or None
        None beyond the ends, and where the folder or archive can't be listed.
    """
    inside = split(path)
    place = path.parent if inside is None or inside[1] == HERE else inside[0]

    def order(file: Path) -> Order:
        return order_of(file.relative_to(place).as_posix())

    try:
        files = _listing.files(place)
    except (HilumError, OSError):
        return None
    at = bisect_left(files, order(path), key=order)
    is_listed = at < len(files) and files[at] == path
    ahead = range(at + is_listed, len(files)) if step > 0 else range(at - 1, -1, -1)
    promising = (files[index] for index in ahead if promises_picture(files[index]))
    return next(islice(promising, abs(step) - 1, None), None)
