"""A queue of any length that takes no memory for it."""

import os
import pickle
import tempfile
import threading
from collections import deque
from typing import IO, Any, Generic, TypeVar

from viewer.errors import WorklistError

T = TypeVar("T")

_BLOCK = 1000
"""Items that are written and read together; two blocks or less never reach the disk."""


class Spool(Generic[T]):
    """Gives in their order what was put in; what waits between lies in a file without a name.

    One thread puts and any number take.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._coming: list[T] = []
        self._going: deque[T] = deque()
        self._blocks: deque[tuple[int, int]] = deque()
        self._file: IO[bytes] | None = None
        self._ended = False

    def put(self, item: T) -> None:
        """Add an item. Raises WorklistError if there is no room on the disk."""
        with self._changed:
            self._coming.append(item)
            if len(self._coming) >= _BLOCK:
                if self._going or self._blocks:
                    self._write()
                else:
                    self._going.extend(self._coming)
                    self._coming.clear()
            self._changed.notify()

    def take(self, timeout: float) -> T | None:
        """The next item, or None if none is put within `timeout` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._fetch() or self._ended, timeout)
            return self._going.popleft() if self._going else None

    def end(self) -> None:
        """Say that nothing more will be put in."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def exhausted(self) -> bool:
        """Whether all was taken, and nothing more will come."""
        with self._changed:
            return self._ended and not (self._going or self._blocks or self._coming)

    def close(self) -> None:
        """Forget what is left."""
        with self._changed:
            self._coming, self._going = [], deque()
            self._blocks.clear()
            if self._file is not None:
                self._file.close()
                self._file = None

    def _fetch(self) -> bool:
        if self._going:
            return True
        if self._blocks:
            self._going.extend(self._read())
        else:
            self._going.extend(self._coming)
            self._coming.clear()
        return bool(self._going)

    def _write(self) -> None:
        block = pickle.dumps(self._coming)
        try:
            if self._file is None:
                # Unbuffered: what a full disk refused would be tried again at the close.
                self._file = tempfile.TemporaryFile(buffering=0, prefix="hilum-")  # noqa: SIM115
            start = self._file.seek(0, os.SEEK_END)
            left = memoryview(block)
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            raise WorklistError(
                f"The names of the files can't be kept: {error.strerror or error}.",
                f"Make room on the disk of {tempfile.gettempdir()}.",
            ) from error
        self._blocks.append((start, len(block)))
        self._coming.clear()

    def _read(self) -> Any:
        assert self._file is not None
        start, length = self._blocks.popleft()
        self._file.seek(start)
        return pickle.loads(self._file.read(length))
