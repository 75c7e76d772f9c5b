"""Lines on stdout as files are read, for the program at its other end."""

import sys
from collections.abc import Callable

from viewer.cli.console import silence
from viewer.errors import ExportError


class JsonOutput:
    """Writes a line at a time, and calls `on_closed` once nobody takes them any more."""

    def __init__(self, on_closed: Callable[[], None]) -> None:
        self._on_closed = on_closed
        self._closed = False

    def write(self, line: bytes) -> None:
        """Write a line that ends as a line does.

        Raises
        ------
        ExportError
            If it can't be written, though somebody takes it.
        """
        if self._closed:
            return
        try:
            # Past the text layer, whose encoding is the terminal's.
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        except OSError as error:
            self._closed = True
            silence(sys.stdout)
            if not isinstance(error, BrokenPipeError):
                raise ExportError(
                    f"The lines of JSON can't be written: {error.strerror}.",
                    "Check that there is room where they are written to.",
                ) from error
            self._on_closed()
