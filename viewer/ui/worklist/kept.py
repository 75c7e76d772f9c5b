"""A worklist that was written before: whether all was read, by which model, and judged how."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from viewer.batch import Worklist
from viewer.batch.worklist.listing import Listing
from viewer.errors import WorklistError
from viewer.reading import OperatingPoint


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a worklist.

    Attributes
    ----------
    paths : list of Path
        What was to be read.
    complete : bool
        Whether all of it was.
    model_sha256 : str
        Of the one model that read it; empty if there were several or none.
    point : OperatingPoint or None
        The one at which the rows were judged, if it is one.
    """

    path: Path
    paths: list[Path]
    complete: bool
    count: int
    model_sha256: str
    point: OperatingPoint | None


def open_worklist(path: Path, *, anew: bool) -> Worklist:
    """Open the worklist of a batch to add to it.

    Reading the same files and folders again goes on, unless it is to begin `anew`: whoever adds
    fifty files to a folder of a hundred thousand, or had to stop in the middle, waits for fifty
    or for the rest, and a file that changed is read again.

    Raises
    ------
    WorklistError
    """
    _make_folder(path.parent)
    if not anew and path.exists():
        with suppress(WorklistError):  # of an older version, or told by `create`
            return Worklist.go_on(path)
    return Worklist.create(path)


def is_worklist(path: Path) -> bool:
    """Whether a file's name says that it is one; nothing is read for that."""
    return path.suffix == ".worklist"


def read_kept(path: Path) -> Kept:
    """Raises WorklistError."""
    # By what only reads: else what a killed program left would pass for written to just now.
    with Listing(path) as listing:
        (paths, complete), count = listing.request, listing.count
        judgements = listing.judgements()
    models = {model for model, _name, _threshold in judgements}
    points = {(name, threshold) for _model, name, threshold in judgements}
    name, threshold = points.pop() if len(points) == 1 else ("", None)
    return Kept(
        path,
        paths,
        complete,
        count,
        models.pop() if len(models) == 1 else "",
        None
        if threshold is None
        else OperatingPoint(name=name, threshold=threshold, description=""),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorklistError(
            f"The folder of the worklist can't be made: {error.strerror or error}.",
            f"Check the permissions of {folder.parent} and the space on its disk.",
        ) from error
