"""A table that Hilum wrote is read back as it was; any other is refused in words."""

import os
import sys
from pathlib import Path

import pytest

from tests.batch.rows import FAILED, make_row
from viewer.batch import COLUMNS, Row, export_csv
from viewer.batch.kept_table import KeptTable
from viewer.errors import FileUnavailableError, TableRefusedError
from viewer.reading import Verdict


def kept(rows: list[Row], folder: Path) -> KeptTable:
    export_csv(rows, folder / "out.csv")
    return KeptTable(folder / "out.csv")


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    row = make_row()
    (back,) = kept([row], tmp_path)
    for name in back.__slots__:
        assert getattr(back, name) == getattr(row, name)


def test_a_failed_row_comes_back_without_a_reading(tmp_path: Path) -> None:
    (back,) = kept([FAILED], tmp_path)
    assert (back.probability, back.verdict, back.error) == (None, None, "The file is empty.")


def test_a_table_knows_its_rows_and_models_before_it_is_walked(tmp_path: Path) -> None:
    table = kept([make_row(), make_row(model="Other", model_sha256="c" * 64)], tmp_path)
    assert table.count == 2
    assert table.models == {"b" * 64: "Stand-in 0.0.1", "c" * 64: "Other"}


@pytest.mark.parametrize("name", ["=1.dcm", "-x.dcm", "@a.dcm", "two\nlines.dcm", '"q", x.dcm'])
def test_a_defused_or_quoted_name_is_the_file_again(tmp_path: Path, name: str) -> None:
    (back,) = kept([make_row(file=Path(name))], tmp_path)
    assert back.file == Path(name)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such file names")
def test_an_odd_name_is_found_where_its_file_is_still_there(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg"))
    odd.touch()
    (back,) = kept([make_row(file=odd)], tmp_path)
    assert back.file == odd


def test_a_table_that_a_spreadsheet_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    export_csv([make_row()], tmp_path / "out.csv")
    saved = tmp_path / "saved.csv"
    saved.write_bytes(b"\xef\xbb\xbf" + (tmp_path / "out.csv").read_bytes())
    assert KeptTable(saved).count == 1


def refusal(table: Path) -> str:
    with pytest.raises(TableRefusedError) as raised:
        KeptTable(table)
    assert raised.value.hint
    return raised.value.sentence


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "its first line names no column."),
        (b"file;probability\r\n", "its first line names no column."),
        (b"file,probability\r\n", "it lacks the columns patient_id, "),
        (",".join(COLUMNS[:-1]).encode(), "it lacks the column error."),
        (b"\xff\xfe\x00f", "no text in UTF-8"),
        (b"%PDF-1.7\n%\xe2\xe3", "no text in UTF-8"),
        (b'file,"never closed', "its quotes are damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / "out.csv").write_bytes(content)
    assert told in refusal(tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"file": ""}, "names no file"),
        ({"file": "a\0.dcm"}, "names no file"),
        ({"probability": "high"}, "has a probability that is no number from 0 to 1"),
        ({"probability": "nan"}, "has a probability that is no number from 0 to 1"),
        ({"threshold": "1.5"}, "has a threshold that is no number from 0 to 1"),
        ({"verdict": "covid"}, "has a verdict that Hilum does not give"),
        ({"verdict": ""}, "has only one of probability and verdict"),
        ({"probability": "", "verdict": ""}, "has neither a probability nor an error"),
        ({"error": "It failed."}, "has neither a probability nor an error, or both"),
        ({"threshold": ""}, "has a verdict and no threshold"),
    ],
)
def test_a_row_that_hilum_never_wrote_is_named_and_not_quoted(
    tmp_path: Path, changes: dict[str, str], told: str
) -> None:
    cells = dict.fromkeys(COLUMNS, "") | {
        "file": "a.dcm",
        "patient_id": "4711",
        "probability": "0.75",
        "verdict": "pneumonia",
        "threshold": "0.5",
    }
    lines = [",".join(COLUMNS), ",".join(cells.values()), ",".join((cells | changes).values())]
    (tmp_path / "out.csv").write_text("\n".join(lines))
    sentence = refusal(tmp_path / "out.csv")
    assert f"Row 2 of {tmp_path / 'out.csv'} {told}" in sentence
    assert "4711" not in sentence
    assert "covid" not in sentence


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text(f"{','.join(COLUMNS)}\na.dcm,4711")
    assert "more or fewer cells" in refusal(tmp_path / "out.csv")


def test_empty_lines_that_an_editor_left_are_no_rows(tmp_path: Path) -> None:
    export_csv([make_row()], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open("a") as table:
        table.write("\n\n")
    assert KeptTable(tmp_path / "out.csv").count == 1


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="can't be read"):
        KeptTable(tmp_path / "out.csv")


def test_a_withheld_row_keeps_its_verdict(tmp_path: Path) -> None:
    (back,) = kept([make_row(verdict=Verdict.WITHHELD, scope=("one",))], tmp_path)
    assert back.verdict is Verdict.WITHHELD
