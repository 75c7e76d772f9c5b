"""`hilum classify`: radiographs are read without a window."""

from pathlib import Path
from typing import Annotated

import typer

from viewer.cli.batch import Files, Request, read_batch
from viewer.cli.concluding import conclude
from viewer.cli.manner import Manner
from viewer.cli.options import (
    PATHS_HELP,
    JobsOption,
    JsonOption,
    ModelOption,
    ProviderOption,
    QuietOption,
)
from viewer.cli.results import Results
from viewer.cli.stopping import interrupted_by_signals
from viewer.cli.worklists import worklist_at
from viewer.imaging.decoding import start_early
from viewer.reading import OperatingPoint, Provider, Reader

CLASSIFY_EPILOG = (
    "Exit status: 0, all was read; 1, some files failed, and the table says why; 2, the call was "
    "wrong or nothing could be read; 130, stopped by Ctrl+C or a request to terminate: what was "
    "read is kept, and --resume goes on."
)


def classify(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=PATHS_HELP)],
    csv: Annotated[
        Path | None, typer.Option(help="Write a table to this CSV file.", dir_okay=False)
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="Write it as an Excel file.", dir_okay=False)
    ] = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="Write it as JSON Lines.", dir_okay=False)
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(help="Write a report with thumbnails and heatmaps.", dir_okay=False),
    ] = None,
    heatmaps: Annotated[
        Path | None,
        typer.Option(
            help="Write a picture of each heatmap into this folder.",
            metavar="FOLDER",
            file_okay=False,
        ),
    ] = None,
    worklist: Annotated[
        Path | None,
        typer.Option(
            help="Keep the rows in this file; by default beside the CSV file, or the first other "
            "one, as `results.csv.worklist`. One that a stopped batch left is not written anew "
            "without a word: go on with --resume, or delete it.",
            dir_okay=False,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="Go on with the worklist: a file that has its row is not read again."
        ),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Wait for more files, and read each once it stopped growing. Meanwhile the CSV "
            "file is written again now and then, the others at the end, which Ctrl+C or a request "
            "to terminate brings. The exit status is 130 if files were still waiting then.",
        ),
    ] = False,
    provider: ProviderOption = Provider.AUTO,
    operating_point: Annotated[
        str | None, typer.Option(help="By default the model's first; see `hilum model`.")
    ] = None,
    jobs: JobsOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read radiographs without a window."""
    results = Results(csv, xlsx, jsonl, html, heatmaps)
    path = worklist or results.default_worklist
    if resume and path is None:
        raise typer.BadParameter(
            "There is no worklist to go on with: name it by --worklist, or the file beside which "
            "it lies by --csv.",
            param_hint="--resume",
        )
    results.check(paths, path)
    start_early()  # while the model is opened
    reader = Reader.open(model, provider)
    point = reader.operating_point(operating_point)
    manner = Manner(json, quiet)
    request = Request(paths, watch, reader, point, jobs)
    files = Files(request, manner)
    manner.say(_introduction(reader, point))
    with (
        # Else a request to terminate would leave a worklist behind, and patients' names with it.
        interrupted_by_signals(),
        worklist_at(path, resume) as kept,
    ):
        kept.note_request(paths)
        ended = read_batch(request, files, kept, results, manner)
        raise typer.Exit(conclude(ended, kept, results, manner, stays=path is not None))


def _introduction(reader: Reader, point: OperatingPoint) -> str:
    """What reads, on what it really runs, and what its readings are not."""
    model = reader.identity
    return (
        f"{model.name} {model.version} on {reader.provider}, operating point {point.name} "
        f"(threshold {point.threshold:.3f}). Research use only, not a medical device."
    )
