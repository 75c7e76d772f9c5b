import pytest

from tests.ui.rows import row
from viewer.ui.worklist.columns import COLUMNS, Shown
from viewer.ui.worklist.copying import cells_of, copied

_PATIENT = [column for column in COLUMNS if column.name in ("file", "patient")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_a_spreadsheet_would_run_is_copied_as_text(start: str) -> None:
    cells = cells_of([Shown(row(f"{start}1+1.dcm"))], _PATIENT)
    assert cells[1][0] == f"'{start}1+1.dcm"


def test_no_cell_breaks_out_of_its_line_or_column() -> None:
    copy = copied(cells_of([Shown(row("a\tb\nc.dcm"))], _PATIENT))
    assert copy.text.splitlines()[1].split("\t")[0] == "a b c.dcm"
    assert len(copy.text.splitlines()) == 2


def test_marks_in_a_name_are_no_marks_of_the_table() -> None:
    copy = copied(cells_of([Shown(row("<b>&.dcm"))], _PATIENT))
    assert "<td>&lt;b&gt;&amp;.dcm</td>" in copy.html


def test_the_picture_is_no_column_of_what_is_copied() -> None:
    assert cells_of([], COLUMNS)[0][0] == "File"
