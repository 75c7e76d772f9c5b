"""Which worklist a call of `hilum classify` writes, and whether it may."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.batch import Worklist
from viewer.cli.console import files_in_words
from viewer.errors import WorklistError


@contextmanager
def worklist_at(path: Path | None, resume: bool) -> Iterator[Worklist]:
    """Go on with a worklist, or start one anew; None is one that goes with the command.

    Raises
    ------
    WorklistError
        If it can't be used, or starting it anew would lose what a stopped batch read.
    """
    if path is None:
        with (
            tempfile.TemporaryDirectory(prefix="hilum-") as folder,
            Worklist.create(Path(folder, "worklist")) as worklist,
        ):
            yield worklist
        return
    if not resume and path.exists():
        _refuse_to_lose(path)
    with Worklist.go_on(path) if resume else Worklist.create(path) as worklist:
        yield worklist


def _refuse_to_lose(path: Path) -> None:
    with Worklist.go_on(path) as worklist:
        count, (_, complete) = worklist.count, worklist.request
    if count and not complete:
        raise WorklistError(
            f"The worklist {path} holds {files_in_words(count)} of a batch that was not finished.",
            "Go on with --resume, which reads only the others; or delete it to start anew.",
        )
