"""A CSV file that `export_csv` wrote, read back."""

import csv
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from viewer.batch.export.columns import COLUMNS
from viewer.csv_file import undefused
from viewer.errors import FileUnavailableError, TableRefusedError
from viewer.reading import Verdict

_WRITTEN_BY_HILUM = "Choose a CSV file that Hilum exported, as it was written."


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What a table says of one file; the fields are those of `Row`."""

    file: Path
    probability: float | None
    verdict: Verdict | None
    operating_point: str
    threshold: float | None
    model: str
    model_sha256: str
    provider: str
    error: str


class KeptTable:
    """A table whose every row was looked at: iterating over it reads it once more.

    Attributes
    ----------
    count : int
        How many rows it has.
    models : dict of str to str
        SHA-256 and name of the models that read the radiographs.
    """

    def __init__(self, path: Path) -> None:
        """Look at a table.

        Raises
        ------
        FileUnavailableError
            If it can't be read.
        TableRefusedError
            If it is no table of `COLUMNS`, or a row of it can't be one that Hilum wrote.
        """
        self._path = path
        self.count = 0
        self.models: dict[str, str] = {}
        for row in self:
            self.count += 1
            self.models[row.model_sha256] = row.model

    def __iter__(self) -> Iterator[KeptRow]:
        try:
            # A spreadsheet that saved it will have put a byte order mark in front.
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                yield from self._rows(csv.reader(file, strict=True))
        except UnicodeDecodeError as error:
            raise TableRefusedError(
                f"{self._path} is no table that Hilum wrote: it is no text in UTF-8.",
                _WRITTEN_BY_HILUM,
            ) from error
        except csv.Error as error:
            raise TableRefusedError(
                f"{self._path} is no table that Hilum wrote: its quotes are damaged.",
                _WRITTEN_BY_HILUM,
            ) from error
        except OSError as error:
            raise FileUnavailableError(
                f"The table {self._path} can't be read: {error.strerror or error}.",
                "Check its name, and that it may be read.",
            ) from error

    def _rows(self, lines: Iterator[list[str]]) -> Iterator[KeptRow]:
        header = next(lines, [])
        lacking = [name for name in COLUMNS if name not in header]
        if lacking:
            some = f"it lacks the column{'s' * (len(lacking) > 1)} {', '.join(lacking)}"
            what = some if len(lacking) < len(COLUMNS) else "its first line names no column"
            raise TableRefusedError(
                f"{self._path} is no table that Hilum wrote: {what}.", _WRITTEN_BY_HILUM
            )
        # An editor may have left an empty line at the end.
        for number, cells in enumerate(filter(None, lines), 1):
            if len(cells) != len(header):
                raise self._refused(number, "has more or fewer cells than the table has columns")
            yield self._row(number, dict(zip(header, map(undefused, cells), strict=True)))

    def _row(self, number: int, cells: dict[str, str]) -> KeptRow:
        if not cells["file"] or "\0" in cells["file"]:
            raise self._refused(number, "names no file")
        probability = self._share(number, cells, "probability")
        threshold = self._share(number, cells, "threshold")
        try:
            verdict = Verdict(cells["verdict"]) if cells["verdict"] else None
        except ValueError as error:
            raise self._refused(number, "has a verdict that Hilum does not give") from error
        if (probability is None) != (verdict is None):
            raise self._refused(number, "has only one of probability and verdict")
        if (probability is None) != bool(cells["error"]):
            raise self._refused(number, "has neither a probability nor an error, or both")
        if probability is not None and threshold is None:
            raise self._refused(number, "has a verdict and no threshold")
        return KeptRow(
            file=_file(cells["file"]),
            probability=probability,
            verdict=verdict,
            operating_point=cells["operating_point"],
            threshold=threshold,
            model=cells["model"],
            model_sha256=cells["model_sha256"],
            provider=cells["provider"],
            error=cells["error"],
        )

    def _share(self, number: int, cells: dict[str, str], name: str) -> float | None:
        if not cells[name]:
            return None
        try:
            value = float(cells[name])
        except ValueError:
            value = -1.0
        if not 0.0 <= value <= 1.0:
            raise self._refused(number, f"has a {name} that is no number from 0 to 1")
        return value

    def _refused(self, number: int, what: str) -> TableRefusedError:
        """An error that quotes nothing of the row, which may name a patient."""
        return TableRefusedError(f"Row {number:,} of {self._path} {what}.", _WRITTEN_BY_HILUM)


def _file(text: str) -> Path:
    """The path that was written, where it is still there: odd bytes were written as escapes."""
    odd = re.sub(r"\\udc([89a-f][0-9a-f])", lambda found: chr(0xDC00 + int(found[1], 16)), text)
    return Path(odd if odd != text and os.path.lexists(odd) else text)
