"""What Ctrl+C, a request to terminate and a closed terminal do to a command.

All end in the status of Ctrl+C, as `INTERRUPTED` says: SIGTERM's own, 143, would tell that the
program was struck down, while it writes and shows what it has.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], None]

_AGAIN_SECONDS = 1.0
"""A Ctrl+C that comes sooner after the first signal is the same one: whoever started the program
may pass on what its whole group got, as `timeout` does."""


@contextmanager
def ended_by_ctrl_c() -> Iterator[None]:
    """Have Ctrl+C end the program at once, without a word, while nothing has begun.

    An exception in the midst of an import may come out as another, with a traceback.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield  # ignored, as in the background of a script
        return
    with _handled(signal.SIG_DFL, [signal.SIGINT]):
        yield


@contextmanager
def interrupted_by_signals() -> Iterator[None]:
    """Have every signal interrupt as Ctrl+C does, so that nothing is left behind."""
    with _handled(signal.default_int_handler):
        yield


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at the first signal; only another Ctrl+C interrupts."""
    first: float | None = None

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal first
        if first is None:
            first = time.monotonic()
            stop()
        elif number == signal.SIGINT and time.monotonic() - first > _AGAIN_SECONDS:
            signal.default_int_handler(number, frame)

    with _handled(handle):
        yield


@contextmanager
def finishing(*, stopped: bool = False) -> Iterator[threading.Event]:
    """Put a request to terminate off, since the program is about to end: the event tells of it.

    Ctrl+C interrupts, unless it is the one by which the program was `stopped`.
    """
    asked, since = threading.Event(), time.monotonic()

    def handle(number: int, frame: FrameType | None) -> None:
        same = stopped and time.monotonic() - since <= _AGAIN_SECONDS
        if number == signal.SIGINT and not same:
            signal.default_int_handler(number, frame)
        asked.set()

    with _handled(handle):
        yield asked


@contextmanager
def _handled(
    handler: Handler | signal.Handlers, numbers: Iterable[signal.Signals] | None = None
) -> Iterator[None]:
    numbers = _ending_signals() if numbers is None else numbers
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


def _ending_signals() -> Iterator[signal.Signals]:
    yield signal.SIGINT
    yield signal.SIGTERM
    # A closed terminal; where `nohup` has it ignored, it stays so.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP
