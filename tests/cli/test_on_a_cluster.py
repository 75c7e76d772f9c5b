"""`hilum classify --ray`, as far as no cluster is needed: `tests/batch/test_cluster.py` has one."""

import socket
from pathlib import Path
from typing import Any

import pytest

import tests.batch.ray_environment  # noqa: F401
from tests.batch.files import write_jpegs
from tests.cli.calls import Call
from viewer.batch import run_batch
from viewer.cli import classify as classify_module
from viewer.reading import Provider


def test_the_cluster_that_is_named_reads_with_the_model_and_provider_that_are_named(
    hilum: Call, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def run_on_cluster(**call: Any) -> Any:
        asked.update({name: call.pop(name) for name in ("address", "model", "provider")})
        return run_batch(**call)

    monkeypatch.setattr(classify_module, "run_on_cluster", run_on_cluster)
    (file,) = write_jpegs(tmp_path / "jpeg", 1)
    answer = hilum("classify", file, "--ray", "head:6379", "--model", model, "--provider", "cuda")
    assert answer.status == 0
    assert "on the Ray cluster head:6379" in answer.out
    assert asked == {"address": "head:6379", "model": model, "provider": Provider.CUDA}


def test_where_no_cluster_is_the_call_is_wrong_and_says_so(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        answer = hilum(
            "classify", *write_jpegs(tmp_path / "jpeg", 1), "--ray", address, "--model", model
        )
    assert answer.status == 2
    assert f"There is no Ray cluster at {address}." in answer.err
    assert "ray start" in answer.err


def test_jobs_are_not_for_a_cluster(hilum: Call, tmp_path: Path) -> None:
    answer = hilum("classify", *write_jpegs(tmp_path, 1), "--ray", "local", "--jobs", "2")
    assert answer.status == 2
    assert "a cluster says itself" in answer.err
