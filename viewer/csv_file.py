"""Rows of cells become a CSV file."""

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from viewer.errors import ExportError

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write UTF-8, RFC 4180, with a header line of `columns`; a cell that is None is empty.

    Floats are written with all their digits. A text that a spreadsheet would run as a formula
    gets an apostrophe in front (CWE-1236). A failure leaves an older file whole.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    if path.exists() and not path.is_file():
        # Replacing a folder fails anyway; a device such as /dev/null must not be replaced.
        raise ExportError(f"{path} is no file that can be written.", "Choose another name.")
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            _write(temporary, columns, rows)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            f"The CSV file {path} can't be written: {error.strerror or error}.",
            "Check that the folder is there, may be written to and has room; "
            "on Windows, close the program that shows the file.",
        ) from error


def _write(path: Path, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    # A file name that is no UTF-8 is shown with its odd bytes as escapes.
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
        file.flush()
        os.fsync(file.fileno())


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value)
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
