"""Contents that are being read, so that no two files of the same bytes are read at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from viewer.batch.row import Row
from viewer.batch.worklist import Worklist

Twin = Callable[[str], Row | None]


class Contents:
    """Tells each file of its twins: those read before, and the one under way.

    A thread waits here only for another that reads, and one that reads waits for none.
    """

    def __init__(self, worklist: Worklist, model_sha256: str) -> None:
        self._worklist, self._model_sha256 = worklist, model_sha256
        self._lock = threading.Lock()
        self._under_way: dict[str, threading.Event] = {}

    @contextmanager
    def each_once(self) -> Iterator[Twin]:
        """Gives `read_file` its `twin`; the row must be in the worklist when the `with` ends."""
        claimed: list[str] = []

        def twin(sha256: str) -> Row | None:
            while True:
                with self._lock:
                    other = self._under_way.get(sha256)
                    if other is None:
                        row = self._worklist.twin(sha256, self._model_sha256)
                        if row is None:
                            self._under_way[sha256] = threading.Event()
                            claimed.append(sha256)
                        return row
                other.wait()  # should it fail, this file is tried by itself

        try:
            yield twin
        finally:
            with self._lock:
                for sha256 in claimed:
                    self._under_way.pop(sha256).set()
