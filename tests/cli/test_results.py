"""The files that `hilum classify` writes, and those of which it says at once that it can't."""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.batch.files import chest_jpeg, write_jpegs
from tests.cli.calls import Call
from viewer.batch import Worklist
from viewer.cli import heatmaps as drawing
from viewer.cli import results


def test_every_kind_of_file_is_written(hilum: Call, model: Path, tmp_path: Path) -> None:
    files = write_jpegs(tmp_path / "study", 2)
    targets = {kind: tmp_path / f"out.{kind}" for kind in ("csv", "xlsx", "jsonl", "html")}
    options = [text for kind, path in targets.items() for text in (f"--{kind}", path)]
    answer = hilum(
        "classify", tmp_path / "study", "--model", model, *options, "--heatmaps", tmp_path / "maps"
    )
    assert (answer.status, answer.err) == (0, "")
    assert targets["csv"].read_bytes().startswith(b"file,")
    assert targets["xlsx"].read_bytes().startswith(b"PK")
    assert [json.loads(line)["file"] for line in targets["jsonl"].open()] == list(map(str, files))
    assert "<html" in targets["html"].read_text()
    assert len(list((tmp_path / "maps").glob("*.png"))) == 2


def test_the_model_is_not_written_over(hilum: Call, model: Path, tmp_path: Path) -> None:
    content = model.read_bytes()
    answer = hilum("classify", *write_jpegs(tmp_path, 1), "--model", model, "--csv", model)
    assert answer.status == 2
    assert "is to be read, not to be written" in answer.err
    assert model.read_bytes() == content


def test_the_ending_of_a_csv_file_is_free(hilum: Call, model: Path, tmp_path: Path) -> None:
    files = write_jpegs(tmp_path / "study", 1)
    assert hilum("classify", *files, "--model", model, "--csv", tmp_path / "table").status == 0
    assert (tmp_path / "table").read_bytes().startswith(b"file,")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--csv", "missing/out.csv"), "missing/out.csv can't be written"),
        (("--xlsx", "missing/out.xlsx"), "Check that the folder is there"),
        (("--jsonl", "missing/out.jsonl"), "Check that the folder is there"),
        (("--html", "missing/out.html"), "Check that the folder is there"),
        (("--worklist", "missing/kept"), "Check that the folder is there"),
        (("--heatmaps", "missing/maps"), "Check that the folder is there"),
        (("--html", "study"), "is a directory"),
        (("--heatmaps", "study/000.jpg"), "is a file"),
        (("--heatmaps", "study/maps"), "would be read as radiographs"),
        (("--csv", "out", "--jsonl", "./out"), "have one name"),
        (("--csv", "out", "--worklist", "out"), "have one name"),
        (("--csv", "study/000.jpg"), "is to be read"),
        (("--csv", os.devnull), "no file that can be written"),
    ],
)
def test_a_file_that_can_not_be_written_is_told_before_anything_is_read(
    hilum: Call,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    write_jpegs(tmp_path / "study", 1)
    monkeypatch.chdir(tmp_path)
    answer = hilum("classify", "study", "study/000.jpg", "--model", model, *options)
    assert (answer.status, answer.out) == (2, "")
    assert words in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert [path.name for path in (tmp_path / "study").iterdir()] == ["000.jpg"]


def test_a_file_that_can_not_be_written_keeps_no_other_from_being_written(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = write_jpegs(tmp_path / "study", 1)
    monkeypatch.setattr(results, "_check_room", lambda *_: None)
    targets = ("--csv", tmp_path / "missing" / "out.csv", "--jsonl", tmp_path / "out.jsonl")
    call = ("classify", file, "--model", model, "--worklist", tmp_path / "kept", *targets)
    answer = hilum(*call)
    assert answer.status == 2
    assert "out.csv can't be written" in answer.err
    assert json.loads((tmp_path / "out.jsonl").read_text())["file"] == str(file)


def test_heatmaps_that_can_not_be_drawn_are_told_and_are_status_one(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    gone, _there = write_jpegs(tmp_path / "study", 2)
    call = ("classify", tmp_path / "study", "--model", model, "--csv", tmp_path / "out.csv")
    hilum(*call)
    study = tmp_path / "study"
    study.joinpath("002.jpg").write_bytes(chest_jpeg())
    gone.unlink()
    answer = hilum(*call, "--resume", "--heatmaps", tmp_path / "maps")
    assert answer.status == 1
    assert "1 heatmaps could not be drawn" in answer.err
    with Worklist.open(tmp_path / "out.csv.worklist") as worklist:
        assert worklist.count == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("when", ["while files are written", "while heatmaps are drawn"])
def test_heatmaps_that_are_stopped_can_be_gone_on_with(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    module, name = {
        "while files are written": (results, "export_csv"),
        "while heatmaps are drawn": (drawing, "export_heatmaps"),
    }[when]
    do = getattr(module, name)

    def be_asked_to_end(*arguments: Any, **options: Any) -> Any:
        signal.raise_signal(signal.SIGTERM)
        return do(*arguments, **options)

    monkeypatch.setattr(module, name, be_asked_to_end)
    write_jpegs(tmp_path / "study", 1)
    maps = tmp_path / "maps"
    call = ("classify", tmp_path / "study", "--model", model, "--csv", tmp_path / "out.csv")
    answer = hilum(*call, "--heatmaps", maps)
    assert answer.status == 130
    assert "--resume" in answer.err
    assert not list(maps.glob("*.png"))
    monkeypatch.undo()
    assert hilum(*call, "--heatmaps", maps, "--resume").status == 0
    assert len(list(maps.glob("*.png"))) == 1
