"""Questions to a worklist that never queue up."""

import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

from viewer.batch.worklist.listing import Listing
from viewer.errors import HilumError
from viewer.ui.texts import said
from viewer.ui.work import Lane, Work, asker_is_gone


class Asker:
    """Asks one question at a time; of those that come meanwhile, the last one next."""

    def __init__(
        self,
        work: Work,
        subject: Hashable,
        on_answer: Callable[[Any], None],
        on_failure: Callable[[HilumError], None],
    ) -> None:
        self._work, self._subject = work, subject
        self._on_answer, self._on_failure = on_answer, on_failure
        self._under_way = False
        self._next: Callable[[], Any] | None = None

    @property
    def under_way(self) -> bool:
        return self._under_way

    def ask(self, question: Callable[[], Any]) -> None:
        if self._under_way:
            self._next = question
            return
        self._under_way = True
        self._work.ask(Lane.TABLE, self._subject, question, self._answered, self._failed)

    def forget(self) -> None:
        """Drop the question under way, and the one that waits."""
        self._work.forget(self._subject)
        self._under_way, self._next = False, None

    def _answered(self, answer: Any) -> None:
        if not asker_is_gone(self._on_answer):
            self._ask_next()
            self._on_answer(answer)

    def _failed(self, error: HilumError) -> None:
        self._ask_next()
        self._on_failure(error)

    def _ask_next(self) -> None:
        question, self._next, self._under_way = self._next, None, False
        if question is not None:
            self.ask(question)


class Opened:
    """A listing that is opened by the worker thread that first needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._listing: Listing | None = None

    def __call__(self) -> Listing:
        """Raises WorklistError."""
        with self._lock:
            if self._listing is None:
                self._listing = Listing(self._path, said)
            return self._listing

    def close(self) -> None:
        with self._lock:
            if self._listing is not None:
                self._listing.close()
