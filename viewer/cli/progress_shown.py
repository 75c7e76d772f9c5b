"""How far a batch is, on a terminal or in a log."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as ProgressBar

from viewer.batch import Progress
from viewer.cli.console import duration_in_words, err
from viewer.cli.manner import Manner

Show = Callable[[Progress], None]

_LINE_SECONDS = 60.0


@contextmanager
def progress_shown(manner: Manner, doing: str = "Reading") -> Iterator[Show]:
    """A bar on a terminal, elsewhere a line a minute, and the function that moves it."""
    if manner.quiet:
        yield lambda _progress: None
    elif err.is_terminal:
        with _bar(doing) as show:
            yield show
    else:
        yield _Lines(manner).show


@contextmanager
def _bar(doing: str) -> Iterator[Show]:
    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn())
    pace = TextColumn("{task.fields[pace]}")
    with ProgressBar(*columns, pace, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, pace="")

        def show(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, pace=_pace(progress))

        yield show


class _Lines:
    """For a log: none of a short batch."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._last = time.monotonic()

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._last >= _LINE_SECONDS:
            self._last = now
            total = "" if progress.total is None else f" of {progress.total:,}"
            self._manner.note(f"{progress.done:,}{total} files, {_pace(progress)}")


def _pace(progress: Progress) -> str:
    facts = (
        "" if progress.rate is None else f"{progress.rate:.1f}/s",
        f"{progress.failed:,} failed" if progress.failed else "",
        f"{progress.kept:,} kept" if progress.kept else "",
        f"{duration_in_words(progress.remaining)} left" if progress.remaining else "",
    )
    return ", ".join(filter(None, facts))
