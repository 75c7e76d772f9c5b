"""Rows become JSON Lines: an object a line."""

import json
from collections.abc import Iterable
from pathlib import Path

from viewer.batch.export.columns import COLUMNS
from viewer.batch.worklist.row import Row
from viewer.whole_file import exporting

JSON_KEYS = (*COLUMNS, "sha256", "hint")
"""More than a table has: a program that goes on from here asks whether a file is still the same,
and shows what to do about one that failed."""


_LINE_ENDS = {ord(letter): f"\\u{ord(letter):04x}" for letter in "\x85\u2028\u2029"}
"""JSON lets them stand in a text, where some programs take them for the end of the line."""


def export_json_lines(rows: Iterable[Row], path: Path) -> None:
    """Write rows as JSON Lines (UTF-8): objects with `JSON_KEYS`, null for what is not there.

    `scope` is a list of texts, numbers are numbers with all their digits. A byte of a file name
    that is no UTF-8 is a lone surrogate's escape, as Python's `os.fsdecode` gives it.

    Raises
    ------
    ExportError
        If the file can't be written; an older one is left whole.
    """
    with exporting(path) as file:
        file.writelines(map(json_line, rows))


def json_line(row: Row) -> bytes:
    """A row as one line, which ends as a line does."""
    line = json.dumps(_object(row), ensure_ascii=False, allow_nan=False)
    # What is no UTF-8 becomes \udcXX, which JSON reads as that very letter.
    return line.translate(_LINE_ENDS).encode("utf-8", "backslashreplace") + b"\n"


def _object(row: Row) -> dict[str, object]:
    values = {name: getattr(row, name) for name in JSON_KEYS}
    values |= {"file": str(row.file), "scope": list(row.scope)}
    return {name: None if value == "" else value for name, value in values.items()}
