"""Which file is written, and that writing it needs no more memory for more rows."""

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from tests.batch.export.pictures import make_picture
from tests.batch.rows import make_row
from viewer.batch import export_rows
from viewer.batch.export import ENDINGS
from viewer.batch.export.report import tally as tally_module
from viewer.batch.figures.facts import Facts
from viewer.errors import ExportError

STARTS = {".csv": b"file,", ".xlsx": b"PK", ".jsonl": b'{"file"', ".html": b"<!doctype html>"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_of_the_name_chooses_whatever_its_case(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out{ending.upper()}"
    export_rows([make_row()], target, lambda _row: None, Facts)
    assert target.read_bytes().startswith(STARTS[ending])


@pytest.mark.parametrize("name", ["out.xls", "out", "out.csv.gz"])
def test_an_ending_that_nobody_knows_is_refused_with_those_that_are_known(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ExportError) as raised:
        export_rows([make_row()], tmp_path / name, lambda _row: None, Facts)
    assert all(ending in raised.value.hint for ending in ENDINGS)
    assert list(tmp_path.iterdir()) == []


def peak(count: int, target: Path) -> int:
    """Bytes in use at the worst moment."""
    picture = make_picture()
    # One path for all: Python keeps each name that was ever part of one.
    rows = (make_row(patient_id=str(number)) for number in range(count))
    tracemalloc.start()
    try:
        export_rows(rows, target, lambda _row: picture, Facts)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("ending", "rows"), [(".csv", 20_000), (".jsonl", 2_000), (".html", 5_000), (".xlsx", 500)]
)
def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, rows: int
) -> None:
    monkeypatch.setattr(tally_module, "MOST_PICTURES", 10)
    target = tmp_path / f"out{ending}"
    peak(1, target)  # imports, and what is kept for good
    few = peak(rows // 10, target)
    assert peak(rows, target) < few + 50_000


def test_a_program_that_exports_nothing_loads_no_library_for_it() -> None:
    code = "import sys, viewer.batch; print({'jinja2', 'xlsxwriter'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "set()\n"
