"""Rows of cells become a CSV file, and back."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from viewer.whole_file import exporting

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins so as a formula (CWE-1236)."""


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write UTF-8, RFC 4180, with a header line of `columns`; a cell that is None is empty.

    Floats are written with all their digits. A text that a spreadsheet would run as a formula
    gets an apostrophe in front. A failure leaves an older file whole.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    with exporting(path) as raw:
        # A file name that is no UTF-8 is shown with its odd bytes as escapes.
        file = io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", newline="")
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
        file.flush()
        file.detach()


def defused(text: str) -> str:
    """A text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def undefused(text: str) -> str:
    """The text that `write_csv` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    return defused(str(value))
