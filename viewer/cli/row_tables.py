"""The rows of a batch as tables on the terminal."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.table import Table

from viewer.batch import Row
from viewer.cli.console import out, plain
from viewer.reading import Verdict

MOST_ROWS = 40
"""A longer worklist is summed up, and of its failed files no more than this are named."""


def print_worklist(rows: Iterable[Row], count: int) -> None:
    """Show each row of a short worklist; of a long one, the counts and what failed."""
    if count <= MOST_ROWS:
        out.print(_row_table(list(rows)))
    else:
        _print_summary(rows)


def _row_table(rows: Sequence[Row]) -> Table:
    folder = common_folder([row.file for row in rows])
    title = plain(f"In {folder}") if folder else None
    table = Table("file", "probability", "verdict", "remark", title=title, title_justify="left")
    table.columns[1].justify = "right"
    table.columns[0].overflow = table.columns[3].overflow = "fold"
    for row in rows:
        table.add_row(
            plain(str(row.file.relative_to(folder) if folder else row.file)),
            "" if row.probability is None else f"{row.probability:.3f}",
            row.verdict or "failed",
            plain(f"{row.error} {row.hint}" if row.failed else "; ".join(row.scope)),
        )
    return table


def common_folder(files: Sequence[Path]) -> Path | None:
    try:
        return Path(os.path.commonpath([file.parent for file in files]))
    except ValueError:  # no files, or files on two drives
        return None


def _print_summary(rows: Iterable[Row]) -> None:
    counts: Counter[Verdict | None] = Counter()
    failed: list[Row] = []
    for row in rows:
        counts[row.verdict] += 1
        if row.failed and len(failed) < MOST_ROWS:
            failed.append(row)
    table = Table("verdict", "files")
    table.columns[1].justify = "right"
    for verdict in (*Verdict, None):
        table.add_row(verdict or "failed", f"{counts[verdict]:,}")
    out.print(table)
    if failed:
        out.print(_row_table(failed))
    if counts[None] > len(failed):
        out.print(f"{counts[None] - len(failed):,} more failed.")
