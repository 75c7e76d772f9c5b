"""Labels from a CSV file with the columns `file` and `label`."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import IO

from viewer.batch.figures.labels import WORDS, Label, Labels, TableLabels
from viewer.errors import LabelsError

_COLUMNS = ("file", "label")
_DELIMITERS = ",;\t"
_WORDS = {**WORDS, "0": Label.NORMAL, "1": Label.PNEUMONIA}
_LARGEST = 256 << 20
"""Bytes: some million lines; a larger file is something else."""
_HINT = (
    "Its first line names the columns, file and label; each other line has a file and"
    " normal, pneumonia, 0 or 1."
)


def read_labels(path: Path) -> Labels:
    """Read labels: words `normal` and `pneumonia` in any case, or 0 and 1; an empty one is none.

    A file is named absolutely, relative to the CSV file's folder, or by its name alone, which
    labels it wherever it lies, if only one file is called so. Cells are separated by commas,
    semicolons or tabs; other columns may be there. The text is UTF-8.

    Raises
    ------
    LabelsError
        If the file can't be read, or a line can't be understood: says which, and why.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise LabelsError(f"{path.name} is too large for a table of labels.", _HINT)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _Table(path).read(file)
    except OSError as error:
        raise LabelsError(
            f"The labels {path} can't be read: {error.strerror or error}.",
            "Check that the file is there and may be read.",
        ) from error
    except UnicodeDecodeError as error:
        raise LabelsError(
            f"{path.name} is no text in UTF-8.", "Save the table as CSV in UTF-8."
        ) from error


class _Table:
    """Gathers the lines of one table, and says of a bad one which it is."""

    def __init__(self, path: Path) -> None:
        self._name, self._folder = path.name, path.parent
        self._folders: dict[str, str] = {}
        self._of_path: dict[str, Label] = {}
        self._of_name: dict[str, Label] = {}

    def read(self, text: IO[str]) -> Labels:
        header = text.readline()
        delimiter = next((d for d in _DELIMITERS if set(_COLUMNS) <= set(_names(header, d))), None)
        if delimiter is None:
            raise LabelsError(f"{self._name} has no columns called file and label.", _HINT)
        names = _names(header, delimiter)
        file_at, label_at = (names.index(name) for name in _COLUMNS)
        for line, cells in self._lines(text, delimiter):
            word = cells[label_at].strip().casefold() if label_at < len(cells) else ""
            if not word:
                continue
            if word not in _WORDS:
                raise self._bad(line, "the label is neither normal, pneumonia, 0 nor 1")
            self._add(line, cells[file_at].strip() if file_at < len(cells) else "", _WORDS[word])
        if not self._of_path:
            raise LabelsError(f"{self._name} labels no file.", _HINT)
        return TableLabels(self._name, self._of_path, self._of_name)

    def _lines(self, text: IO[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield reader.line_num + 1, cells  # the header was the first
        except csv.Error as error:
            raise self._bad(reader.line_num + 1, "its quotes or cells are broken") from error

    def _add(self, line: int, file: str, label: Label) -> None:
        if not file:
            raise self._bad(line, "the file is missing")
        if "\\" in file and "/" not in file:
            file = PureWindowsPath(file).as_posix()
        path = self._whole(file)
        if self._of_path.setdefault(path, label) != label:
            raise self._bad(line, "an earlier line labels the same file otherwise")
        if "/" not in file:
            self._of_name[file] = label

    def _whole(self, file: str) -> str:
        name = file.rpartition("/")[2]
        folder = file[: len(file) - len(name)]
        if folder not in self._folders:  # many files lie in few of them
            whole = os.path.abspath(Path(self._folder, folder))
            self._folders[folder] = whole.rstrip(os.sep) + os.sep
        return os.path.normcase(self._folders[folder] + name)

    def _bad(self, line: int, reason: str) -> LabelsError:
        return LabelsError(f"Line {line:,} of {self._name}: {reason}.", _HINT)


def _names(header: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []  # such as a text of one long line
    return [cell.strip().casefold() for cell in cells]
