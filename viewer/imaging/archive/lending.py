"""A file that is open only while somebody reads it."""

import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

Stamp = tuple[int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """What changes whenever a file's content does: size and time of modification."""
    return status.st_size, status.st_mtime_ns


class LentFile(io.RawIOBase):
    """A file for readers who come and go.

    What was once read of it, such as the directory of an archive, can so be kept without a handle,
    which on Windows would keep others from moving or deleting the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._readers = 0
        self.stamp: Stamp | None = None
        self.most_at_once = 0
        """Bytes that one call of `read` may ask for, or gives to the end; 0 for any number."""

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Keep the file open. Raises OSError, also if the file changed since the first time."""
        with self._lock:
            if self._file is None:
                self._file = self._open()
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers and self._file is not None:
                    self._file.close()
                    self._file = None

    def _open(self) -> BinaryIO:
        file = self._path.open("rb")
        stamp = stamp_of(os.fstat(file.fileno()))
        if self.stamp not in (None, stamp):
            file.close()
            raise OSError(None, "it was changed meanwhile")
        self.stamp = stamp
        return file

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._lent_file.seek(offset, whence)

    def tell(self) -> int:
        return self._lent_file.tell()

    def read(self, size: int = -1) -> bytes:
        most = self.most_at_once
        if most and size > most:
            raise OverflowError
        return self._lent_file.read(most if most and size < 0 else size)

    @property
    def _lent_file(self) -> BinaryIO:
        assert self._file is not None, "read outside of lent()"
        return self._file
