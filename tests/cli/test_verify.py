"""`hilum verify`: what a table says, held against reading its files again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.files import chest_jpeg, write_jpegs
from tests.cli.calls import Answer, Call
from tests.stand_in import stand_in_card, write_stand_in
from viewer.cli import verify as command

Verify = Callable[..., Answer]


@pytest.fixture
def table(hilum: Call, model: Path, tmp_path: Path) -> Path:
    """The table of two radiographs and a text."""
    write_jpegs(tmp_path / "study", 2)
    (tmp_path / "study" / "text.jpg").write_text("no picture")
    table = tmp_path / "out.csv"
    hilum("classify", tmp_path / "study", "--csv", table, "--model", model)
    return table


@pytest.fixture
def verify(hilum: Call, model: Path, table: Path) -> Verify:
    return lambda *options: hilum("verify", table, "--model", model, *options)


def test_a_table_that_still_holds_is_status_zero(verify: Verify) -> None:
    answer = verify()
    assert (answer.status, answer.err) == (0, "")
    assert "3 files compared, 2 with the same probability to the last bit" in answer.out
    assert "Research use only" in answer.out


def test_what_drifted_is_named_and_status_one(verify: Verify, table: Path, tmp_path: Path) -> None:
    table.write_text(table.read_text().replace("001.jpg", "gone.jpg"))
    (tmp_path / "study" / "000.jpg").write_text("no picture any more")
    (tmp_path / "study" / "text.jpg").write_bytes(chest_jpeg())
    answer = verify()
    assert answer.status == 1
    for words in ("000.jpg", "failed now", "neither a picture", "gone.jpg", "gone", "read now"):
        assert words in answer.out


def test_a_probability_that_moved_across_the_threshold_is_a_changed_verdict(
    verify: Verify, table: Path
) -> None:
    table.write_text(_with_first_probability(table, "0.25", "normal"))
    answer = verify()
    assert answer.status == 1
    assert "0.250 normal" in answer.out
    assert "verdict changed" in answer.out


def test_another_model_than_the_tables_is_named_and_status_one(
    hilum: Call, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.onnx"
    write_stand_in(other, stand_in_card().model_copy(update={"version": "0.0.2"}))
    sentence = "The table was written with another model: Stand-in 0.0.1.\n"
    answer = hilum("verify", table, "--model", other)
    assert answer.status == 1
    assert sentence in answer.out
    assert hilum("verify", table, "--model", other, "--quiet") == Answer(1, "", sentence)


def test_json_is_a_line_for_each_file_then_and_now(
    verify: Verify, table: Path, tmp_path: Path
) -> None:
    table.write_text(_with_first_probability(table, "0.25", "normal"))
    answer = verify("--json")
    assert answer.status == 1
    first, second, text = map(json.loads, answer.out.splitlines())
    assert (first["probability"], first["verdict"]) == (0.25, "normal")
    assert first["verdict_now"] == "pneumonia"
    assert first["difference"] == first["probability_now"] - 0.25
    assert (second["change"], second["difference"]) == ("same", 0.0)
    assert text["file"] == str(tmp_path / "study" / "text.jpg")
    assert text["error"] == text["error_now"] != ""
    assert "3 files compared" in answer.err


def test_quiet_says_only_how_many_files_drifted(verify: Verify, table: Path) -> None:
    assert verify("--quiet") == Answer(0, "", "")
    table.write_text(_with_first_probability(table, "0.25", "normal"))
    assert verify("--quiet") == Answer(1, "", "1 of 3 files drifted.\n")


def test_what_is_no_table_of_hilum_is_a_sentence_and_status_two(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n")
    answer = hilum("verify", odd, "--model", model)
    assert (answer.status, answer.out) == (2, "")
    assert "no table that Hilum wrote" in answer.err


def test_a_table_without_rows_is_status_two(hilum: Call, table: Path) -> None:
    table.write_text(table.read_text().splitlines(keepends=True)[0])
    answer = hilum("verify", table)
    assert (answer.status, answer.out) == (2, "")
    assert "lists no files" in answer.err


def test_a_verification_that_is_stopped_shows_what_it_has_and_is_status_130(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = command.verify

    def stop_after_one(rows: object, reader: object, control: object, **options: object) -> object:
        for drift in compare(rows, reader, control, **options):  # type: ignore[arg-type]
            control.cancel()  # type: ignore[attr-defined]
            yield drift

    monkeypatch.setattr(command, "verify", stop_after_one)
    answer = verify()
    assert answer.status == 130
    assert "1 file compared" in answer.out
    assert "Stopped before the end." in answer.err


def _with_first_probability(table: Path, probability: str, verdict: str) -> str:
    header, first, *others = table.read_text().splitlines()
    cells = first.split(",")
    cells[4:6] = probability, verdict
    return "\n".join((header, ",".join(cells), *others)) + "\n"
