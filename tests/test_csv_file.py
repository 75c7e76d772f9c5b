"""Cells of a CSV file that no spreadsheet runs, and that can be read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.csv_file import defused, undefused


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
def test_what_begins_as_a_formula_gets_an_apostrophe(start: str) -> None:
    assert defused(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A;=1", "A;'=1"),
        ("A\n=1", "A\n'=1"),
        ("A\r\n-1;@x", "A\r\n'-1;'@x"),
        ("A;'=1", "A;''=1"),
    ],
)
def test_where_a_spreadsheet_would_begin_a_cell_within_the_text_it_gets_one_too(
    text: str, expected: str
) -> None:
    assert defused(text) == expected


@pytest.mark.parametrize("text", ["", "a", "a-b=c", "a; b", "'a'", "two\r\nlines", "1;2", "ž ＝"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@given(st.text("=-'; \n\ta＝", max_size=12))
def test_a_defused_text_can_be_read_back(text: str) -> None:
    assert undefused(defused(text)) == text
