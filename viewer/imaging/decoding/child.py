"""What a decoder's process does: answer one task after the other until the program ends."""

import os
import signal
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from viewer.errors import HilumError, LimitExceededError
from viewer.imaging.decoding.limits import (
    begin_watch,
    end_watch,
    keep_freed_memory,
    lift_time_limit,
    limit_memory,
    memory_is_short,
)
from viewer.imaging.decoding.messages import receive, send
from viewer.imaging.decoding.speech import forget, listen


class MemoryExceededError(LimitExceededError):
    """Tasks before may have their share in it: the limit counts what codecs never gave back."""


_TOO_MUCH_MEMORY = MemoryExceededError(
    "Decoding the picture takes more memory than any radiograph needs.",
    "The file may be damaged; copy it again from where it came from.",
)


FOR_THE_PROGRAM = [signal.SIGINT, signal.SIGTERM]
"""What a whole group of processes gets: Ctrl+C, a request to terminate, a closed terminal."""
if hasattr(signal, "SIGHUP"):
    FOR_THE_PROGRAM.append(signal.SIGHUP)

_serving = False


def is_decoder() -> bool:
    """Whether this is a decoder's process, where codecs are called directly."""
    return _serving


def serve(pipe: "Connection[Any, Any]", watchdog_seconds: float) -> None:
    """Do one task, a function and its arguments, after the other, and send back what came of it.

    Ends when the program at the other end does, by whatever means. Should that happen while a
    codec hangs, the watchdog ends the process: it needs no interpreter, which the codec holds.
    """
    global _serving
    _serving = True
    # What ends a whole group of processes is the program's business: it may still need answers
    # while it ends, and its end closes the pipe.
    for number in FOR_THE_PROGRAM:
        signal.signal(number, signal.SIG_IGN)
    silence = _silence()
    limit_memory()
    keep_freed_memory()
    send(pipe, "ready")
    short = False
    while True:
        try:
            function, arguments, watched = receive(pipe)
            if watched:
                begin_watch(watchdog_seconds, silence)
            forget()
            answer = (False, _TOO_MUCH_MEMORY) if short else _answer(function, arguments)
            lift_time_limit()
            end_watch()
            send(pipe, answer)
        except (EOFError, OSError):
            return
        # What was decoded must not wait in memory for the next task.
        del function, arguments, answer
        if watched:
            short = memory_is_short()


def _answer(function: Any, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except MemoryError:
        return False, _TOO_MUCH_MEMORY
    except Exception as error:
        if not isinstance(error, HilumError):
            # Places alone: what an exception says may quote the file.
            places = "".join(traceback.format_tb(error.__traceback__))
            error.add_note("In the decoder's process:\n" + places)
        # Frames and causes stay here: they don't pickle, and hold the pixels.
        return False, error.with_traceback(None)


def _silence() -> int:
    """Let nothing that a codec says, which may quote the data, reach the terminal."""
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 1)
    listen()
    sys.stdout = sys.stderr = open(silence, "w", closefd=False)  # noqa: SIM115
    return silence
