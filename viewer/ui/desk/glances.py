"""Reading what is listed but not looked at, one by one, so that the shown radiograph goes first."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from viewer.imaging import InputSpec
from viewer.reading import OperatingPoint, Reading
from viewer.ui.desk.loading import Glance, glance
from viewer.ui.studies.model import StudiesModel
from viewer.ui.work import Lane, Work


class Glances:
    """Keeps the files that wait, and asks for one at a time.

    Parameters
    ----------
    judged : callable
        Gives a reading the verdict of the operating point that is chosen when it arrives.
    """

    def __init__(
        self, work: Work, studies: StudiesModel, judged: Callable[[Reading], Reading]
    ) -> None:
        self._work, self._studies, self._judged = work, studies, judged
        self._waiting: deque[Path] = deque()
        self._busy = False
        self._begun = False
        self._spec: InputSpec | None = None
        self._point: OperatingPoint | None = None
        self._shown: set[Path] = set()

    def begin(self, spec: InputSpec | None) -> None:
        """Glance from now on: with a model's `spec` to read, without one to list only."""
        self._begun, self._spec = True, spec
        self._next()

    def wait(self, paths: Iterable[Path]) -> None:
        """Put files at the end of the line."""
        self._waiting.extend(paths)
        self._next()

    def leave_to(self, shown: set[Path]) -> None:
        """Leave files to those who show them; of those before, what is not read goes first."""
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        for path in before - shown:
            entry = self._studies.entry(path)
            if entry is not None and not entry.settled:
                self._waiting.appendleft(path)
        self._next()

    def read_at(self, point: OperatingPoint) -> None:
        """Read at another operating point."""
        self._point = point

    def forget(self) -> None:
        """Drop everything that waits."""
        self._work.forget("glance")
        self._waiting.clear()
        self._busy = False
        self._shown = set()

    def _next(self) -> None:
        if self._busy or not self._begun:
            return
        path = self._take()
        if path is None:
            return
        self._busy = True
        spec = self._spec
        self._work.ask(
            Lane.DECODE,
            "glance",
            lambda: glance(path, spec),
            lambda answer: self._take_glance(path, answer),
            lambda error: self._end(path, error=error),
        )

    def _take(self) -> Path | None:
        while self._waiting:
            path = self._waiting.popleft()
            entry = self._studies.entry(path)
            if entry is not None and path not in self._shown and not entry.settled:
                return path
        return None

    def _take_glance(self, path: Path, answer: Glance) -> None:
        self._studies.update(path, header=answer.header, thumbnail=answer.thumbnail)
        prepared, point = answer.prepared, self._point
        if prepared is None:
            self._end(path)
            return
        self._work.ask_reader(
            "glance",
            lambda reader: reader.read_prepared(prepared, point),
            lambda reading: self._end(path, reading=self._judged(reading)),
            lambda error: self._end(path, error=error),
        )

    def _end(self, path: Path, **changes: Any) -> None:
        self._busy = False
        if path not in self._shown:
            self._studies.update(path, **changes)
        self._next()
