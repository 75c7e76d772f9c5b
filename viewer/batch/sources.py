"""The folders and archives that a batch was given, and whether they are still there."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from viewer.errors import FileUnavailableError

Identity = tuple[int, int]


class Sources:
    """Tells a file that is gone from a disk or share that is gone with all its files."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._identities: dict[Path, Identity | None] = {}
        for path in map(Path, map(os.path.abspath, paths)):
            status = _status(path)
            if status is not None:
                # An archive may be written anew under its name; a folder stays the same one.
                folder = stat.S_ISDIR(status.st_mode)
                self._identities[path] = (status.st_dev, status.st_ino) if folder else None

    def check(self, failed: Path) -> None:
        """Raise FileUnavailableError if what a file was found in is gone."""
        for source, identity in self._identities.items():
            if source not in failed.parents and (source != failed or identity is None):
                continue
            status = _status(source)
            if status is None or identity not in (None, (status.st_dev, status.st_ino)):
                raise FileUnavailableError(
                    f"{source} is no longer there; what was read of it is kept.",
                    "Connect the disk or network share again, and go on with the same worklist.",
                )


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
