"""Finding the radiographs of files and folders, and putting them on the desk."""

import os
from collections.abc import Callable
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging import nothing_found
from viewer.ui.desk.entry import Found
from viewer.ui.desk.loading import find
from viewer.ui.work import Lane, Work


class Opening:
    """Walks through what a person opens; several walks may go on at once.

    Parameters
    ----------
    found : callable
        Takes what was found, and whether it is the first of its walk.
    alone : callable
        Told the path of a walk that was asked for one thing, when it ends.
    problem : callable
        Told what went wrong.
    """

    def __init__(
        self,
        work: Work,
        found: Callable[[list[Found], bool], None],
        alone: Callable[[Path], None],
        problem: Callable[[HilumError], None],
    ) -> None:
        self._work = work
        self._found, self._alone, self._problem = found, alone, problem
        self._walks = 0
        self._under_way: dict[int, bool] = {}  # whether each has found anything yet

    def open(self, paths: list[Path]) -> None:
        self._walks += 1
        number = self._walks
        self._under_way[number] = False
        self._work.stream(
            Lane.FIND,
            ("find", number),
            lambda: find(paths),
            lambda found: self._take(number, found),
            lambda count: self._end(number, paths, count),
            lambda error: self._fail(number, error),
        )

    def forget(self) -> None:
        for number in self._under_way:
            self._work.forget(("find", number))
        self._under_way.clear()

    def _take(self, number: int, found: list[Found]) -> None:
        first = not self._under_way[number]
        self._under_way[number] = True
        self._found(found, first)

    def _end(self, number: int, paths: list[Path], count: int) -> None:
        del self._under_way[number]
        if count == 0:
            self._problem(nothing_found(paths))
        elif len(paths) == 1:
            self._alone(Path(os.path.abspath(paths[0])))

    def _fail(self, number: int, error: HilumError) -> None:
        del self._under_way[number]
        self._problem(error)
