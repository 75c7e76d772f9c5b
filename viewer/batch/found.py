"""The files of a batch, found in a thread of their own."""

import queue
import threading
from collections.abc import Iterable
from pathlib import Path


class FoundFiles:
    """Walks an iterable of paths ahead of its user, who so learns early how many there are."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._files = files
        self._waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
        self._count = 0
        self._error: Exception | None = None
        self._stopped = threading.Event()
        self._finished = threading.Event()
        # A daemon: a walk that hangs on a dead network share must not keep the program alive.
        threading.Thread(target=self._walk, name="find", daemon=True).start()

    @property
    def total(self) -> int | None:
        """How many files there are, None while they are being found."""
        return self._count if self._finished.is_set() else None

    def take(self, timeout: float) -> Path | None:
        """The next file, or None if none is found within `timeout` seconds."""
        try:
            return self._waiting.get(timeout=timeout)
        except queue.Empty:
            return None

    def exhausted(self) -> bool:
        """Whether all files were found and taken. Raises what the walk raised."""
        if not (self._finished.is_set() and self._waiting.empty()):
            return False
        if self._error:
            raise self._error
        return True

    def stop(self) -> None:
        """Find no more; returns at once."""
        self._stopped.set()

    def _walk(self) -> None:
        try:
            for path in self._files:
                if self._stopped.is_set():
                    return
                self._count += 1
                self._waiting.put(path)
        except Exception as error:  # raised where it can be handled: in the user's thread
            self._error = error
        finally:
            self._finished.set()
