"""The worklists that the window keeps: one for each set of files and folders that was read."""

import hashlib
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from viewer.batch.worklist.deleting import delete_worklist
from viewer.batch.worklist.listing import Listing
from viewer.errors import WorklistError

_ENDING = ".worklist"
_KEPT = 10
_NAME_LENGTH = 40
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Shelved:
    """What is known of a worklist without looking through it.

    Attributes
    ----------
    paths : list of Path
        What was to be read.
    complete : bool
        Whether all of it was.
    count : int
        How many rows it has.
    written : float
        When it was written to, in seconds since 1970.
    """

    path: Path
    paths: list[Path]
    complete: bool
    count: int
    written: float


class Shelf:
    """A folder of worklists, each known by what it is of; any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place_of(self, paths: Collection[Path]) -> Path:
        """The file for the worklist of a set of absolute paths, whatever their order."""
        names = sorted({os.fsencode(path) for path in paths})
        # A path holds no zero byte, so that no two sets are joined alike.
        known_by = hashlib.sha256(b"\0".join(names)).hexdigest()[:_DIGITS]
        readable = _readable(Path(os.fsdecode(names[0])).name) if names else ""
        return self._folder / f"{readable}{known_by}{_ENDING}"

    def holds(self, path: Path) -> bool:
        return path.parent == self._folder

    def latest(self) -> Path | None:
        """The worklist that was written to last."""
        return max(self._all(), key=_written, default=None)

    def listed(self) -> list[Shelved]:
        """What is known of each worklist that can be read, the youngest first."""
        found = []
        for path in self._all():
            with suppress(WorklistError):
                found.append(_look_at(path))
        begun = [shelved for shelved in found if shelved.paths]
        return sorted(begun, key=lambda shelved: shelved.written, reverse=True)

    def clear_up(self, in_use: Path) -> None:
        """Delete what is too old to be kept, but neither what is in use nor what is written to.

        What was completed goes first: it could be exported, and reading the same files again
        makes the same table. With one that was cut off somebody may want to go on. One that
        can't be read may be of a newer Hilum, and stays as long.
        """
        worklists = sorted(self._all(), key=_written)
        too_many = len(worklists) - _KEPT
        if too_many <= 0:
            return
        others = [path for path in worklists if path != in_use]
        for path in sorted(others, key=_is_unfinished):  # of either kind the oldest first
            with suppress(WorklistError, OSError):
                delete_worklist(path)
                too_many -= 1
            if not too_many:
                return

    def delete_all(self) -> int:
        """Delete what can be deleted; what another program writes to is left. Gives how many."""
        count = 0
        for path in self._all():
            with suppress(WorklistError, OSError):
                delete_worklist(path)
                count += 1
        return count

    def _all(self) -> Sequence[Path]:
        return list(self._folder.glob(f"*{_ENDING}"))


def _look_at(path: Path) -> Shelved:
    with Listing(path) as listing:
        paths, complete = listing.request
        return Shelved(path, paths, complete, listing.count, _written(path))


def _is_unfinished(path: Path) -> bool:
    """Whether a worklist has rows, and is to get more."""
    try:
        shelved = _look_at(path)
    except WorklistError:
        return True
    return shelved.count > 0 and not shelved.complete


def _written(path: Path) -> float:
    """When a worklist was written to last; 0 if it is gone.

    Rows lie beside the file until it is closed, and stay there if the program is killed. What
    only looks at it may leave an empty file there.
    """
    times = [0.0]
    for part in (path, Path(f"{path}-wal")):
        with suppress(OSError):
            there = part.stat()
            if there.st_size:
                times.append(there.st_mtime)
    return max(times)


def _readable(name: str) -> str:
    """As much of a name as every file system takes, with the dash that parts it from the rest."""
    letters = "".join(letter if letter.isalnum() else "-" for letter in name).strip("-")
    return f"{letters[:_NAME_LENGTH]}-" if letters else ""
