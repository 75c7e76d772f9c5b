"""The hub: what must not run in the window's thread runs here, and comes back by one signal."""

import os
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from viewer.errors import HilumError
from viewer.reading import Provider, Reader
from viewer.unforeseen import as_hilum_error, log_unforeseen

T = TypeVar("T")
_CHUNK_SECONDS = 0.1
_FINDERS = 4
"""A file opened while a large folder is walked, or a table exported, waits for neither."""
_ASKERS = 3
"""A list of rows, the rows in sight, and their thumbnails, each for itself."""


class Lane(Enum):
    """Where a question is answered."""

    DECODE = auto()
    FIND = auto()
    TABLE = auto()
    SESSION = auto()
    BATCH = auto()


@dataclass(frozen=True, slots=True, eq=False)
class _Arrival:
    subject: Hashable
    generation: int
    value: Any
    error: BaseException | None
    on_answer: Callable[[Any], None]
    on_failure: Callable[[HilumError], None]
    last: bool = False
    """Whether nothing more comes in answer to this question."""


class Work(QObject):
    """Runs questions in threads and brings answers back to the window's thread.

    Each question has a subject, and asking again about a subject makes the earlier
    question void: it is not begun any more, or its late answer is dropped on arrival.
    A failure is delivered like an answer. A bug is also announced by `bug_found`, with
    its traceback, before it is delivered as a failure.
    """

    bug_found = Signal(object)
    begun = Signal(object)
    """The subject of a question that was asked."""
    ended = Signal(object)
    """The subject of a question that was answered, failed, or became void."""
    _arrived = Signal(object)

    def __init__(
        self, model: Path | None, provider: Provider, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._provider = model, provider
        self._reader: Reader | None = None
        self._refusal: Exception | None = None
        self._generations: dict[Hashable, int] = {}
        self._pending: dict[Hashable, Future[Any]] = {}
        self._counter = 0
        self._closed = False
        decoders = min(4, os.cpu_count() or 1) + 1  # one more, so that the shown file never queues
        self._lanes = {
            Lane.BATCH: ThreadPoolExecutor(1, "hilum-batch"),
            Lane.TABLE: ThreadPoolExecutor(_ASKERS, "hilum-table"),
            Lane.FIND: ThreadPoolExecutor(_FINDERS, "hilum-find"),
            Lane.DECODE: ThreadPoolExecutor(decoders, "hilum-decode"),
            Lane.SESSION: ThreadPoolExecutor(1, "hilum-session"),
        }
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        lane: Lane,
        subject: Hashable,
        question: Callable[[], T],
        on_answer: Callable[[T], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        """Answer a question in a lane; exactly one of the two is called, or none if void."""
        self._put(lane, subject, lambda _generation: question(), on_answer, on_failure)

    def ask_reader(
        self,
        subject: Hashable,
        question: Callable[[Reader], T],
        on_answer: Callable[[T], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        """Ask the one thread that owns the Reader; the model is opened at the first time."""
        self.ask(
            Lane.SESSION, subject, lambda: question(self._open_reader()), on_answer, on_failure
        )

    def wait_for_reader(self, question: Callable[[Reader], T]) -> T:
        """Ask the Reader from another worker thread, and wait there for the answer."""
        session = self._lanes[Lane.SESSION]
        return session.submit(lambda: question(self._open_reader())).result()

    def stream(
        self,
        lane: Lane,
        subject: Hashable,
        items: Callable[[], Iterator[T]],
        on_chunk: Callable[[list[T]], None],
        on_end: Callable[[int], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        """Bring items back in chunks, some ten times a second, and at the end their number."""

        def walk(generation: int) -> int:
            chunk: list[T] = []
            count, due = 0, time.monotonic()
            for item in items():
                if self._generations.get(subject) != generation:
                    break
                chunk.append(item)
                count += 1
                if time.monotonic() >= due:
                    self._emit_chunk(subject, generation, chunk, on_chunk, on_failure)
                    chunk, due = [], time.monotonic() + _CHUNK_SECONDS
            if chunk:
                self._emit_chunk(subject, generation, chunk, on_chunk, on_failure)
            return count

        self._put(lane, subject, walk, on_end, on_failure)

    def forget(self, subject: Hashable) -> None:
        """Make the question under way about a subject void."""
        if self._closed:
            return
        self._renew(subject)
        self.ended.emit(subject)

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and end every thread."""
        self._closed = True
        self._generations.clear()
        # The batch first, for it waits for the session; the session last.
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._pending.clear()
        self._reader = None

    def _put(
        self,
        lane: Lane,
        subject: Hashable,
        question: Callable[[int], T],
        on_answer: Callable[[T], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        if self._closed:
            return
        generation = self._renew(subject)
        self.begun.emit(subject)

        def answer() -> None:
            value, error = None, None
            try:
                value = question(generation)
            except BaseException as raised:  # delivered below, whatever it is
                error = raised
            self._arrived.emit(
                _Arrival(subject, generation, value, error, on_answer, on_failure, last=True)
            )

        self._pending[subject] = self._lanes[lane].submit(answer)

    def _emit_chunk(
        self,
        subject: Hashable,
        generation: int,
        chunk: list[T],
        on_chunk: Callable[[list[T]], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        self._arrived.emit(_Arrival(subject, generation, chunk, None, on_chunk, on_failure))

    def _renew(self, subject: Hashable) -> int:
        earlier = self._pending.pop(subject, None)
        if earlier is not None:
            earlier.cancel()
        self._counter += 1
        self._generations[subject] = self._counter
        return self._counter

    def _open_reader(self) -> Reader:
        if self._refusal is not None:
            raise self._refusal
        if self._reader is None:
            try:
                self._reader = Reader.open(self._model, self._provider)
            except Exception as refusal:
                self._refusal = refusal
                raise
        return self._reader

    def _deliver(self, arrival: _Arrival) -> None:
        if self._generations.get(arrival.subject) != arrival.generation:
            return
        if arrival.last:
            self.ended.emit(arrival.subject)
        if asker_is_gone(arrival.on_answer):
            return
        if arrival.error is None:
            arrival.on_answer(arrival.value)
            return
        if not isinstance(arrival.error, HilumError):
            log_unforeseen("In a worker thread", arrival.error)
            self.bug_found.emit(arrival.error)
        arrival.on_failure(as_hilum_error(arrival.error))


def asker_is_gone(on_answer: Callable[[Any], None]) -> bool:
    """Whether the object that asked was deleted, as with a window that made room for another."""
    method = on_answer.func if isinstance(on_answer, partial) else on_answer
    asker = getattr(method, "__self__", None)
    return isinstance(asker, QObject) and not isValid(asker)
