import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.batch.rows import FAILED, PICTURE, STAMP, make_row, outcome
from viewer.batch import Stamp, Worklist, judged
from viewer.errors import WorklistError
from viewer.reading import OperatingPoint, Verdict


def test_rows_come_back_as_they_were_added_and_in_that_order(tmp_path: Path) -> None:
    rows = [
        make_row(),
        FAILED,
        make_row(
            file=Path("/radiographs/b.dcm"),
            verdict=Verdict.WITHHELD,
            scope=("the view is LL, not PA", "it looks; odd"),
        ),
        make_row(file=Path(os.fsdecode(b"/radiographs/caf\xe9.jpg")), patient_id="Žofie\n=1"),
    ]
    with Worklist.create(tmp_path / "worklist") as worklist:
        for position, row in enumerate(rows):
            worklist.add(outcome(row), position)
    with Worklist.open(tmp_path / "worklist") as worklist:
        assert list(worklist.rows()) == rows


def test_creating_replaces_the_worklist_that_is_there(tmp_path: Path) -> None:
    with Worklist.create(tmp_path / "worklist") as old:
        old.add(outcome(make_row()), 0)
    with Worklist.create(tmp_path / "worklist") as new:
        assert list(new.rows()) == []


def test_another_worklist_reads_while_the_first_is_written(worklist: Worklist) -> None:
    with Worklist.open(worklist.path) as other:
        worklist.add(outcome(make_row()), 0)
        assert list(other.rows()) == [make_row()]


