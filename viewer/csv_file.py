"""Rows of cells become a CSV file, and back."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from viewer.whole_file import exporting

_FORMULA = "=+\\-@＝＋－＠"
FORMULA_START = re.compile(rf"[{_FORMULA}\t\r\n\0]")
"""A spreadsheet may run a text that begins so as a formula (CWE-1236)."""

# One that separates cells by semicolons, as in much of Europe, begins a cell after each, and a
# line after each end of one: the quotes, which are not around its own cells, mean nothing to it.
# Apostrophes that stand there already are counted in, so that `undefused` finds them again.
_BEGINNING = rf"\A{{}}(?='*{FORMULA_START.pattern})|(?<=[;\t\r\n]){{}}(?='*[{_FORMULA}])"
_UNSAFE = re.compile(_BEGINNING.format("", ""))
_DEFUSED = re.compile(_BEGINNING.format("'", "'"))
_FIRST = frozenset("'=+-@＝＋－＠")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write UTF-8, RFC 4180, with a header line of `columns`; a cell that is None is empty.

    Floats are written with all their digits, texts `defused`. A failure leaves an older file whole.

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
    """A text that no spreadsheet runs as a formula, nor a part of it that it takes for a cell."""
    return _UNSAFE.sub("'", text) if _looks_unsafe(text) else text


def undefused(text: str) -> str:
    """The text that `defused` was given."""
    return _DEFUSED.sub("", text) if _looks_unsafe(text) else text


def _looks_unsafe(text: str) -> bool:
    """Far quicker than the patterns, and true of all that they find."""
    return text[:1] in _FIRST or ";" in text or not text.isprintable()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    return defused(str(value))
