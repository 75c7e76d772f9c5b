"""`hilum classify` that goes on with a worklist, and what it does not lose."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch.files import chest_jpeg, write_bad_files, write_jpegs
from tests.cli.calls import Call
from tests.cli.tables import cells_of
from viewer.batch import Progress, Row, Worklist
from viewer.cli import classify as classifying
from viewer.cli import results
from viewer.errors import ExportError, WorklistError


@pytest.fixture
def classify(hilum: Call, model: Path, tmp_path: Path) -> Callable[..., Any]:
    """Classifies a folder of two radiographs into a CSV."""
    write_jpegs(tmp_path / "study", 2)
    return lambda *options: hilum(
        "classify", tmp_path / "study", "--csv", tmp_path / "out.csv", "--model", model, *options
    )


def leave_unfinished(tmp_path: Path) -> None:
    with Worklist.go_on(tmp_path / "out.csv.worklist") as worklist:
        worklist.note_request([tmp_path / "study"])


def test_only_what_has_no_row_is_read(classify: Call, tmp_path: Path) -> None:
    classify()
    (tmp_path / "study" / "002.jpg").write_bytes(chest_jpeg())
    answer = classify("--resume", "--json")
    assert answer.status == 0
    (line,) = answer.out.splitlines()
    assert json.loads(line)["file"] == str(tmp_path / "study" / "002.jpg")
    assert "3 files" in answer.err
    assert "2 of them kept from before" in answer.err
    assert len(cells_of(tmp_path / "out.csv")) == 3


def test_a_worklist_that_is_not_there_is_started_by_resume(classify: Call, tmp_path: Path) -> None:
    assert classify("--resume").status == 0
    assert len(cells_of(tmp_path / "out.csv")) == 2


def test_kept_rows_get_the_operating_point_of_this_call(classify: Call, tmp_path: Path) -> None:
    classify()
    classify("--resume", "--operating-point", "sensitive")
    points = {cells["operating_point"] for cells in cells_of(tmp_path / "out.csv")}
    assert points == {"sensitive"}


def test_files_that_failed_before_are_failed_files_of_this_call(
    classify: Call, tmp_path: Path
) -> None:
    write_bad_files(tmp_path / "study")
    assert classify().status == 1
    assert classify("--resume").status == 1


def test_rows_of_files_that_are_not_found_any_more_are_kept_and_told(
    classify: Call, tmp_path: Path
) -> None:
    assert "Not found" not in classify().err
    (tmp_path / "study" / "000.jpg").rename(tmp_path / "study" / "renamed.jpg")
    answer = classify("--resume")
    assert answer.status == 0
    assert answer.err == "Not found this time, and kept in the table: 1 file.\n"
    assert len(cells_of(tmp_path / "out.csv")) == 3


def test_an_unfinished_worklist_is_refused_without_resume_and_keeps_its_rows(
    classify: Call, tmp_path: Path
) -> None:
    classify()
    leave_unfinished(tmp_path)
    answer = classify()
    assert answer.status == 2
    assert "out.csv.worklist holds 2 files of a batch that was not finished." in answer.err
    assert "--resume" in answer.err
    with Worklist.open(tmp_path / "out.csv.worklist") as worklist:
        assert worklist.count == 2


def test_an_unfinished_worklist_is_finished_by_resume(classify: Call, tmp_path: Path) -> None:
    classify()
    leave_unfinished(tmp_path)
    assert classify("--resume").status == 0
    assert classify().status == 0  # which starts anew


def test_an_unfinished_worklist_without_rows_holds_up_nobody(
    classify: Call, tmp_path: Path
) -> None:
    leave_unfinished(tmp_path)
    assert classify().status == 0


def test_the_worklist_knows_what_was_asked_for_wherever_it_is_gone_on_with(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_jpegs(tmp_path / "study", 1)
    monkeypatch.chdir(tmp_path)
    hilum("classify", "study", "--csv", "out.csv", "--model", model)
    with Worklist.open(tmp_path / "out.csv.worklist") as worklist:
        assert worklist.request == ([tmp_path / "study"], True)


def test_a_worklist_stays_unfinished_until_its_files_are_written(
    classify: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ExportError("The disk is full.", "Make room on the disk.")

    monkeypatch.setattr(results, "export_csv", fail)
    answer = classify()
    assert answer.status == 2
    assert "The disk is full." in answer.err
    assert "The same call with --resume goes on from there." in answer.err
    monkeypatch.undo()
    assert classify().status == 2
    again = classify("--resume", "--json")
    assert (again.status, again.out) == (0, "")
    assert len(cells_of(tmp_path / "out.csv")) == 2


def test_what_was_read_before_the_batch_broke_is_written_and_gone_on_with(
    classify: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = classifying.run_batch

    def break_down(*, on_row: Callable[[Row, Progress], None], **rest: Any) -> None:
        def after_one(row: Row, progress: Progress) -> None:
            on_row(row, progress)
            raise WorklistError("The disk is full.", "Make room on the disk.")

        run(on_row=after_one, **rest)

    monkeypatch.setattr(classifying, "run_batch", break_down)
    answer = classify("--jobs", "1")
    assert answer.status == 2
    assert "The disk is full." in answer.err
    assert "Make room on the disk." in answer.err
    assert "The same call with --resume goes on from there." in answer.err
    assert cells_of(tmp_path / "out.csv")[0]["verdict"] == "pneumonia"
    monkeypatch.undo()
    assert classify("--resume").status == 0
    assert len(cells_of(tmp_path / "out.csv")) == 2


def test_a_batch_that_broke_before_its_first_row_leaves_older_files_as_they_are(
    classify: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classify()

    def break_down(**_: Any) -> None:
        raise WorklistError("The disk is full.", "Make room on the disk.")

    monkeypatch.setattr(classifying, "run_batch", break_down)
    answer = classify()
    assert answer.status == 2
    assert "--resume" not in answer.err
    assert len(cells_of(tmp_path / "out.csv")) == 2


def test_the_worklist_may_lie_elsewhere(classify: Call, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    classify("--worklist", place)
    assert "2 of them kept" in classify("--worklist", place, "--resume").out
    assert not (tmp_path / "out.csv.worklist").exists()


def test_without_a_csv_the_worklist_lies_beside_the_first_other_file(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "study", 1)
    hilum("classify", *files, "--model", model, "--jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl.worklist").exists()


def test_resume_without_a_worklist_to_go_on_with_is_a_wrong_call(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "study", 1)
    answer = hilum("classify", *files, "--model", model, "--resume")
    assert answer.status == 2
    assert "there is no worklist to go on with" in answer.err


@pytest.mark.parametrize("options", [(), ("--resume",)])
def test_a_worklist_that_another_program_writes_is_left_alone(
    classify: Call, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with Worklist.create(tmp_path / "out.csv.worklist"):
        answer = classify(*options)
    assert answer.status == 2
    assert "Another program is writing to the worklist" in answer.err
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("options", [(), ("--resume",)])
def test_something_else_than_a_worklist_is_left_as_it_is(
    classify: Call, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (tmp_path / "out.csv.worklist").write_text("a diary of many pages, and no worklist")
    answer = classify(*options)
    assert answer.status == 2
    assert "something else than a worklist" in answer.err
    assert (tmp_path / "out.csv.worklist").read_text().startswith("a diary")