def test_rows_survive_the_sudden_end_of_the_program(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from tests.batch.rows import make_row, outcome; from viewer.batch import Worklist\n"
        "worklist = Worklist.create(Path(sys.argv[1]))\n"
        "worklist.add(outcome(make_row()), 0); os._exit(9)\n"
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
        worklist.add(outcome(make_row()), 0)
        worklist._connection.execute("PRAGMA max_page_count = 1")  # SQLite's own full disk
        with pytest.raises(WorklistError, match="disk is full"):
            worklist.add(outcome(make_row(error="long " * 10_000)), 0)
        assert list(worklist.rows()) == [make_row()]


def test_another_programs_write_lock_is_told(worklist: Worklist) -> None:
    worklist._connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(worklist.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorklistError, match="another program"):
            worklist.add(outcome(make_row()), 0)


def test_a_file_has_one_row_however_often_it_is_added(worklist: Worklist) -> None:
    worklist.add(outcome(make_row(probability=0.1)), 3)
    worklist.add(outcome(make_row(probability=0.2)), 5)
    assert [row.probability for row in worklist.rows()] == [0.2]


def test_rows_come_in_the_order_of_their_positions_though_added_in_another(
    worklist: Worklist,
) -> None:
    files = [Path(f"/radiographs/{number}") for number in range(2500)]
    for position in sorted(range(len(files)), key=lambda number: number * 7919 % 2503):
        worklist.add(outcome(make_row(file=files[position])), position)
    assert [row.file for row in worklist.rows()] == files


def test_a_file_is_known_as_it_lay_there_when_this_model_read_it(worklist: Worklist) -> None:
    row = make_row()
    worklist.add(outcome(row, Stamp(10, 20)), 0)
    assert worklist.knows(row.file, Stamp(10, 20), row.model_sha256, 0)
    assert not worklist.knows(row.file, Stamp(11, 20), row.model_sha256, 0)
    assert not worklist.knows(row.file, Stamp(10, 21), row.model_sha256, 0)
    assert not worklist.knows(row.file, Stamp(10, 20), "another model", 0)
    assert not worklist.knows(Path("/radiographs/other"), Stamp(10, 20), row.model_sha256, 0)


def test_a_known_file_takes_its_new_place(worklist: Worklist) -> None:
    first, second = (make_row(file=Path(f"/radiographs/{name}")) for name in "ab")
    for position, row in enumerate((first, second)):
        worklist.add(outcome(row), position)
    assert worklist.knows(first.file, STAMP, first.model_sha256, 2)
    assert list(worklist.rows()) == [second, first]


def test_a_twin_is_a_row_of_equal_content_that_could_be_read(worklist: Worklist) -> None:
    row = make_row()
    assert worklist.twin(row.sha256, row.model_sha256) is None
    worklist.add(outcome(FAILED), 0)
    assert worklist.twin(FAILED.sha256, FAILED.model_sha256) is None
    worklist.add(outcome(row), 1)
    assert worklist.twin(row.sha256, row.model_sha256) == row
    assert worklist.twin(row.sha256, "another model") is None


def test_a_picture_is_kept_once_for_all_twins(worklist: Worklist) -> None:
    row = make_row()
    worklist.add(outcome(row, picture=PICTURE), 0)
    twin = make_row(file=Path("/radiographs/twin"))
    worklist.add(outcome(twin), 1)
    kept = worklist.picture(twin)
    assert kept is not None
    assert (kept.thumbnail, kept.full_scale) == (PICTURE.thumbnail, PICTURE.full_scale)
    np.testing.assert_array_equal(kept.contribution, PICTURE.contribution)
    assert worklist.picture(FAILED) is None


def test_judging_again_gives_each_row_the_verdict_of_the_other_point(worklist: Worklist) -> None:
    rows = [
        make_row(file=Path("/1"), probability=0.19),
        make_row(file=Path("/2"), probability=0.2),
        make_row(file=Path("/3"), probability=0.9, scope=("it looks odd",)),
        FAILED,
        make_row(file=Path("/4"), probability=0.9, model_sha256="another model"),
    ]
    for position, row in enumerate(rows):
        worklist.add(outcome(row), position)
    point = OperatingPoint(name="sensitive", threshold=0.2, description="")
    worklist.judge_again(rows[0].model_sha256, point)
    assert list(worklist.rows()) == [*(judged(row, point) for row in rows[:4]), rows[4]]


def test_the_request_is_kept_until_it_is_complete(tmp_path: Path) -> None:
    paths = [Path("/radiographs"), Path(os.fsdecode(b"/caf\xe9"))]
    with Worklist.create(tmp_path / "worklist") as worklist:
        assert worklist.request == ([], True)
        worklist.note_request(paths)
    with Worklist.go_on(tmp_path / "worklist") as worklist:
        assert worklist.request == (paths, False)
        worklist.note_complete()
        assert worklist.request == (paths, True)


def test_going_on_keeps_the_rows_and_begins_a_worklist_where_there_is_none(
    tmp_path: Path,
) -> None:
    for expected in ([], [make_row()]):
        with Worklist.go_on(tmp_path / "worklist") as worklist:
            assert list(worklist.rows()) == expected
            worklist.add(outcome(make_row()), 0)


def test_an_older_schema_is_told_and_may_be_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "worklist"
    Worklist.create(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    with pytest.raises(WorklistError, match="older version"):
        Worklist.go_on(path)
    with Worklist.create(path) as worklist:
        assert worklist.count == 0


@pytest.mark.parametrize("begin", [Worklist.create, Worklist.go_on])
def test_a_second_program_is_told_and_the_first_one_is_unhurt(
    tmp_path: Path, begin: Callable[[Path], Worklist]
) -> None:
    path = tmp_path / "worklist"
    program = (
        "import sys; from pathlib import Path\n"
        "from viewer.batch import Worklist; from viewer.errors import WorklistError\n"
        f"try: Worklist.{begin.__name__}(Path(sys.argv[1]))\n"
        "except WorklistError as error: print(error.sentence)\n"
    )
    with Worklist.create(path) as worklist:
        worklist.add(outcome(make_row()), 0)
        second = subprocess.run(
            [sys.executable, "-c", program, str(path)],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Another program is writing" in second.stdout
        worklist.add(outcome(FAILED), 1)
        assert list(worklist.rows()) == [make_row(), FAILED]


def test_a_share_that_refuses_wal_keeps_a_worklist_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "worklist"
    # SQLite does not even try where the file system has no shared memory to map.
    uri = f"file:{path}?vfs=unix-none"
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda _path, **options: real(uri, uri=True, **options))
    with Worklist.create(path) as worklist:
        assert worklist._connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        worklist.add(outcome(make_row()), 0)
    with Worklist.go_on(path) as worklist:
        assert list(worklist.rows()) == [make_row()]


def test_what_a_thread_asks_of_a_closed_worklist_is_told(tmp_path: Path) -> None:
    worklist = Worklist.create(tmp_path / "worklist")
    worklist.close()
    with pytest.raises(WorklistError, match="is closed"):
        worklist.add(outcome(make_row()), 0)
    with pytest.raises(WorklistError, match="is closed"):
        worklist.twin("", "")
