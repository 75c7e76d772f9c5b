"""The program `hilum`: its commands, and what it answers to a call as a whole."""

import io
import os
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from viewer.cli.classify import CLASSIFY_EPILOG, classify
from viewer.cli.console import print_error
from viewer.cli.info import info
from viewer.cli.model import show_model
from viewer.cli.options import PATHS, ProviderOption
from viewer.cli.statuses import WRONG_CALL
from viewer.cli.verify import VERIFY_EPILOG, verify_table
from viewer.errors import HilumError
from viewer.reading import Provider
from viewer.unforeseen import as_hilum_error, log_unforeseen

app = typer.Typer(
    add_completion=False,
    # Its tracebacks would show what variables hold, and so the patient.
    pretty_exceptions_enable=False,
)


def answer(arguments: list[str] | None) -> NoReturn:
    """Run the command that the arguments name, by default the process's own, and exit."""
    _fill_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A file name must not end the program where the terminal lacks a letter of it.
            stream.reconfigure(errors="backslashreplace")
    if not sys.warnoptions:
        # Warnings of libraries are for who develops, and may quote what a file holds.
        warnings.simplefilter("ignore")
    try:
        app(with_command(sys.argv[1:] if arguments is None else arguments), prog_name="hilum")
    except Exception as error:
        if not isinstance(error, HilumError):
            # Without its message, which may quote what a file holds.
            log_unforeseen("In a command", error)
        print_error(as_hilum_error(error))
        sys.exit(WRONG_CALL)
    sys.exit(0)


def _fill_standard_streams() -> None:
    """Have what is said go nowhere, where the program was started without a place for it."""
    # Here and in decoders: else a table would be opened as what libraries take for stderr.
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


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
    paths: Annotated[list[Path] | None, PATHS] = None,
    provider: ProviderOption = Provider.AUTO,
) -> None:
    """Open the window; the word `open` may be left out."""
    from viewer.ui.app import run  # late: Qt is slow to load, and only the window needs it

    raise typer.Exit(run(paths or [], provider))


app.command("classify", epilog=CLASSIFY_EPILOG)(classify)
app.command("verify", epilog=VERIFY_EPILOG)(verify_table)
app.command("info")(info)
app.command("model")(show_model)
