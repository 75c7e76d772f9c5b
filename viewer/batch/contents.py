"""Contents that are being read, so that no two files of the same bytes are read at a time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from viewer.batch.worklist.outcome import Outcome
from viewer.batch.worklist.row import Row
from viewer.batch.worklist.worklist import Worklist


class Contents:
    """Tells each file of its twins: those read before, and the one under way.

    A thread waits here only for another that reads, and one that reads waits for none.
    """

    def __init__(self, worklist: Worklist, model_sha256: str) -> None:
        self._worklist, self._model_sha256 = worklist, model_sha256
        self._lock = threading.Lock()
        self._under_way: dict[str, _Content] = {}

    @contextmanager
    def each_once(self) -> Iterator["Turn"]:
        """One file's turn; its row must be in the worklist when the `with` ends."""
        turn = Turn(self._begin)
        try:
            yield turn
        finally:
            with self._lock:
                for sha256 in turn.begun:
                    self._under_way.pop(sha256).end(turn.outcome)

    def _begin(self, turn: "Turn", sha256: str) -> Row | None:
        while True:
            with self._lock:
                content = self._under_way.get(sha256)
                if content is None:
                    row = self._worklist.twin(sha256, self._model_sha256)
                    if row is None:
                        self._under_way[sha256] = _Content()
                        turn.begun.append(sha256)
                    return row
            failed = content.wait()
            if failed is not None:
                return failed


class Turn:
    """What one file is told of its twins, and what became of it."""

    def __init__(self, begin: Callable[["Turn", str], Row | None]) -> None:
        self._begin = begin
        self.begun: list[str] = []
        self.outcome: Outcome | None = None

    def twin(self, sha256: str) -> Row | None:
        """For `read_file`: the row of a twin, or None for the file that is to be read."""
        return self._begin(self, sha256)


class _Content:
    """The bytes of the files that wait for one of them to be read."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._failed: Row | None = None

    def end(self, outcome: Outcome | None) -> None:
        # With a stamp it failed of its bytes, which all have in common; else each is tried.
        if outcome is not None and outcome.row.failed and outcome.stamp is not None:
            self._failed = outcome.row
        self._ended.set()

    def wait(self) -> Row | None:
        """The row of the file that was read, if it failed and so would the others."""
        self._ended.wait()
        return self._failed
