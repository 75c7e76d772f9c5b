"""How far a batch is, on the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as ProgressBar

from viewer.batch import Progress, Row
from viewer.cli.console import duration_in_words, err


@contextmanager
def progress_bar() -> Iterator[Callable[[Row, Progress], None]]:
    """A bar on the terminal, and the function that moves it; nothing if stderr is no terminal."""
    bar = ProgressBar(
        TextColumn("Reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=None, pace="")

        def show(_row: Row, progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, pace=_pace(progress))

        yield show


def _pace(progress: Progress) -> str:
    pace = f"{progress.done / progress.elapsed:.1f}/s" if progress.elapsed else ""
    if progress.failed:
        pace += f", {progress.failed:,} failed"
    if progress.remaining is not None:
        pace += f", {duration_in_words(progress.remaining)} left"
    return pace
