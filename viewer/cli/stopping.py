"""What Ctrl+C, a request to terminate and a closed terminal do to a command."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

Handler = Callable[[int, FrameType | None], None]


@contextmanager
def stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at the first signal; the second interrupts as Ctrl+C does.

    Both end in the status of Ctrl+C, as `INTERRUPTED` says: SIGTERM's own, 143, would tell that the
    program was struck down, while it exports and shows what it has.
    """
    asked = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True
        stop()

    with interrupted_by_signals(handle):
        yield


@contextmanager
def interrupted_by_signals(handler: Handler = signal.default_int_handler) -> Iterator[None]:
    """Have a handler called at what asks the program to end; by default it raises as Ctrl+C does.

    The main thread's business.
    """
    before = {number: signal.signal(number, handler) for number in _ending_signals()}
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
