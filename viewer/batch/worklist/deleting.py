"""Deleting a worklist, with all that lies beside it."""

import sys
from contextlib import suppress
from pathlib import Path

from viewer.batch.worklist.locking import locked

_OF_SQLITE = ("", "-wal", "-shm")


def delete_worklist(path: Path) -> None:
    """Delete a worklist's files.

    Raises
    ------
    WorklistError
        If another program writes to it: it is left as it is.
    OSError
        If it can't be deleted, as while a program looks at it on Windows.
    """
    lock = locked(path)
    beside = Path(lock.lock_file)
    try:
        # The worklist first: what is beside it means nothing without it, and not the reverse.
        for ending in _OF_SQLITE:
            Path(f"{path}{ending}").unlink(missing_ok=True)
        if sys.platform != "win32":  # where nothing is deleted that a program has open
            # While it is held: afterwards it may be another program's.
            beside.unlink()
    finally:
        lock.release()
    if sys.platform == "win32":
        with suppress(OSError):
            beside.unlink()
