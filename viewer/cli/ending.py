"""What Ctrl+C and a request to terminate do to a command."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def set_by_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl+C or SIGTERM sets; the second interrupts as Ctrl+C does.

    Both end in the status of Ctrl+C, as `INTERRUPTED` says: SIGTERM's own, 143, would tell that the
    program was struck down, while it exports and shows what it has.
    """
    interrupted = threading.Event()

    def set_first(signum: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            signal.default_int_handler(signum, frame)
        interrupted.set()

    with on_interrupt(set_first):
        yield interrupted


@contextmanager
def on_interrupt(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
