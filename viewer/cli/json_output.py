"""Lines on stdout as files are read, for the program at its other end."""

import os
import sys
from collections.abc import Callable


class JsonOutput:
    """Writes a line at a time, and calls `on_closed` once nobody takes them any more."""

    def __init__(self, on_closed: Callable[[], None]) -> None:
        self._on_closed = on_closed
        self._closed = False

    def write(self, line: bytes) -> None:
        if self._closed:
            return
        try:
            # Past the text layer, whose encoding is the terminal's.
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            self._closed = True
            # What is left in the buffer would be tried once more, and complained of, at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self._on_closed()
