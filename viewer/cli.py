"""`hilum`: the window, and the same work without one."""

import io
import itertools
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from viewer.batch import Worklist, export_csv, run_batch
from viewer.cli_output import (
    print_card,
    print_error,
    print_note,
    print_radiograph,
    print_reader,
    print_worklist,
    progress_bar,
)
from viewer.errors import HilumError
from viewer.imaging import find_radiographs, nothing_found, open_radiograph
from viewer.imaging.decoding import start_early
from viewer.reading import Provider, Reader

SOME_FAILED, WRONG_CALL, INTERRUPTED = 1, 2, 130
"""Exit statuses besides 0; 130 is the shell's own word for Ctrl+C, and stands for a request to
terminate as well: either way the run was stopped, and scripts ask one question."""

app = typer.Typer(
    add_completion=False,
    # Its tracebacks would show what variables hold, and so the patient.
    pretty_exceptions_enable=False,
)

PATHS_HELP = "Files, folders, zip archives and DICOMDIRs."
ProviderOption = Annotated[
    Provider, typer.Option(help="What the model runs on; auto takes CUDA where it works.")
]


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run `hilum` with the process's arguments, or with others, and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name must not end the program where the terminal lacks a letter of it.
            stream.reconfigure(errors="backslashreplace")
    if not sys.warnoptions:
        # Warnings of libraries are for who develops, and may quote what a file holds.
        warnings.simplefilter("ignore")
    try:
        app(with_command(sys.argv[1:] if arguments is None else arguments), prog_name="hilum")
    except HilumError as error:
        print_error(error)
        sys.exit(WRONG_CALL)
    sys.exit(0)


def with_command(arguments: list[str]) -> list[str]:
    """Add `open` where no command is named: desktops start programs with bare paths.

    Only the very first argument can name a command; a file that is called like one is
    opened as `./info`.
    """
    known = {command.name for command in app.registered_commands} | {"--help", "--version"}
    return arguments if arguments and arguments[0] in known else ["open", *arguments]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hilum {version('hilum')}")
        raise typer.Exit


@app.callback(
    help="View chest radiographs and read them. `hilum [PATH...]` opens the window.\n\n"
    "Research use only, not a medical device."
)
def _program(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


@app.command("open")
def open_window(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH", help=PATHS_HELP)] = None,
    provider: ProviderOption = Provider.AUTO,
) -> None:
    """Open the window; the word `open` may be left out."""
    from viewer.ui.app import run  # late: Qt is slow to load, and only the window needs it

    raise typer.Exit(run(paths or [], provider))


@app.command("classify")
def classify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    csv: Annotated[
        Path | None, typer.Option(help="Write the worklist to this file.", dir_okay=False)
    ] = None,
    provider: ProviderOption = Provider.AUTO,
    operating_point: Annotated[
        str | None, typer.Option(help="By default the model's first; see `hilum model`.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Files that are decoded at the same time.")
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(
            help="By default the model that ships with Hilum.", exists=True, dir_okay=False
        ),
    ] = None,
) -> None:
    """Read radiographs without a window."""
    start_early()  # while the model is opened
    reader = Reader.open(model, provider)
    point = reader.operating_point(operating_point)
    files = _some_radiographs(paths)
    print_reader(reader.identity, reader.provider, point)
    with (
        # Else a request to terminate would leave the worklist behind, and patients' names with it.
        _on_interrupt(signal.default_int_handler),
        _worklist_path(csv) as worklist_path,
        Worklist.create(worklist_path) as worklist,
    ):
        with _set_by_interrupt() as cancelled, progress_bar() as on_row:
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
            print_worklist(worklist.rows(), progress)
    if progress.done != progress.total:
        print_note("Stopped before the end; what was read is kept.")
        raise typer.Exit(INTERRUPTED)
    if progress.failed:
        raise typer.Exit(WRONG_CALL if progress.failed == progress.done else SOME_FAILED)


@app.command("info")
def info(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A JPEG, PNG, TIFF, WebP, BMP or DICOM file; one in a zip archive is named "
            "as if the archive were a folder.",
        ),
    ],
) -> None:
    """Show what a file says of its radiograph."""
    print_radiograph(open_radiograph(file))


@app.command("model")
def show_model(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="By default the model that ships with Hilum.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Show the card of a model: what it is, whom it is for, and how good it is."""
    reader = Reader.open(file, Provider.CPU)
    print_card(reader.card, reader.identity)


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


@contextmanager
def _set_by_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl+C or SIGTERM sets; the second interrupts as Ctrl+C does.

    Both end in the status of Ctrl+C, as `INTERRUPTED` says: SIGTERM's own, 143, would tell that the
    program was struck down, while it exports and shows what it has.
    """
    interrupted = threading.Event()

    def set_first(signum: int, frame: FrameType | None) -> None:
        if interrupted.is_set():
            signal.default_int_handler(signum, frame)
        interrupted.set()

    with _on_interrupt(set_first):
        yield interrupted


@contextmanager
def _on_interrupt(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
