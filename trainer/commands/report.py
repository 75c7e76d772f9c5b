"""`hilum-train report`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from trainer.commands.telling import console


def report_runs(
    runs: Annotated[list[Path], typer.Argument(help="Folder of a run; several are compared.")],
    html: Annotated[
        Path | None,
        typer.Option(help="By default report.html in the run, or comparison.html beside the runs."),
    ] = None,
) -> None:
    """Write one HTML page of a run, or of several side by side. It opens without a network."""
    from trainer.report.comparison import REPORT, make_comparison
    from trainer.report.kept_run import open_kept_run
    from trainer.report.page import write_page
    from trainer.report.single import make_report

    kept = [open_kept_run(run) for run in runs]
    if len(kept) == 1:
        html = html or runs[0] / REPORT
        write_page(html, make_report(kept[0]))
    else:
        html = html or _beside(runs) / "comparison.html"
        write_page(html, make_comparison(kept, html))
    console.print(f"Wrote {html}.", markup=False, highlight=False, soft_wrap=True)
    for run in kept:
        for sentence in run.missing:
            console.print(f"{run.name}: {sentence}", markup=False, highlight=False, soft_wrap=True)


def _beside(runs: list[Path]) -> Path:
    return Path(os.path.commonpath([run.resolve().parent for run in runs]))
