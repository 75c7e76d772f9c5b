"""`hilum classify --ray`: what the command asks of a cluster, which is not there."""

from pathlib import Path
from typing import Any

import pytest

from tests.batch.files import write_jpegs
from tests.cli.calls import Call
from viewer.batch import Progress
from viewer.cli import classify as classifying
from viewer.reading import Provider


def test_files_go_to_the_cluster_at_the_address(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def run_on_cluster(**arguments: Any) -> Progress:
        asked.update(arguments, files=list(arguments["files"]))
        return Progress(2, 0, 0, 2, 1.0, 0.0, 2.0)

    monkeypatch.setattr(classifying, "run_on_cluster", run_on_cluster)
    files = write_jpegs(tmp_path / "study", 2)
    call = ("classify", tmp_path / "study", "--model", model, "--provider", "cuda")
    answer = hilum(*call, "--ray", "head:6379")
    assert answer.status == 0
    assert "on the Ray cluster head:6379" in answer.out
    assert asked["files"] == files
    assert asked["address"] == "head:6379"
    assert asked["provider"] is Provider.CUDA
    assert asked["sources"] == [tmp_path / "study"]


def test_how_many_files_at_a_time_is_not_for_the_command_to_say(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path / "study", 1)
    answer = hilum("classify", *files, "--model", model, "--ray", "local", "--jobs", "2")
    assert answer.status == 2
    assert "--jobs" in answer.err
