"""How drift is told: to a person as tables, to a program as lines of JSON."""

import json
from collections.abc import Sequence

from rich.table import Table

from viewer.batch.verifying import Change, Drift, DriftSummary
from viewer.cli.console import files_in_words, out, plain
from viewer.cli.row_tables import common_folder


def print_drift(drifted: Sequence[Drift], summary: DriftSummary) -> None:
    """Show the first files that drifted, and how many did what."""
    if drifted:
        out.print(_drift_table(drifted))
    counts = Table("change", "files")
    counts.columns[1].justify = "right"
    for change, count in summary.changes.items():
        if count:
            counts.add_row(change, f"{count:,}")
    out.print(counts)


def summary_in_words(summary: DriftSummary) -> str:
    compared = sum(summary.changes.values())
    if summary.largest is None:
        return f"{files_in_words(compared)} compared."
    return (
        f"{files_in_words(compared)} compared, {summary.equal:,} with the same probability to the "
        f"last bit; the largest difference is {summary.largest:.2g}."
    )


def drift_line(drift: Drift) -> bytes:
    """A file, then and now, as one line of JSON, which ends as a line does."""
    kept, now = drift.kept, drift.now
    facts = {
        "file": str(kept.file),
        "change": drift.change,
        "probability": kept.probability,
        "probability_now": now and now.probability,
        "difference": drift.difference,
        "verdict": kept.verdict,
        "verdict_now": now and now.verdict,
        "threshold": kept.threshold,
        "error": kept.error or None,
        "error_now": (now and now.error) or None,
    }
    line = json.dumps(facts, ensure_ascii=False, allow_nan=False)
    return line.encode("utf-8", "backslashreplace") + b"\n"


def _drift_table(drifted: Sequence[Drift]) -> Table:
    folder = common_folder([drift.kept.file for drift in drifted])
    title = plain(f"In {folder}") if folder else None
    table = Table("file", "change", "then", "now", "remark", title=title, title_justify="left")
    table.columns[0].overflow = table.columns[4].overflow = "fold"
    for drift in drifted:
        kept, now = drift.kept, drift.now
        table.add_row(
            plain(str(kept.file.relative_to(folder) if folder else kept.file)),
            drift.change,
            _reading(kept.probability, kept.verdict),
            "" if now is None else _reading(now.probability, now.verdict),
            plain(now.error if now and drift.change is Change.FAILED_NOW else ""),
        )
    return table


def _reading(probability: float | None, verdict: str | None) -> str:
    return "failed" if probability is None else f"{probability:.3f} {verdict}"
