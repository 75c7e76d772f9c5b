"""A queue of any length gives what was put in, in that order."""

import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from viewer.batch import spool as spool_module
from viewer.batch.spool import Spool
from viewer.errors import WorklistError


def test_what_is_put_in_ahead_comes_out_in_its_order() -> None:
    spool: Spool[int] = Spool()
    for number in range(10_500):
        spool.put(number)
    assert len(spool._coming) + len(spool._going) <= 2 * spool_module._BLOCK
    assert [spool.take(0.0) for _ in range(10_500)] == list(range(10_500))
    assert spool.take(0.0) is None
    spool.close()


def test_putting_and_taking_by_turns_keeps_the_order() -> None:
    spool: Spool[int] = Spool()
    taken = []
    for number in range(8000):
        spool.put(number)
        if number % 3 == 0:
            taken.append(spool.take(0.0))
    spool.end()
    while not spool.exhausted:
        taken.append(spool.take(0.0))
    assert taken == list(range(8000))
    spool.close()


def test_many_may_take_and_the_end_wakes_all_who_wait() -> None:
    spool: Spool[int] = Spool()
    together = threading.Barrier(5)

    def take(_: int) -> list[int]:
        together.wait()
        taken = []
        while not spool.exhausted:
            item = spool.take(60.0)
            if item is not None:
                taken.append(item)
        return taken

    with ThreadPoolExecutor(4) as threads:
        all_taken = threads.map(take, range(4))
        together.wait()
        for number in range(3000):
            spool.put(number)
        spool.end()
        assert sorted(sum(all_taken, [])) == list(range(3000))  # noqa: RUF017
    spool.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    spool: Spool[int] = Spool()
    with Path("/dev/full").open("wb+", buffering=0) as full:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: full)
        with pytest.raises(WorklistError, match="can't be kept"):
            put_many(spool)


def put_many(spool: Spool[int]) -> None:
    for number in range(5000):
        spool.put(number)
