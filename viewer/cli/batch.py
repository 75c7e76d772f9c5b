"""One batch of `hilum classify`, from its files to its tables."""

import itertools
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from viewer.batch import BatchControl, Progress, Row, Worklist
from viewer.batch.export.json_lines import json_line
from viewer.batch.watching import PAUSE_SECONDS, watch_radiographs
from viewer.cli.console import print_note
from viewer.cli.json_output import JsonOutput
from viewer.cli.manner import Manner
from viewer.cli.progress_shown import progress_shown
from viewer.cli.results import Results
from viewer.cli.rewriting import Rewriting
from viewer.cli.stopping import stopping
from viewer.errors import FileUnavailableError, HilumError
from viewer.imaging import find_radiographs, nothing_found
from viewer.imaging.archive import split
from viewer.unforeseen import as_hilum_error, log_unforeseen


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how.

    Attributes
    ----------
    run : callable
        `run_batch`, or another with the same `files`, `worklist`, `on_row`, `control` and
        `sources`; all else is bound to it.
    """

    paths: Sequence[Path]
    watch: bool
    run: Callable[..., Progress]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a batch ended.

    Attributes
    ----------
    progress : Progress or None
        None if an error ended it.
    complete : bool
        Whether all that will ever be found was read.
    waiting : bool
        Whether it was stopped while files were still to be read.
    """

    progress: Progress | None = None
    complete: bool = False
    waiting: bool = False
    error: HilumError | None = None


class Files:
    """The files of a request, counted as they are found; without an end where they are watched."""

    def __init__(self, request: Request) -> None:
        self._stopped = threading.Event()
        self.count = 0
        if request.watch:
            self._files = watch_radiographs(
                request.paths,
                self._stopped,
                PAUSE_SECONDS,
                on_missing=lambda path: print_note(f"{path} is not there; waiting for it."),
            )
        else:
            self._files = _some_radiographs(request.paths)

    def stop(self) -> None:
        self._stopped.set()

    def __iter__(self) -> Iterator[Path]:
        for file in self._files:
            self.count += 1
            yield file


def read_batch(
    request: Request, files: Files, worklist: Worklist, results: Results, manner: Manner
) -> Ended:
    """Read all files, until the person or the system asks to stop."""
    try:
        return _read(request, files, worklist, results, manner)
    except Exception as error:
        if not isinstance(error, HilumError):
            log_unforeseen("While a batch was read", error)
        return Ended(error=as_hilum_error(error))


def _read(
    request: Request, files: Files, worklist: Worklist, results: Results, manner: Manner
) -> Ended:
    control = BatchControl()

    def stop() -> None:
        files.stop()
        control.cancel()

    rewriting = Rewriting(lambda: results.write_csv(worklist))
    output = JsonOutput(stop)
    with (
        stopping(stop),
        rewriting if request.watch else nullcontext(),
        progress_shown(manner) as show,
    ):

        def on_row(row: Row, progress: Progress) -> None:
            show(progress)
            rewriting.changed()
            if manner.json:
                output.write(json_line(row))

        progress = request.run(
            files=files,
            worklist=worklist,
            on_row=on_row,
            control=control,
            # What is watched is waited for should it vanish.
            sources=() if request.watch else request.paths,
        )
    if request.watch:
        return Ended(progress, waiting=progress.done < files.count)
    complete = progress.done == progress.total
    return Ended(progress, complete, waiting=not complete)


def _some_radiographs(paths: Sequence[Path]) -> Iterator[Path]:
    if not any(map(_leads_somewhere, paths)):
        alone = len(paths) == 1
        raise FileUnavailableError(
            f"{paths[0]} is not there." if alone else f"None of the {len(paths):,} paths is there.",
            "Check the name; a disk or network share may have to be connected first.",
        )
    found = find_radiographs(paths)
    first = next(found, None)
    if first is None:
        raise nothing_found(paths)
    return itertools.chain((first,), found)


def _leads_somewhere(path: Path) -> bool:
    """Whether something is there, if only a link that leads nowhere or an archive above it."""
    return os.path.lexists(path) or split(path) is not None
