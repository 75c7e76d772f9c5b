"""Excel files, read back as the XML that they are."""

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest

from tests.batch.export.hostile import HOSTILE
from tests.batch.rows import FAILED, make_row
from viewer.batch import COLUMNS, Row
from viewer.batch.export import excel
from viewer.batch.export.excel import export_excel
from viewer.errors import ExportError
from viewer.reading import Verdict

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Sheet:
    """What stands in a file's only sheet."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            assert archive.testzip() is None
            self.names = archive.namelist()
            self.xml = Xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))
            self.styles = Xml.fromstring(archive.read("xl/styles.xml"))

    @property
    def rows(self) -> list[dict[str, str | float]]:
        found = []
        for row in self.xml.iter(f"{MAIN}row"):
            cells = {cell.attrib["r"].rstrip("0123456789"): _value(cell) for cell in row}
            found.append({COLUMNS[ord(name) - ord("A")]: value for name, value in cells.items()})
        return found

    def style(self, row: int, name: str) -> Xml.Element:
        """The format of a cell, by its column and its row from 0."""
        place = f"{chr(ord('A') + COLUMNS.index(name))}{row + 1}"
        (cell,) = (cell for cell in self.xml.iter(f"{MAIN}c") if cell.attrib["r"] == place)
        formats = self.styles.find(f"{MAIN}cellXfs")
        assert formats is not None
        return formats[int(cell.attrib.get("s", 0))]

    def number_form(self, row: int, name: str) -> str:
        wanted = self.style(row, name).attrib["numFmtId"]
        forms = {
            form.attrib["numFmtId"]: form.attrib["formatCode"]
            for form in self.styles.iter(f"{MAIN}numFmt")
        }
        return forms[wanted]


def _value(cell: Xml.Element) -> str | float:
    if cell.attrib.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    value = cell.find(f"{MAIN}v")
    assert value is not None
    return float(value.text or "")


def exported(rows: list[Row], folder: Path) -> Sheet:
    export_excel(rows, folder / "out.xlsx")
    return Sheet(folder / "out.xlsx")


def test_the_first_row_names_the_columns_stays_in_sight_and_filters(tmp_path: Path) -> None:
    sheet = exported([make_row(), FAILED], tmp_path)
    assert tuple(sheet.rows[0].values()) == COLUMNS
    pane = next(sheet.xml.iter(f"{MAIN}pane"))
    assert (pane.attrib["ySplit"], pane.attrib["state"]) == ("1", "frozen")
    assert next(sheet.xml.iter(f"{MAIN}autoFilter")).attrib["ref"] == "A1:N3"


def test_probabilities_thresholds_and_times_are_numbers_with_all_their_digits(
    tmp_path: Path,
) -> None:
    row = make_row()
    values = exported([row], tmp_path).rows[1]
    assert (values["probability"], values["threshold"]) == (row.probability, row.threshold)
    assert values["elapsed_ms"] == row.elapsed_ms


def test_a_patient_id_of_digits_is_a_text_with_all_its_zeros_and_no_mistake(
    tmp_path: Path,
) -> None:
    sheet = exported([make_row(patient_id="0012")], tmp_path)
    assert sheet.rows[1]["patient_id"] == "0012"
    ignored = next(sheet.xml.iter(f"{MAIN}ignoredError"))
    assert (ignored.attrib["sqref"], ignored.attrib["numberStoredAsText"]) == ("A1:N1048576", "1")


def test_a_study_date_is_a_date(tmp_path: Path) -> None:
    sheet = exported([make_row(study_date="20040826")], tmp_path)
    days = sheet.rows[1]["study_date"]
    assert isinstance(days, float)
    assert date(1899, 12, 30) + timedelta(days) == date(2004, 8, 26)
    assert sheet.number_form(1, "study_date") == "yyyy-mm-dd"


@pytest.mark.parametrize("text", ["20041326", "2004", "18991231", "2004.08.26", "٢٠٠٤٠٨٢٦"])
def test_what_is_no_date_that_excel_knows_stays_a_text(tmp_path: Path, text: str) -> None:
    assert exported([make_row(study_date=text)], tmp_path).rows[1]["study_date"] == text


def test_what_is_not_there_is_an_empty_cell(tmp_path: Path) -> None:
    values = exported([FAILED], tmp_path).rows[1]
    assert not {"probability", "verdict", "scope", "elapsed_ms"} & values.keys()
    assert values["error"] == "The file is empty."


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_a_link_or_markup(tmp_path: Path, text: str) -> None:
    sheet = exported([make_row(patient_id=text)], tmp_path)
    assert isinstance(sheet.rows[1]["patient_id"], str)
    assert not list(sheet.xml.iter(f"{MAIN}f")) + list(sheet.xml.iter(f"{MAIN}hyperlink"))
    assert not list(sheet.xml.iter(f"{MAIN}r"))
    assert not [name for name in sheet.names if "sheet1.xml.rels" in name]


@pytest.mark.parametrize("text", ["=1", "<r>a</r>", "a <b> & c", "ž\u0639"])
def test_a_text_that_xml_can_hold_is_all_there(tmp_path: Path, text: str) -> None:
    shown = exported([make_row(patient_id=text)], tmp_path).rows[1]["patient_id"]
    assert str(shown).strip() == text


def test_a_text_that_starts_as_a_formula_stays_a_text_when_a_person_edits_it(
    tmp_path: Path,
) -> None:
    sheet = exported([make_row(patient_id="=1+1")], tmp_path)
    assert sheet.style(1, "patient_id").attrib["quotePrefix"] == "1"


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    text = exported([make_row(error="e" * 40_000, verdict=None)], tmp_path).rows[1]["error"]
    assert text == "e" * 32_766 + "…"


def test_reasons_share_a_cell(tmp_path: Path) -> None:
    row = make_row(verdict=Verdict.WITHHELD, scope=("one", "two"))
    assert exported([row], tmp_path).rows[1]["scope"] == "one; two"


def test_no_rows_are_a_sheet_with_a_header(tmp_path: Path) -> None:
    assert len(exported([], tmp_path).rows) == 1


def test_more_rows_than_excel_opens_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    export_excel([make_row()] * 2, tmp_path / "out.xlsx")
    before = (tmp_path / "out.xlsx").read_bytes()
    with pytest.raises(ExportError, match="more rows"):
        export_excel([make_row()] * 3, tmp_path / "out.xlsx")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [before]


class FullDisk(io.BytesIO):
    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_fills_while_the_file_is_packed_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(_path: Path) -> Iterator[BinaryIO]:
        with FullDisk() as file:
            yield file

    monkeypatch.setattr(excel, "exporting", full)
    with pytest.raises(OSError, match="No space left"):
        export_excel([make_row()], tmp_path / "out.xlsx")
