"""The files of a batch, found in a thread of their own."""

import os
import stat
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from viewer.batch.spool import Spool
from viewer.batch.worklist.outcome import Stamp
from viewer.imaging.archive import split


class Found(NamedTuple):
    """A file, its place among all, and how it lay there; no stamp if it could not be got at."""

    position: int
    file: Path
    stamp: Stamp | None


class FoundFiles:
    """Walks an iterable of paths ahead of its users, who so learn early how many there are.

    Files that are known, as `knows` says of each at once, are counted and passed over.
    """

    def __init__(
        self, files: Iterable[Path], knows: Callable[[Found], bool] = lambda _: False
    ) -> None:
        self._files, self._knows = files, knows
        self._waiting: Spool[Found] = Spool()
        self._count = 0
        self.known = 0
        self._error: Exception | None = None
        self._stopped = threading.Event()
        self._finished = threading.Event()

    def start(self) -> None:
        # A daemon: a walk that hangs on a dead network share must not keep the program alive.
        threading.Thread(target=self._walk, name="find", daemon=True).start()

    @property
    def total(self) -> int | None:
        """How many files there are, None while they are being found."""
        return self._count if self._finished.is_set() else None

    @property
    def error(self) -> Exception | None:
        """What the walk raised, if it did."""
        return self._error

    def take(self, timeout: float) -> Found | None:
        """The next file to be read, or None if none is found within `timeout` seconds."""
        return self._waiting.take(timeout)

    def exhausted(self) -> bool:
        """Whether all files were found and taken."""
        return self._waiting.exhausted

    def stop(self) -> None:
        """Find no more; returns at once."""
        self._stopped.set()

    def _walk(self) -> None:
        try:
            for path in self._files:
                if self._stopped.is_set():
                    break
                found = Found(self._count, path, stamp_of(path))
                self._count += 1
                if self._knows(found):
                    self.known += 1
                else:
                    self._waiting.put(found)
        except Exception as error:  # raised where it can be handled: in the user's thread
            self._error = error
        finally:
            self._finished.set()
            self._waiting.end()
            if self._stopped.is_set():
                self._waiting.close()


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file, of an archive for what is in it; None if neither is there."""
    status = _status(path)
    if status is None:
        place = split(path)
        status = None if place is None else _status(place[0])
    if status is None or not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(status.st_size, status.st_mtime_ns)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except (OSError, ValueError):  # a name that no disk can hold may be a member's
        return None
