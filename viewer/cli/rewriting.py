"""A table that is written again and again while its rows come."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from viewer.cli.console import print_note
from viewer.errors import HilumError
from viewer.unforeseen import as_hilum_error, log_unforeseen

PAUSE_SECONDS = 30.0

_PAUSE_PER_WRITE = 20.0
"""How often the time of writing is paused after it: a long table costs a twentieth at most."""


class Rewriting:
    """Calls `write` in a thread soon after `changed` was called, and then not again too soon."""

    def __init__(self, write: Callable[[], object]) -> None:
        self._write = write
        self._failing = False
        self._changed = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rewrite", daemon=True)

    def changed(self) -> None:
        self._changed.set()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._changed.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._changed.wait()
            if self._ended.is_set():
                return  # whoever ended it writes all of it
            self._changed.clear()
            since = time.monotonic()
            self._try_to_write()
            took = time.monotonic() - since
            self._ended.wait(max(PAUSE_SECONDS, took * _PAUSE_PER_WRITE))

    def _try_to_write(self) -> None:
        try:
            self._write()
            self._failing = False
        except Exception as error:
            if not isinstance(error, HilumError):
                log_unforeseen("While a table was written", error)
            # Another program may hold the file for a while; in the end it is told in any case.
            if not self._failing:
                print_note(f"{as_hilum_error(error).sentence} It is tried again.")
            self._failing = True
