import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.batch.export.hostile import HOSTILE
from tests.batch.rows import FAILED, make_row
from viewer.batch import COLUMNS, Row
from viewer.batch.export.json_lines import export_json_lines
from viewer.reading import Verdict


def exported(rows: list[Row], folder: Path) -> list[dict[str, Any]]:
    export_json_lines(rows, folder / "out.jsonl")
    lines = (folder / "out.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def test_an_object_has_the_columns_of_a_table_the_hash_and_the_hint(tmp_path: Path) -> None:
    (value,) = exported([make_row()], tmp_path)
    assert list(value) == [*COLUMNS, "sha256", "hint"]


def test_numbers_are_numbers_with_all_their_digits_and_reasons_a_list(tmp_path: Path) -> None:
    row = make_row(verdict=Verdict.WITHHELD, scope=("one; two", "three"))
    (value,) = exported([row], tmp_path)
    assert value["probability"] == row.probability
    assert (value["verdict"], value["scope"]) == ("withheld", ["one; two", "three"])


def test_what_is_not_there_is_null(tmp_path: Path) -> None:
    (value,) = exported([FAILED], tmp_path)
    there = {name for name, value in value.items() if value is not None}
    assert there == {
        *("file", "study_date", "sop_instance_uid", "operating_point", "threshold", "scope"),
        *("model", "model_sha256", "error", "hint"),
    }
    assert value["error"] == "The file is empty."


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    (value,) = exported([make_row(patient_id=text)], tmp_path)
    assert value["patient_id"] == text


def test_a_row_is_one_line_for_every_way_of_counting_lines(tmp_path: Path) -> None:
    odd = "a\x85b\u2028c\u2029d\x0be\x1cf\r\ng"
    (value,) = exported([make_row(patient_id=odd)], tmp_path)
    assert value["patient_id"] == odd
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such file names")
def test_a_file_name_that_is_no_utf8_comes_back_with_its_bytes(tmp_path: Path) -> None:
    (value,) = exported([make_row(file=Path(os.fsdecode(b"/caf\xe9.jpg")))], tmp_path)
    assert os.fsencode(value["file"]) == b"/caf\xe9.jpg"


def test_no_rows_are_an_empty_file(tmp_path: Path) -> None:
    assert exported([], tmp_path) == []
