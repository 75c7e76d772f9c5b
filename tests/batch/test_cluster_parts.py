"""What of a batch on a cluster needs none."""

import builtins
import platform
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import tests.batch.ray_environment  # noqa: F401
from tests.batch.files import write_jpegs
from viewer.batch.cluster import connection
from viewer.batch.cluster.connection import Head, connected
from viewer.batch.cluster.shard_reader import ShardReader, Work
from viewer.batch.cluster.shards import Shard, after_death
from viewer.batch.cluster.staff import Staff, staff_for
from viewer.batch.found import Found, stamp_of
from viewer.errors import ClusterError, ProviderUnavailableError
from viewer.reading import Provider, Reader


def _work(reader: Reader, **changes: Any) -> Work:
    values = {
        "version": version("hilum"),
        "model_sha256": reader.identity.sha256,
        "provider": Provider.CPU,
        "point": reader.operating_point(),
    }
    return Work(**(values | changes))


@pytest.fixture
def worker(reader: Reader, stand_in_model: Path) -> ShardReader:
    worker = ShardReader()
    worker.open(_work(reader), stand_in_model.read_bytes(), jobs=1)
    return worker


def _found(files: list[Path]) -> list[Found]:
    return [Found(number, file, stamp_of(file)) for number, file in enumerate(files)]


def test_a_file_that_the_worker_does_not_see_is_a_row_that_names_the_machine(
    worker: ShardReader, tmp_path: Path
) -> None:
    shard = _found(write_jpegs(tmp_path, 2))
    shard[1].file.unlink()
    (read, unseen), blind = worker.read(shard)
    assert not read.row.failed
    assert f"not at this path on the worker {platform.node()}" in unseen.row.error
    assert "same path" in unseen.row.hint
    assert unseen.stamp is None, "going on tries it again"
    assert not blind


def test_another_file_at_the_path_is_not_read_in_its_place(
    worker: ShardReader, tmp_path: Path
) -> None:
    shard = _found(write_jpegs(tmp_path, 1))
    shard[0].file.write_bytes(shard[0].file.read_bytes() + b"another")
    (outcome,), blind = worker.read(shard)
    assert "not at this path" in outcome.row.error
    assert blind


def test_a_file_that_is_nowhere_is_told_as_without_a_cluster(
    worker: ShardReader, tmp_path: Path
) -> None:
    (outcome,), blind = worker.read(_found([tmp_path / "missing.jpg"]))
    assert outcome.row.error == "The file is not there."
    assert not blind


def test_files_with_the_same_content_in_a_shard_are_read_once(
    worker: ShardReader, tmp_path: Path
) -> None:
    files = write_jpegs(tmp_path, 3)
    outcomes, _ = worker.read(_found(files))
    assert [outcome.row.file for outcome in outcomes] == files
    assert [outcome.picture is not None for outcome in outcomes] == [True, False, False]


def test_another_hilum_on_the_worker_is_refused(reader: Reader) -> None:
    with pytest.raises(ClusterError, match=r"has Hilum .*, and this machine 99\.0\."):
        ShardReader().open(_work(reader, version="99.0"), b"", jobs=1)


def test_a_model_that_is_not_the_one_that_was_sent_is_refused(
    reader: Reader, stand_in_model: Path
) -> None:
    with pytest.raises(ClusterError, match="came damaged"):
        ShardReader().open(_work(reader, model_sha256="0"), stand_in_model.read_bytes(), jobs=1)


def test_there_is_a_worker_for_each_processor_of_each_machine() -> None:
    assert staff_for([{"CPU": 16.0}, {"CPU": 4.0}, {}], Provider.AUTO) == Staff(20, cpus=1, gpus=0)


def test_there_is_a_worker_for_each_graphics_card_with_its_share_of_the_processors() -> None:
    nodes = [{"CPU": 64.0}, {"CPU": 16.0, "GPU": 2.0}, {"CPU": 12.0, "GPU": 1.0}]
    assert staff_for(nodes, Provider.AUTO) == Staff(3, cpus=8, gpus=1)
    assert staff_for(nodes, Provider.CPU) == Staff(92, cpus=1, gpus=0)


def test_cuda_on_a_cluster_without_a_graphics_card_is_refused() -> None:
    with pytest.raises(ProviderUnavailableError, match="no machine of the cluster"):
        staff_for([{"CPU": 16.0}], Provider.CUDA)


def test_the_files_of_a_worker_that_ended_are_read_again_one_by_one_and_given_up_at_last(
    tmp_path: Path,
) -> None:
    files = _found(write_jpegs(tmp_path, 2))
    first, second = after_death(Shard(files))
    assert [first.files, second.files] == [files[:1], files[1:]]
    (again,) = after_death(first)
    assert again.files == files[:1]
    assert after_death(again) == []


@pytest.mark.parametrize("address", ["", "nowhere", "ray://host:10001", "host:port", "host:0x1"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(ClusterError, match="not the address of a Ray cluster"), connected(address):
        pass


def test_an_address_where_nobody_listens_is_told_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ClusterError, match=f"no Ray cluster at {address}"), connected(address):
            pass


def test_a_machine_that_belongs_to_no_cluster_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAY_TMPDIR", str(tmp_path))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    with pytest.raises(ClusterError, match="no Ray cluster on this machine"), connected("auto"):
        pass


def test_how_to_install_ray_is_told_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    without = builtins.__import__

    def imported(name: str, *rest: Any) -> Any:
        if name == "ray":
            raise ModuleNotFoundError(name)
        return without(name, *rest)

    monkeypatch.setattr(builtins, "__import__", imported)
    with pytest.raises(ClusterError) as told, connected("auto"):
        pass
    assert 'pip install "hilum[cluster]"' in told.value.hint


def test_a_request_to_terminate_while_ray_starts_interrupts_and_leaves_no_ray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[bool] = []

    def terminated(*_: object, **__: object) -> None:
        sys.exit(signal.SIGTERM)

    ray = SimpleNamespace(
        init=terminated,
        shutdown=lambda: ended.append(True),
        exceptions=SimpleNamespace(RayError=RuntimeError),
    )
    monkeypatch.setitem(sys.modules, "ray", ray)
    with pytest.raises(KeyboardInterrupt), connected("local"):
        pass
    assert ended == [True]


def test_a_head_that_is_gone_for_long_ends_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_HEAD_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        head = Head(f"127.0.0.1:{server.getsockname()[1]}")
        assert head.answers()
    assert not head.answers()
    time.sleep(0.2)
    with pytest.raises(ClusterError, match="head of the Ray cluster is gone"):
        head.answers()


def test_ray_is_imported_only_where_a_cluster_is_asked_for() -> None:
    program = "import sys, viewer.cli.program; sys.exit('ray' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])
