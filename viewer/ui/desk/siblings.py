"""Walking on from a file that was opened alone, through those beside it."""

from collections.abc import Callable
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging.siblings import sibling
from viewer.ui.desk.entry import Found
from viewer.ui.desk.loading import place
from viewer.ui.work import Lane, Work


class Siblings:
    """Knows which files were opened alone, and asks for the ones beside them.

    Parameters
    ----------
    visit : callable
        Lists a file and looks at it.
    at_the_end : callable
        Told the step that led beyond the first or last one.
    problem : callable
        Told what went wrong.
    """

    def __init__(
        self,
        work: Work,
        visit: Callable[[Found], None],
        at_the_end: Callable[[int], None],
        problem: Callable[[HilumError], None],
    ) -> None:
        self._work = work
        self._visit, self._at_the_end, self._problem = visit, at_the_end, problem
        self._alone: set[Path] = set()
        self._steps: int | None = None

    def __contains__(self, path: Path) -> bool:
        """Whether a file was opened alone, or reached from one that was."""
        return path in self._alone

    def admit(self, path: Path) -> None:
        self._alone.add(path)

    def dismiss(self, paths: list[Path]) -> None:
        """These came with others, among which a person walks from now on."""
        self._alone.difference_update(paths)

    def walk(self, path: Path, step: int) -> None:
        """Look at the file so many steps from `path`; steps taken meanwhile are added up."""
        if self._steps is not None:
            self._steps += step
            return
        self._steps = 0
        self._work.ask(
            Lane.DECODE,
            "sibling",
            lambda: _beside(path, step),
            lambda found: self._arrive(found, step),
            self._fail,
        )

    def forget(self) -> None:
        """Drop the question under way; a closed file that comes back came as it did."""
        self._work.forget("sibling")
        self._steps = None

    def _arrive(self, found: Found | None, step: int) -> None:
        more, self._steps = self._steps, None
        if found is None:
            self._at_the_end(step)
            return
        self._alone.add(found.path)
        self._visit(found)
        if more:
            self.walk(found.path, more)

    def _fail(self, error: HilumError) -> None:
        self._steps = None
        self._problem(error)


def _beside(path: Path, step: int) -> Found | None:
    beside = sibling(path, step)
    return None if beside is None else place(beside)
