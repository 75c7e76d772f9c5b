"""A CSV table of labelled radiographs becomes examples."""

import csv
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.example import DatasetError, Example, Label
from viewer.errors import HilumError, NothingToReadError, UnsupportedFormatError
from viewer.imaging.gate import read_bytes

REQUIRED = ("file", "label", "patient")

_LABELS = {
    "NORMAL": Label.NORMAL,
    "0": Label.NORMAL,
    "PNEUMONIA": Label.PNEUMONIA,
    "1": Label.PNEUMONIA,
}
_FOLDERS = {"": "", "train": "train", "validation": "val", "val": "val", "test": "test"}
_HINT = "A table is comma-separated UTF-8 text with the columns file, label and patient."
_TOLD_ROWS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, by column, without the spaces round its cells."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file with a header."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.path.stem


def read_table(path: Path) -> Table:
    """Read a CSV file (RFC 4180, UTF-8 with or without a byte order mark).

    Raises
    ------
    UnsupportedFormatError
        If it is no such table.
    NothingToReadError
        If it has no rows.
    FileUnavailableError, LimitExceededError
    """
    try:
        reader = csv.DictReader(io.StringIO(read_bytes(path).decode("utf-8-sig")), strict=True)
        columns = tuple(column.strip() for column in reader.fieldnames or ())
        rows = tuple(Row(reader.line_num, _cells(row)) for row in reader)
    except HilumError as error:
        raise type(error)(f"{path}: {error.sentence}", error.hint) from error
    except UnicodeDecodeError as error:
        raise UnsupportedFormatError(f"{path} is no UTF-8 text, so no table.", _HINT) from error
    except csv.Error as error:
        raise UnsupportedFormatError(f"{path} is no table: {error}.", _HINT) from error
    if not rows and set(REQUIRED) <= set(columns):
        raise NothingToReadError(f"{path} has a header and no rows.", _HINT)
    return Table(Path(os.path.abspath(path)), columns, rows)


def _cells(row: dict[str | None, str | None]) -> dict[str, str]:
    # What stands beyond the header's columns comes under None, and is no column we know.
    return {
        column.strip(): (cell or "").strip() for column, cell in row.items() if column is not None
    }


def table_examples(table: Table) -> list[Example]:
    """The examples of a table with the columns `file,label,patient`, in the order of their paths.

    `file` is relative to the table; `label` is NORMAL or PNEUMONIA (or 0 and 1); `part`
    (train, validation, test) becomes the folder. `source`, `view`, `kind` and `part` may be
    missing; other columns are passed over.

    Raises
    ------
    UnsupportedFormatError
        If a column is missing.
    DatasetError
        If rows can't be used; it names their lines.
    """
    missing = [column for column in REQUIRED if column not in table.columns]
    if missing:
        raise UnsupportedFormatError(
            f"{table.path} lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}.", _HINT
        )
    return read_rows(table, table.rows, lambda row: _example(table, row))


def _example(table: Table, row: Row) -> Example:
    label = _LABELS.get(row["label"].upper())
    if label is None:
        raise ValueError(f"the label {row['label'] or '(empty)'} is not NORMAL or PNEUMONIA")
    folder = _FOLDERS.get(row["part"].lower())
    if folder is None:
        raise ValueError(f"the part {row['part']} is not train, validation or test")
    source = row["source"] or table.name
    return make_example(table, row, label, folder, source)


def make_example(table: Table, row: Row, label: Label, folder: str, source: str) -> Example:
    """An example of a row's file and patient.

    Raises
    ------
    ValueError
        If the patient or the file is missing.
    """
    if not row["patient"]:
        raise ValueError("the patient is missing")
    path = Path(os.path.abspath(table.path.parent / row["file"]))
    if not row["file"] or not path.is_file():
        raise ValueError(f"there is no file {row['file'] or '(empty)'}")
    return Example(
        path,
        label,
        row["patient"],
        folder,
        row["kind"].lower(),
        source,
        row["view"].upper(),
        name_within(table.path.parent, path),
    )


def name_within(root: Path, path: Path) -> str:
    """The path relative to an absolute root, with slashes."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive of Windows
        return path.as_posix()


def read_rows(
    table: Table, rows: Sequence[Row], example_of: Callable[[Row], Example]
) -> list[Example]:
    """Make an example of each row, in the order of their paths.

    Raises
    ------
    DatasetError
        For all rows together of which `example_of` raised a ValueError (or the disk an
        OSError), or whose file an earlier row named already.
    """
    by_path: dict[Path, Example] = {}
    lines: dict[Path, int] = {}
    bad: list[str] = []
    for row in rows:
        try:
            example = example_of(row)
        except (ValueError, OSError) as error:
            bad.append(f"line {row.line}: {error}")
            continue
        if example.path in by_path:
            bad.append(f"line {row.line}: {row['file']} stands in line {lines[example.path]} too")
            continue
        by_path[example.path], lines[example.path] = example, row.line
    if bad:
        told = "; ".join(bad[:_TOLD_ROWS]) + ("; ..." if len(bad) > _TOLD_ROWS else "")
        raise DatasetError(
            f"{len(bad):,} of the {len(rows):,} rows of {table.path} can't be used: {told}.",
            "Correct these lines, or take them out.",
        )
    return [by_path[path] for path in sorted(by_path)]
