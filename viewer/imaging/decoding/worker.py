"""One decoder's process, as the program sees it."""

import atexit
import contextlib
import multiprocessing
import select
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from typing import Any

from viewer.errors import (
    DamagedFileError,
    FileUnavailableError,
    HilumError,
    LimitExceededError,
)
from viewer.imaging.decoding.child import FOR_THE_PROGRAM, serve
from viewer.imaging.decoding.limits import ended_by_time, ended_from_outside
from viewer.imaging.decoding.messages import receive, send
from viewer.imaging.gate import DECODER_SECONDS

_WATCHDOG_SECONDS = DECODER_SECONDS + 5.0
"""Later than the program's own limit, so that it acts only where no program is left."""

_AGAIN = "The file may be damaged; copy it again from where it came from."
_TOO_LONG = ("Decoding the picture takes longer than any radiograph needs.", _AGAIN)
_STOPPED = ("The decoder stopped on this file.", _AGAIN)
_DEATH_SECONDS = 1.0
"""Until a process whose pipe is closed can be asked how it ended."""

_NAME = "hilum-decoder"

_SPAWN = multiprocessing.get_context("spawn")
_one_start_at_a_time = threading.Lock()


class WorkerGoneError(DamagedFileError):
    """The process ended before it had taken the task."""


class Worker:
    """A process that does one task at a time. Use it from one thread at a time."""

    def __init__(self) -> None:
        """Start the process, without waiting until it is ready.

        Raises
        ------
        HilumError
            If the system grants no further process.
        """
        self._pipe, childs_end = _SPAWN.Pipe()
        # Daemonic: the program's end ends it, without waiting for its task.
        self._process = _SPAWN.Process(
            target=serve, args=(childs_end, _WATCHDOG_SECONDS), name=_NAME, daemon=True
        )
        try:
            with _one_start_at_a_time, _main_hidden(), _signals_blocked():
                self._process.start()
        except OSError as error:
            self._pipe.close()
            raise HilumError(
                f"No process for the decoder can be started: {error.strerror}.",
                "Close other programs, and try again.",
            ) from error
        finally:
            childs_end.close()
        self._ready = False

    def ask(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], *, limited: bool = True
    ) -> tuple[bool, Any]:
        """Have a function called, and wait for what it returned (True) or raised (False).

        After any exception but one that the function raised the process has ended.

        Parameters
        ----------
        limited : bool
            Whether the task may take `DECODER_SECONDS` at most, and not as long as it likes.

        Raises
        ------
        DamagedFileError
            If the process died of the task; `WorkerGoneError` if it had died before.
        FileUnavailableError
            If it was killed, which is no fault of the file.
        LimitExceededError
            If the task computed too long, or took longer than `DECODER_SECONDS`.
        """
        try:
            self._wait_until_ready()
            try:
                send(self._pipe, (function, arguments, limited))
            except OSError as error:
                raise WorkerGoneError(*_STOPPED) from error
            # `poll` without a limit would build a selector for what `receive` does anyway.
            if limited and not self._answers_within(DECODER_SECONDS):
                raise LimitExceededError(*_TOO_LONG)
            try:
                answer: tuple[bool, Any] = receive(self._pipe)
            except (EOFError, OSError) as error:
                self._process.join(_DEATH_SECONDS)
                if ended_by_time(self._process.exitcode):
                    raise LimitExceededError(*_TOO_LONG) from error
                if ended_from_outside(self._process.exitcode):
                    raise FileUnavailableError(*_STOPPED) from error
                raise DamagedFileError(*_STOPPED) from error
            return answer
        except BaseException:  # an interrupted task, too, leaves a process that nobody waits for
            self.end()
            raise

    def _answers_within(self, seconds: float) -> bool:
        if not hasattr(select, "poll"):
            return self._pipe.poll(seconds)
        answer = select.poll()  # a third of the price of the pipe's own
        answer.register(self._pipe.fileno(), select.POLLIN)
        return bool(answer.poll(seconds * 1000.0))

    def _wait_until_ready(self) -> None:
        # Told apart from a death on a file: a program that can't start its decoders has a bug.
        if self._ready:
            return
        try:
            receive(self._pipe)
        except (EOFError, OSError) as error:
            raise RuntimeError("The decoder's process ended while it was starting.") from error
        self._ready = True

    def kill(self) -> None:
        """End the process without waiting for its end; any thread may, whoever asks it."""
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._pipe.close()
        self._process.kill()
        # Not closed: at the program's end `multiprocessing` may be waiting for it, too.
        self._process.join()


def _kill_all() -> None:
    # At its own end `multiprocessing` sends SIGTERM, which they ignore, and waits for theirs.
    for process in multiprocessing.active_children():
        if process.name == _NAME:
            process.kill()


atexit.register(_kill_all)


@contextlib.contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep the child from importing the program's main module, with all that it imports.

    `multiprocessing` does so for the sake of functions that are defined there.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _signals_blocked() -> Iterator[None]:
    """Let the child inherit that some signals are not for it, before it can say so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # `Process.start` would start it otherwise, and then let the signals through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, FOR_THE_PROGRAM)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
