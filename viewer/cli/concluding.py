"""What a batch leaves: its files, what is said of it, and its exit status."""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.batch import Progress, Worklist
from viewer.cli.agreement import print_agreement
from viewer.cli.batch import Ended
from viewer.cli.console import duration_in_words, files_in_words, print_error, print_note
from viewer.cli.heatmaps import write_heatmaps
from viewer.cli.manner import Manner
from viewer.cli.results import Results
from viewer.cli.row_tables import print_worklist
from viewer.cli.statuses import INTERRUPTED, SOME_FAILED, WRONG_CALL
from viewer.cli.stopping import finishing
from viewer.errors import HilumError
from viewer.reading import OperatingPoint


def conclude(
    ended: Ended,
    worklist: Worklist,
    point: OperatingPoint,
    results: Results,
    manner: Manner,
    *,
    stays: bool,
) -> int:
    """Write and show what was read, say what went wrong, and give the exit status.

    Parameters
    ----------
    stays : bool
        Whether the worklist is there after the command, to go on with.
    """
    with finishing(stopped=ended.waiting) as asked_to_end:
        errors = [ended.error] if ended.error else []
        counts, lacking, stopped = _Counts(0, 0), False, ended.waiting
        try:
            counts = _counts(worklist)
            if counts.rows or not (errors or stopped):  # older files are worth more than empty ones
                errors += results.write(worklist)
                _show(worklist, point, ended.progress, counts, manner)
            if results.heatmaps and not (errors or stopped):
                stopped = asked_to_end.is_set()
                if not stopped:
                    drawn = write_heatmaps(worklist, results.heatmaps, manner)
                    stopped, lacking = drawn.cancelled, bool(drawn.failed)
        except HilumError as error:
            errors.append(error)
        goes_on = stays and counts.rows > 0
        _say_what_went_wrong(errors, stopped, goes_on, manner)
        if errors:
            return WRONG_CALL
        if stopped:
            return INTERRUPTED
        if ended.complete:
            # Not before its files are written: without them, starting anew would lose it all.
            worklist.note_complete()
        if counts.rows and counts.failed == counts.rows:
            return WRONG_CALL
        return SOME_FAILED if counts.failed or lacking else 0


class _Counts(NamedTuple):
    rows: int
    failed: int


def _counts(worklist: Worklist) -> _Counts:
    rows = failed = 0
    for row in worklist.rows():
        rows += 1
        failed += row.failed
    return _Counts(rows, failed)


def _show(
    worklist: Worklist,
    point: OperatingPoint,
    progress: Progress | None,
    counts: _Counts,
    manner: Manner,
) -> None:
    if manner.shows_tables:
        print_worklist(worklist.rows(), counts.rows)
        print_agreement(worklist, point)
    if progress:
        manner.say(_summary(progress, counts.failed))
        others = counts.rows - progress.done
        if progress.done == progress.total and others > 0:
            manner.note(f"Not found this time, and kept in the table: {files_in_words(others)}.")
    if manner.quiet and counts.failed:
        print_note(f"{counts.failed:,} of {files_in_words(counts.rows)} failed.")


def _summary(progress: Progress, failed: int) -> str:
    facts = [f"{files_in_words(progress.done)} in {duration_in_words(progress.elapsed)}"]
    if progress.kept:
        facts.append(f"{progress.kept:,} of them kept from before")
    if failed:
        facts.append(f"{failed:,} failed")
    return f"{', '.join(facts)}."


def _say_what_went_wrong(
    errors: Sequence[HilumError], stopped: bool, goes_on: bool, manner: Manner
) -> None:
    for error in errors:
        print_error(error)
    if stopped:
        manner.note("Stopped before the end; what was read is kept.")
    if goes_on and (errors or stopped):
        manner.note("The same call with --resume goes on from there.")
