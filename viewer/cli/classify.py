"""`hilum classify`: radiographs are read without a window."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from viewer.batch import Progress, run_batch
from viewer.batch.cluster import run_on_cluster
from viewer.cli.batch import Files, Request, read_batch
from viewer.cli.concluding import conclude
from viewer.cli.manner import Manner
from viewer.cli.options import (
    PATHS,
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
    "wrong or nothing could be read; 130, stopped by Ctrl+C or a request to terminate while files "
    "were still to be read: what was read is kept and written, and --resume goes on."
)

_FILES, _LONG = "Files to write", "Long runs"


def classify(
    paths: Annotated[list[Path], PATHS],
    csv: Annotated[
        Path | None,
        typer.Option(help="A table, as CSV.", dir_okay=False, rich_help_panel=_FILES),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option(help="The same for Excel.", dir_okay=False, rich_help_panel=_FILES),
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option(help="The same as JSON Lines.", dir_okay=False, rich_help_panel=_FILES),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            help="A report with thumbnails and heatmaps, which opens without a network.",
            dir_okay=False,
            rich_help_panel=_FILES,
        ),
    ] = None,
    heatmaps: Annotated[
        Path | None,
        typer.Option(
            help="A picture with its heatmap of each radiograph above the threshold.",
            metavar="FOLDER",
            file_okay=False,
            rich_help_panel=_FILES,
        ),
    ] = None,
    worklist: Annotated[
        Path | None,
        typer.Option(
            help="Where rows are kept while files are read; by default beside the first file to "
            "write, as results.csv.worklist.",
            dir_okay=False,
            rich_help_panel=_LONG,
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on with the worklist: what has its row is not read again. Without it, a "
            "worklist that is not finished is refused, so that nothing read is lost, and a "
            "finished one is started anew.",
            rich_help_panel=_LONG,
        ),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Wait for more files until Ctrl+C or a request to terminate, and read each once "
            "it stopped growing. The CSV file is written again now and then, the others at the "
            "end.",
            rich_help_panel=_LONG,
        ),
    ] = False,
    ray: Annotated[
        str | None,
        typer.Option(
            help="Read on a Ray cluster: HOST:PORT of its head, auto on one of its machines, or "
            "local. Each machine needs the same Hilum with its extra `cluster`, and the files at "
            "the same path.",
            metavar="ADDRESS",
            rich_help_panel=_LONG,
        ),
    ] = None,
    provider: ProviderOption = Provider.AUTO,
    operating_point: Annotated[
        str | None, typer.Option(help="By default the model's first; see `hilum model`.")
    ] = None,
    jobs: JobsOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read radiographs without a window. Each file ends as a row, a failed one with its reason."""
    results = Results(csv, xlsx, jsonl, html, heatmaps)
    path = worklist or results.default_worklist
    if resume and path is None:
        raise typer.BadParameter(
            "there is no worklist to go on with. Name it by --worklist, or by --csv the file "
            "beside which it lies.",
            param_hint="--resume",
        )
    if ray is not None and jobs:
        raise typer.BadParameter("a cluster says itself how many it can do.", param_hint="--jobs")
    results.check([*paths, *filter(None, [model])], path)
    if ray is None:
        start_early()  # while the model is opened
    # On a cluster it reads nothing, and the machines may have what this one lacks.
    reader = Reader.open(model, provider if ray is None else Provider.CPU)
    point = reader.operating_point(operating_point)
    manner = Manner(json, quiet)
    run: Callable[..., Progress]
    if ray is None:
        run = partial(run_batch, jobs=jobs)
    else:
        run = partial(run_on_cluster, address=ray, model=model, provider=provider)
    request = Request(paths, watch, partial(run, reader=reader, point=point))
    files = Files(request)
    where = reader.provider if ray is None else f"the Ray cluster {ray}"
    manner.say(_introduction(reader, point, where))
    if watch:
        manner.say("Waiting for files until Ctrl+C or a request to terminate.")
    with (
        # Else a request to terminate would leave a worklist behind, and patients' names with it.
        interrupted_by_signals(),
        worklist_at(path, resume) as kept,
    ):
        kept.note_request([Path(os.path.abspath(path)) for path in paths])
        ended = read_batch(request, files, kept, results, manner)
        raise typer.Exit(conclude(ended, kept, point, results, manner, stays=path is not None))


def _introduction(reader: Reader, point: OperatingPoint, where: str) -> str:
    """What reads, on what it really runs, and what its readings are not."""
    model = reader.identity
    return (
        f"{model.name} {model.version} on {where}, operating point {point.name} "
        f"(threshold {point.threshold:.3f}). Research use only, not a medical device."
    )
