"""The decoders' processes: started when they are needed, and kept for the next task."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pickle import PickleBuffer
from typing import Any, ParamSpec, TypeVar

from viewer.imaging.decoding.at_work import AtWork
from viewer.imaging.decoding.child import MemoryExceededError, is_decoder
from viewer.imaging.decoding.worker import Worker, WorkerGoneError

_MOST_IDLE = (os.cpu_count() or 1) + 1
"""One beyond the processors, so that the window is not kept waiting by a batch. Each asking thread
waits for its answer, so that there are never more at work than threads that ask."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Workers:
    """Lends each asking thread a process of its own, and keeps it for the next."""

    def __init__(self, most_idle: int) -> None:
        self._most_idle = most_idle
        self._idle: list[Worker] = []

    def start_one(self) -> None:
        """Have a process at hand, if none is."""
        if not self._idle:
            self._idle.append(Worker())

    def take_idle(self) -> Worker | None:
        try:
            return self._idle.pop()  # the last one: its memory is warm
        except IndexError:
            return None

    def keep(self, worker: Worker) -> None:
        self._idle.append(worker)

    def end_spare(self) -> None:
        """End what is idle beyond the useful number."""
        while len(self._idle) > self._most_idle and (spare := self.take_idle()):
            spare.end()


class Conversation:
    """Some tasks in a row for one and the same process, by one thread."""

    def __init__(self, workers: Workers, at_work: AtWork | None = None) -> None:
        self._workers = workers
        self._at_work = at_work
        self._worker: Worker | None = None

    def call(self, function: Callable[_P, _R], *arguments: _P.args, **_: _P.kwargs) -> _R:
        """Call a function in the process. As `decode`."""
        return self._call(function, arguments, limited=True)

    def wait_for(self, function: Callable[_P, _R], *arguments: _P.args, **_: _P.kwargs) -> _R:
        """As `call`, for what may wait for a disk or a network as long as it likes."""
        return self._call(function, arguments, limited=False)

    def end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        if self._at_work is not None and self._at_work.ended:
            worker.end()  # it may be dying, and would take the next task with it
        else:
            self._workers.keep(worker)
        if self._at_work is None:  # a batch needs again what idles for a moment
            self._workers.end_spare()

    def _call(self, function: Callable[..., _R], arguments: tuple[Any, ...], limited: bool) -> _R:
        unpickled = tuple(PickleBuffer(it) if isinstance(it, bytes) else it for it in arguments)
        if self._worker is not None:
            answer = self._ask(self._worker, function, unpickled, limited)
        else:
            answer = self._begin(function, unpickled, limited)
        succeeded, result = answer
        if not succeeded:
            raise result
        return result

    def _begin(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], limited: bool
    ) -> tuple[bool, Any]:
        while idle := self._workers.take_idle():
            try:
                answer = self._ask(idle, function, arguments, limited)
            except WorkerGoneError:  # it died while nobody needed it
                continue
            if self._worker is not None:
                return answer
            break  # its memory was used up, by this task or by those before
        return self._ask(Worker(), function, arguments, limited)

    def _ask(
        self,
        worker: Worker,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        limited: bool,
    ) -> tuple[bool, Any]:
        self._worker = None  # whatever is raised below, it has ended
        if self._at_work is None:
            answer = worker.ask(function, arguments, limited=limited)
        else:
            with self._at_work.including(worker):
                answer = worker.ask(function, arguments, limited=limited)
        if isinstance(answer[1], MemoryExceededError):
            worker.end()
        else:
            self._worker = worker
        return answer


_workers = Workers(_MOST_IDLE)


@contextmanager
def conversation(at_work: AtWork | None = None) -> Iterator[Conversation]:
    """Have a process for some tasks in a row."""
    it = Conversation(_workers, at_work)
    try:
        yield it
    finally:
        it.end()


def decode(function: Callable[_P, _R], *arguments: _P.args, **_: _P.kwargs) -> _R:
    """Call a function in a decoder's process; in such a process, call it there.

    Any thread may. Arrays in the result are read-only.

    Parameters
    ----------
    function : callable
        Defined in a module, which the process imports; what it needs beyond that it had
        better import itself.

    Raises
    ------
    DamagedFileError
        If the process died of it.
    LimitExceededError
        If it took too much time or memory.
    Exception
        Whatever the function raises.
    """
    if is_decoder():
        return function(*arguments, **_)
    with conversation() as it:
        return it.call(function, *arguments, **_)


def start_early() -> None:
    """Start a process without waiting for it, where a picture will soon be asked for."""
    _workers.start_one()


def _forget() -> None:
    global _workers
    _workers = Workers(_MOST_IDLE)


if hasattr(os, "register_at_fork"):
    # A forked copy of the program would talk to the same processes as the program.
    os.register_at_fork(after_in_child=_forget)
