"""Rows become an Excel file."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from viewer.batch.export.columns import COLUMNS, REASONS_BETWEEN
from viewer.batch.worklist.row import Row
from viewer.csv_file import FORMULA_START
from viewer.errors import ExportError
from viewer.whole_file import exporting

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Of a sheet, its header among them (Excel's own limit)."""
_LONGEST = 32_767
"""Letters in a cell (Excel's own limit)."""
_FIRST_DATE = date(1900, 3, 1)
"""Excel counts days from 1900 and believes that this year had a 29 February."""

_WIDTHS = {
    "file": 60,
    "patient_id": 16,
    "study_date": 12,
    "sop_instance_uid": 30,
    "probability": 12,
    "verdict": 12,
    "operating_point": 16,
    "threshold": 11,
    "scope": 48,
    "model": 24,
    "model_sha256": 20,
    "provider": 24,
    "elapsed_ms": 12,
    "error": 48,
}
"""In letters."""
_NUMBERS = {"probability": "0.000", "threshold": "0.000", "elapsed_ms": "0.0"}
"""How numbers are shown; what is kept has all its digits."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def export_excel(rows: Iterable[Row], path: Path) -> None:
    """Write rows as a sheet with a header row that stays, and a filter on every column.

    Probabilities, thresholds and times are numbers, study dates are dates. No text ever becomes
    a formula or a link.

    Raises
    ------
    ExportError
        If the file can't be written, or has more rows than Excel opens; an older one is left
        whole.
    """
    from xlsxwriter import Workbook  # late: whoever exports something else needs none of it
    from xlsxwriter.exceptions import FileCreateError

    with exporting(path) as file, TemporaryDirectory(prefix="hilum-") as scratch:
        sink = _Sink(file)
        # Only the row that is written is in memory; those before it are in the scratch folder.
        workbook = Workbook(sink, {"constant_memory": True, "tmpdir": scratch})
        workbook.use_zip64()
        workbook.set_properties(
            {"title": "Hilum worklist", "comments": "Research use only, not a medical device."}
        )
        _Sheet(workbook).write(rows)
        try:
            workbook.close()
        except FileCreateError as error:
            sink.error = sink.error or OSError(str(error))
        if sink.error is not None:
            raise sink.error


class _Sink:
    """Where the Excel file's ZipFile writes, and fails in silence.

    A ZipFile that could not be ended tries once more when it is collected, where nothing can
    catch what it raises.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        return self._tried(lambda: self._file.write(data), len(data))

    def seek(self, place: int, whence: int = 0) -> int:
        return self._tried(lambda: self._file.seek(place, whence), 0)

    def tell(self) -> int:
        return self._tried(self._file.tell, 0)

    def flush(self) -> None:
        """Whoever opened the file flushes it."""

    def _tried(self, do: Callable[[], int], otherwise: int) -> int:
        if self.error is None:
            try:
                return do()
            except OSError as error:
                self.error = error
        return otherwise


class _Sheet:
    def __init__(self, workbook: "Workbook") -> None:
        self._sheet: Worksheet = workbook.add_worksheet("Worklist")
        self._header: Format = workbook.add_format({"bold": True, "bottom": 1})
        self._date: Format = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        # Else a spreadsheet would run it once a person edits the cell.
        self._quoted: Format = workbook.add_format({"quote_prefix": True})
        self._formats: dict[str, Format] = {
            name: workbook.add_format({"num_format": form}) for name, form in _NUMBERS.items()
        }

    def write(self, rows: Iterable[Row]) -> None:
        try:
            self._write(rows)
        except BaseException:
            # Nobody will close the workbook, which would write all of it.
            self._sheet.row_data_fh.close()
            raise

    def _write(self, rows: Iterable[Row]) -> None:
        for column, name in enumerate(COLUMNS):
            self._sheet.set_column(column, column, _WIDTHS[name])
            self._sheet.write_string(0, column, name, self._header)
        self._sheet.freeze_panes(1, 0)
        # A patient ID of digits is a text all the same, and no mistake to be marked in green.
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:N{MOST_ROWS}"})
        last = 0
        for last, row in enumerate(rows, 1):
            if last == MOST_ROWS:
                raise ExportError(
                    f"The worklist has more rows than the {MOST_ROWS:,} that Excel opens.",
                    "Export it as CSV or as JSON Lines (.jsonl).",
                )
            self._write_row(last, row)
        self._sheet.autofilter(0, 0, last, len(COLUMNS) - 1)

    def _write_row(self, place: int, row: Row) -> None:
        for column, name in enumerate(COLUMNS):
            self._write_cell(place, column, name, _value(row, name))

    def _write_cell(self, row: int, column: int, name: str, value: Any) -> None:
        if isinstance(value, float):
            self._sheet.write_number(row, column, value, self._formats[name])
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._date)
        elif value:
            text = _cell_text(value)
            quoted = self._quoted if FORMULA_START.match(text) else None
            self._sheet.write_string(row, column, text, quoted)


def _value(row: Row, name: str) -> Any:
    value = getattr(row, name)
    match name:
        case "study_date":
            return _date_of(value) or value
        case "scope":
            return REASONS_BETWEEN.join(value)
        case "file":
            return str(value)
    return value


def _date_of(text: str) -> date | None:
    """The date that a DICOM DA tells (PS3.5 6.2), where Excel has it."""
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return day if day >= _FIRST_DATE else None


def _cell_text(text: str) -> str:
    plain = _SURROGATE.sub(lambda letter: f"\\u{ord(letter.group()):04x}", text)
    if plain.startswith("<r>"):
        plain = f" {plain}"  # else xlsxwriter takes it for markup of its own, and escapes nothing
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
