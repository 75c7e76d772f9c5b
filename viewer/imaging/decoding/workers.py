"""As many decoders' processes as are useful, started when they are first needed."""

import os
import threading
from collections.abc import Callable
from pickle import PickleBuffer
from typing import Any, ParamSpec, TypeVar

from viewer.imaging.decoding.child import MemoryExceededError
from viewer.imaging.decoding.worker import Worker, WorkerGoneError

_MOST = (os.cpu_count() or 1) + 1
"""One beyond the processors, so that the window is not kept waiting by a batch."""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Workers:
    """Lends each asking thread a process of its own, and keeps it for the next."""

    def __init__(self, most: int) -> None:
        self._room = threading.BoundedSemaphore(most)
        self._idle: list[Worker] = []

    def start_one(self) -> None:
        """Have a process at hand, if none is."""
        if not self._idle:
            self._idle.append(Worker())

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bool, Any]:
        """As `Worker.ask`; waits while all processes are busy."""
        with self._room:
            while True:
                try:
                    worker = self._idle.pop()  # the last one: its memory is warm
                except IndexError:
                    return self._ask_fresh(function, arguments)
                try:
                    answer = worker.ask(function, arguments)
                except WorkerGoneError:  # it died while nobody needed it
                    continue
                if not self._keep(worker, answer):
                    return self._ask_fresh(function, arguments)
                return answer

    def _ask_fresh(
        self, function: Callable[..., Any], arguments: tuple[Any, ...]
    ) -> tuple[bool, Any]:
        worker = Worker()
        answer = worker.ask(function, arguments)
        self._keep(worker, answer)
        return answer

    def _keep(self, worker: Worker, answer: tuple[bool, Any]) -> bool:
        """Have a process ready for the next task, unless its memory is used up."""
        if isinstance(answer[1], MemoryExceededError):
            worker.end()
            return False
        self._idle.append(worker)
        return True


_workers = Workers(_MOST)


def decode(function: Callable[_P, _R], *arguments: _P.args, **_: _P.kwargs) -> _R:
    """Call a function in a decoder's process.

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
    unpickled = tuple(PickleBuffer(it) if isinstance(it, bytes) else it for it in arguments)
    succeeded, result = _workers.ask(function, unpickled)
    if not succeeded:
        raise result
    return result


def start_early() -> None:
    """Start a process without waiting for it, where a picture will soon be asked for."""
    _workers.start_one()


def _forget() -> None:
    global _workers
    _workers = Workers(_MOST)


if hasattr(os, "register_at_fork"):
    # A forked copy of the program would talk to the same processes as the program.
    os.register_at_fork(after_in_child=_forget)
