"""`hilum verify`: what a table says is held against reading its files again."""

import time
from pathlib import Path
from typing import Annotated

import typer

from viewer.batch import BatchControl, Progress
from viewer.batch.kept_table import KeptTable
from viewer.batch.verifying import Change, Drift, DriftTally, verify
from viewer.cli.console import files_in_words, print_note
from viewer.cli.drift_output import drift_line, print_drift, summary_in_words
from viewer.cli.json_output import JsonOutput
from viewer.cli.manner import Manner
from viewer.cli.options import JobsOption, JsonOption, ModelOption, ProviderOption, QuietOption
from viewer.cli.progress_shown import progress_shown
from viewer.cli.row_tables import MOST_ROWS
from viewer.cli.statuses import DRIFTED, INTERRUPTED
from viewer.cli.stopping import stopping
from viewer.errors import NothingToReadError
from viewer.imaging.decoding import start_early
from viewer.reading import Provider, Reader

VERIFY_EPILOG = (
    "Exit status: 0, nothing drifted; 1, something did; 2, the call was wrong; 130, stopped by "
    "Ctrl+C or a request to terminate."
)


def verify_table(
    table: Annotated[
        Path,
        typer.Argument(metavar="CSV", help="A CSV file that Hilum wrote.", readable=False),
    ],
    provider: ProviderOption = Provider.AUTO,
    jobs: JobsOption = None,
    model: ModelOption = None,
    json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read the files of a table again and tell what drifted: files, probabilities, verdicts."""
    kept = KeptTable(table)
    if not kept.count:
        raise NothingToReadError(f"{table} lists no files.", "Choose a table that has rows.")
    start_early()  # while the model is opened
    reader = Reader.open(model, provider)
    manner = Manner(json, quiet)
    manner.say(
        f"{reader.identity.name} {reader.identity.version} on {reader.provider}. "
        "Research use only, not a medical device."
    )
    tally = DriftTally()
    drifted, complete = _compare(kept, reader, manner, tally, jobs)
    others = [name for sha256, name in kept.models.items() if sha256 != reader.identity.sha256]
    if manner.shows_tables:
        print_drift(drifted, tally.summary)
    manner.say(summary_in_words(tally.summary))
    tell_drift = print_note if quiet else manner.say
    if quiet and tally.summary.drifted:
        same, compared = tally.summary.changes[Change.SAME], sum(tally.summary.changes.values())
        tell_drift(f"{compared - same:,} of {files_in_words(compared)} drifted.")
    for name in others:
        tell_drift(f"The table was written with another model: {name}.")
    if not complete:
        manner.note("Stopped before the end.")
        raise typer.Exit(INTERRUPTED)
    if others or tally.summary.drifted:
        raise typer.Exit(DRIFTED)


def _compare(
    kept: KeptTable, reader: Reader, manner: Manner, tally: DriftTally, jobs: int | None
) -> tuple[list[Drift], bool]:
    """The first of what drifted, and whether all was compared."""
    control = BatchControl()
    output = JsonOutput(control.cancel)
    drifted: list[Drift] = []
    done, since = 0, time.monotonic()
    with stopping(control.cancel), progress_shown(manner) as show:
        for done, drift in enumerate(verify(kept, reader, control, jobs=jobs), 1):
            tally.count(drift)
            show(_progress(done, kept.count, time.monotonic() - since))
            if manner.json:
                output.write(drift_line(drift))
            elif drift.change is not Change.SAME and len(drifted) < MOST_ROWS:
                drifted.append(drift)
    return drifted, done == kept.count


def _progress(done: int, total: int, elapsed: float) -> Progress:
    rate = done / elapsed if elapsed else None
    remaining = (total - done) / rate if rate else None
    return Progress(done, 0, 0, total, elapsed, remaining, rate)
