"""Rows become the kind of file that its name asks for."""

from collections.abc import Callable, Iterable
from pathlib import Path

from viewer.batch.export.csv_table import export_csv
from viewer.batch.export.excel import export_excel
from viewer.batch.export.json_lines import export_json_lines
from viewer.batch.export.picture_of import PictureOf
from viewer.batch.figures.facts import Facts
from viewer.batch.worklist.row import Row
from viewer.errors import ExportError

_TABLES = {".csv": export_csv, ".xlsx": export_excel, ".jsonl": export_json_lines}
_REPORT = ".html"

ENDINGS = (*_TABLES, _REPORT)
"""The endings of a file's name that `export_rows` knows."""


def export_rows(
    rows: Iterable[Row], target: Path, picture_of: PictureOf, facts_of: Callable[[], Facts]
) -> None:
    """Write rows as the ending of the file's name asks: CSV, Excel, JSON Lines or HTML.

    Rows are taken once, one at a time. Only a report asks for the facts of the same rows, and for
    pictures, after the last of them.

    Raises
    ------
    ExportError
        If the ending is none of `ENDINGS`, or the file can't be written; an older one is left
        whole.
    """
    ending = target.suffix.lower()
    if ending == _REPORT:
        from viewer.batch.export.report import export_report  # late: only a report needs Jinja

        export_report(rows, target, picture_of, facts_of)
    elif ending in _TABLES:
        _TABLES[ending](rows, target)
    else:
        raise ExportError(
            f"The name {target.name} has no ending that Hilum exports.",
            f"End the name in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
        )
