"""The directories of archives, kept in memory for as long as they are asked for."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from viewer.imaging import gate
from viewer.imaging.archive.contents import Archive
from viewer.imaging.archive.lending import stamp_of

MAX_KEPT = 4
"""Archives whose directories are kept, so that walking through some at a time reads each once."""

MAX_KEPT_ENTRIES = gate.MAX_ARCHIVE_ENTRIES
"""Entries of all kept directories together. Each takes about a kilobyte, so that these are as much
as the largest archive alone; which is kept by itself, since each of its members asks for it."""


@dataclass(slots=True, eq=False)
class _Place:
    """Where one archive is kept, and its directory read by one thread while others wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    archive: Archive | None = None


class Kept:
    """The archives that were asked for last, each for as long as its file is the same.

    Threads wait for each other only where they ask for the same archive: reading the largest
    directory takes seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: OrderedDict[Path, _Place] = OrderedDict()

    def archive(self, path: Path) -> Archive:
        """Take the archive from memory, or read its directory. Raises as `Archive`, and OSError."""
        with self._lock:
            place = self._places.setdefault(path, _Place())
            self._places.move_to_end(path)
        with place.lock:
            archive = place.archive
            if archive is None or archive.stamp != stamp_of(path.stat()):
                archive = place.archive = None  # not to hold the old one while the new one is read
                archive = self._read(path, place)
        return archive

    def _read(self, path: Path, place: _Place) -> Archive:
        try:
            place.archive = archive = Archive(path)
        finally:
            with self._lock:
                self._let_go()
        return archive

    def _let_go(self) -> None:
        """Forget the archives that were asked for longest ago, and places where none came to be."""
        entries = kept = 0
        for path, place in reversed(list(self._places.items())):
            if place.archive is not None:
                kept += 1
                entries += place.archive.entry_count
                if kept > 1 and (kept > MAX_KEPT or entries > MAX_KEPT_ENTRIES):
                    del self._places[path]
            elif not place.lock.locked():
                del self._places[path]
