"""Rows become a CSV file."""

from collections.abc import Iterable
from pathlib import Path

from viewer.batch.export.columns import COLUMNS, REASONS_BETWEEN
from viewer.batch.worklist.row import Row
from viewer.csv_file import write_csv


def export_csv(rows: Iterable[Row], path: Path) -> None:
    """Write rows as CSV, with a header line of `COLUMNS`.

    Probabilities are written with all their digits, so that what is computed from the file
    is what would be computed from the readings.

    Raises
    ------
    ExportError
        If the file can't be written; an older one is left whole.
    """
    write_csv(path, COLUMNS, map(_cells, rows))


def _cells(row: Row) -> list[object]:
    values = {name: getattr(row, name) for name in COLUMNS}
    return list((values | {"scope": REASONS_BETWEEN.join(row.scope)}).values())
