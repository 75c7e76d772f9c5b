"""One program at a time writes to a worklist."""

import errno
import os
from pathlib import Path

from filelock import FileLock, Timeout

from viewer.errors import WorklistError

_LOCK_ENDING = "-lock"
"""Beside the worklist as SQLite's own `-wal` is; it stays, empty, since deleting it is a race."""


def locked(path: Path) -> FileLock:
    """Keep other programs from writing to a worklist, until it is released.

    Raises
    ------
    WorklistError
        If another one writes to it, or its folder can't be written to.
    """
    if not os.path.isdir(path.parent):  # which the lock would make
        raise _unusable(path, os.strerror(errno.ENOENT))
    # The system lets go of it when the program ends, by whatever means.
    lock = FileLock(path.with_name(path.name + _LOCK_ENDING), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise WorklistError(
            f"Another program is writing to the worklist {path}.",
            "Wait until it ends, or choose another name for the worklist.",
        ) from error
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    return lock


def _unusable(path: Path, reason: str) -> WorklistError:
    return WorklistError(
        f"The worklist {path} can't be used: {reason}.",
        "Check that the folder is there and may be written to.",
    )
