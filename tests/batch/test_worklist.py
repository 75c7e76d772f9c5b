import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.batch.rows import FAILED, make_row
from viewer.batch import Worklist
from viewer.errors import WorklistError
from viewer.reading import Verdict


def test_rows_come_back_as_they_were_added_and_in_that_order(tmp_path: Path) -> None:
    rows = [
        make_row(),
        FAILED,
        make_row(verdict=Verdict.WITHHELD, scope=("the view is LL, not PA", "it looks; odd")),
        make_row(file=Path(os.fsdecode(b"/radiographs/caf\xe9.jpg")), patient_id="Žofie\n=1"),
    ]
    with Worklist.create(tmp_path / "worklist") as worklist:
        for row in rows:
            worklist.add(row)
    with Worklist.open(tmp_path / "worklist") as worklist:
        assert list(worklist.rows()) == rows


def test_creating_replaces_the_worklist_that_is_there(tmp_path: Path) -> None:
    with Worklist.create(tmp_path / "worklist") as old:
        old.add(make_row())
    with Worklist.create(tmp_path / "worklist") as new:
        assert list(new.rows()) == []


def test_another_worklist_reads_while_the_first_is_written(worklist: Worklist) -> None:
    with Worklist.open(worklist.path) as other:
        worklist.add(make_row())
        assert list(other.rows()) == [make_row()]


def test_rows_survive_the_sudden_end_of_the_program(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from tests.batch.rows import make_row; from viewer.batch import Worklist\n"
        "worklist = Worklist.create(Path(sys.argv[1]))\n"
        "worklist.add(make_row()); os._exit(9)\n"
    )
    path = tmp_path / "worklist"
    ended = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=Path(__file__).parents[2], check=False
    )
    assert ended.returncode == 9
    with Worklist.open(path) as worklist:
        assert list(worklist.rows()) == [make_row()]


@pytest.mark.parametrize("begin", [Worklist.create, Worklist.open])
def test_a_newer_schema_is_refused(tmp_path: Path, begin: type[Worklist]) -> None:
    path = tmp_path / "worklist"
    Worklist.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(WorklistError, match="newer version"):
        begin(path)


@pytest.mark.parametrize("begin", [Worklist.create, Worklist.open])
def test_a_foreign_database_is_refused_and_left_as_it_is(
    tmp_path: Path, begin: type[Worklist]
) -> None:
    path = tmp_path / "accounts"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE rows (amount)")
    before = path.read_bytes()
    with pytest.raises(WorklistError, match="something else"):
        begin(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("begin", [Worklist.create, Worklist.open])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, begin: type[Worklist]
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague, " * 100)
    with pytest.raises(WorklistError, match="something else"):
        begin(path)
    assert path.read_text() == "Dear colleague, " * 100


def test_opening_a_worklist_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(WorklistError, match="no worklist"):
        Worklist.open(tmp_path / "worklist")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorklistError, match="can't be used"):
        Worklist.create(tmp_path / "missing" / "worklist")


def test_a_full_disk_is_told_and_keeps_the_rows_before(tmp_path: Path) -> None:
    with Worklist.create(tmp_path / "worklist") as worklist:
        worklist.add(make_row())
        worklist._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own full disk
        with pytest.raises(WorklistError, match="disk is full"):
            worklist.add(make_row(error="long " * 10_000))
        assert list(worklist.rows()) == [make_row()]


def test_another_programs_write_lock_is_told(worklist: Worklist) -> None:
    worklist._connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(worklist.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorklistError, match="another program"):
            worklist.add(make_row())
