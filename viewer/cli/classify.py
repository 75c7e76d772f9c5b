"""`hilum classify`: radiographs are read without a window."""

import itertools
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from viewer.batch import Worklist, export_csv, run_batch
from viewer.cli.console import duration_in_words, files_in_words, out, plain, print_note
from viewer.cli.ending import on_interrupt, set_by_interrupt
from viewer.cli.options import PATHS_HELP, JobsOption, ModelOption, ProviderOption
from viewer.cli.progress_bar import progress_bar
from viewer.cli.row_tables import print_worklist
from viewer.cli.statuses import INTERRUPTED, SOME_FAILED, WRONG_CALL
from viewer.imaging import find_radiographs, nothing_found
from viewer.imaging.decoding import start_early
from viewer.reading import OperatingPoint, Provider, Reader


def classify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    csv: Annotated[
        Path | None, typer.Option(help="Write the worklist to this file.", dir_okay=False)
    ] = None,
    provider: ProviderOption = Provider.AUTO,
    operating_point: Annotated[
        str | None, typer.Option(help="By default the model's first; see `hilum model`.")
    ] = None,
    jobs: JobsOption = None,
    model: ModelOption = None,
) -> None:
    """Read radiographs without a window."""
    start_early()  # while the model is opened
    reader = Reader.open(model, provider)
    point = reader.operating_point(operating_point)
    files = _some_radiographs(paths)
    _print_reader(reader, point)
    with (
        # Else a request to terminate would leave the worklist behind, and patients' names with it.
        on_interrupt(signal.default_int_handler),
        _worklist_path(csv) as worklist_path,
        Worklist.create(worklist_path) as worklist,
    ):
        with set_by_interrupt() as cancelled, progress_bar() as on_row:
            progress = run_batch(
                files,
                partial(reader.read_prepared, operating_point=point),
                reader.card.input,
                reader.identity,
                point,
                worklist,
                jobs=jobs,
                on_row=on_row,
                cancelled=cancelled,
            )
        try:
            if csv:
                export_csv(worklist.rows(), csv)
        finally:
            print_worklist(worklist.rows(), progress.done)
            duration = duration_in_words(progress.elapsed)
            out.print(f"{files_in_words(progress.done)} in {duration}.")
    if progress.done != progress.total:
        print_note("Stopped before the end; what was read is kept.")
        raise typer.Exit(INTERRUPTED)
    if progress.failed:
        raise typer.Exit(WRONG_CALL if progress.failed == progress.done else SOME_FAILED)


def _print_reader(reader: Reader, point: OperatingPoint) -> None:
    """Say what reads, on what it really runs, and what its readings are not."""
    model = reader.identity
    out.print(
        plain(
            f"{model.name} {model.version} on {reader.provider}, operating point {point.name} "
            f"(threshold {point.threshold:.3f}). Research use only, not a medical device."
        ),
        soft_wrap=True,
    )


def _some_radiographs(paths: list[Path]) -> Iterator[Path]:
    found = find_radiographs(paths)
    first = next(found, None)
    if first is None:
        raise nothing_found(paths)
    return itertools.chain((first,), found)


@contextmanager
def _worklist_path(csv: Path | None) -> Iterator[Path]:
    if csv:
        yield csv.with_name(f"{csv.name}.worklist")
        return
    with tempfile.TemporaryDirectory(prefix="hilum-") as folder:
        yield Path(folder, "worklist")
