"""The processes that somebody has at work, to be ended together."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from viewer.errors import HilumError
from viewer.imaging.decoding.worker import Worker


class AtWork:
    """The processes that decode for one batch: its end need not wait for any of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._ended = False

    @property
    def ended(self) -> bool:
        return self._ended

    def end(self) -> None:
        """End the processes at work, whatever they are doing, without waiting; let no more begin.

        Threads that wait for them go on with an error.
        """
        with self._lock:
            self._ended = True
            for worker in self._workers:
                worker.kill()

    @contextmanager
    def including(self, worker: Worker) -> Iterator[None]:
        with self._lock:
            if self._ended:
                worker.kill()
            self._workers.add(worker)
        try:
            yield
        except Exception as error:
            if self._ended:
                raise HilumError("The decoding was given up.", "Read the file again.") from error
            raise
        finally:
            with self._lock:
                self._workers.discard(worker)
