"""What a worklist knows of the files that are found."""

from collections.abc import Iterable
from pathlib import Path

from viewer.batch.found import Found
from viewer.batch.worklist.worklist import Worklist
from viewer.imaging import find_radiographs


class Known:
    """Says of a file whether it need not be read again. Use it from one thread.

    A folder or archive that could not be looked into has a failed row of its own. Once files are
    found in it, that row is forgotten: it would say for ever what is no longer so.
    """

    def __init__(self, worklist: Worklist, model_sha256: str) -> None:
        self._worklist, self._model_sha256 = worklist, model_sha256
        self._folder: Path | None = None

    def __call__(self, found: Found) -> bool:
        position, file, stamp = found
        if file.parent != self._folder:
            self._folder = file.parent
            self._forget(self._worklist.failed_of(file.parents))
        if stamp is None:
            return False
        return self._worklist.knows(file, stamp, self._model_sha256, position)

    def _forget(self, failed: Iterable[Path]) -> None:
        for place in failed:
            # A file may be named that lies where nothing can be listed.
            if next(find_radiographs([place]), None) != place:
                self._worklist.forget(place)
