"""A decoder's process answers, and its death costs one task."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tests.imaging.decoding import tasks
from tests.imaging.dicom.making import sample
from viewer.errors import DamagedFileError, FileUnavailableError, HilumError, LimitExceededError
from viewer.imaging.decoding import AtWork, Conversation, conversation, decode, worker
from viewer.imaging.decoding.worker import Worker
from viewer.imaging.decoding.workers import Workers
from viewer.imaging.dicom.dataset import parse_object
from viewer.imaging.dicom.encapsulated import find_frame
from viewer.imaging.dicom.form import read_form
from viewer.imaging.gate import DECODER_MEMORY_BYTES


def test_arrays_come_back_read_only_and_equal() -> None:
    values = np.arange(1_000_000, dtype=np.uint16).reshape(1000, 1000)
    answer = decode(tasks.plus_one, values)
    np.testing.assert_array_equal(answer, values + np.uint16(1))
    assert not answer.flags.writeable


def test_large_bytes_arrive_whole() -> None:
    assert decode(tasks.size, bytes(3_000_000)) == 3_000_000


def test_a_process_is_kept_for_the_next_task() -> None:
    first = decode(tasks.process)
    assert first != os.getpid()
    assert decode(tasks.process) == first


def test_a_process_of_what_was_ended_together_is_not_kept() -> None:
    at_work = AtWork()
    with conversation(at_work) as it:
        ended = it.call(tasks.process)
        at_work.end()
    assert decode(tasks.process) != ended


def test_threads_that_ask_at_once_get_processes_of_their_own() -> None:
    together = threading.Barrier(2)

    def ask(_: int) -> int:
        together.wait()
        return decode(tasks.linger, 0.5)

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(ask, range(2)))) == 2


@pytest.mark.parametrize(
    "die",
    [
        tasks.read_address_zero,
        tasks.abort,
        tasks.exit_at_once,
    ],
)
def test_a_crash_costs_its_file_and_no_other(die: Callable[[], None]) -> None:
    with pytest.raises(DamagedFileError, match="decoder stopped"):
        decode(die)
    assert decode(tasks.size, b"next") == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_from_outside_is_not_the_fault_of_the_file() -> None:
    with pytest.raises(FileUnavailableError, match="decoder stopped"):
        decode(tasks.kill_itself)
    assert decode(tasks.size, b"next") == 4


def test_a_hang_is_ended_and_costs_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "DECODER_SECONDS", 0.3)
    begun = time.monotonic()
    with pytest.raises(LimitExceededError, match="longer than"):
        decode(tasks.sleep, 60.0)
    assert time.monotonic() - begun < 10.0
    monkeypatch.undo()
    assert decode(tasks.size, b"next") == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_computing_without_end_is_ended_though_nothing_else_could_interrupt_it() -> None:
    with pytest.raises(LimitExceededError, match="longer than"):
        decode(tasks.compute_for_ever)
    assert decode(tasks.size, b"next") == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_memory_without_end_is_refused() -> None:
    with pytest.raises(LimitExceededError, match="memory"):
        decode(tasks.allocate, DECODER_MEMORY_BYTES * 101 // 100)
    assert decode(tasks.allocate, DECODER_MEMORY_BYTES // 8) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
def test_what_leaked_before_costs_no_later_file() -> None:
    first = decode(tasks.keep, DECODER_MEMORY_BYTES // 8)
    assert decode(tasks.process) == first
    second = decode(tasks.keep, DECODER_MEMORY_BYTES * 15 // 16)
    assert second != first
    assert decode(tasks.process) != second  # it would find codecs that fail in ways of their own
    second = decode(tasks.process)
    with pytest.raises(LimitExceededError, match="memory"):
        decode(tasks.allocate, DECODER_MEMORY_BYTES * 101 // 100)
    assert decode(tasks.process) not in (first, second)


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="only some systems can wait for a death")
def test_a_process_that_died_while_idle_is_replaced() -> None:
    idle = decode(tasks.process)
    os.kill(idle, signal.SIGKILL)
    os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)
    assert decode(tasks.process) != idle


def test_errors_of_the_world_and_bugs_arrive_as_they_are() -> None:
    with pytest.raises(DamagedFileError, match="cut off") as refused:
        decode(tasks.refuse)
    assert refused.value.hint == "Copy it again."
    with pytest.raises(KeyError, match="a bug") as bug:
        decode(tasks.break_down)
    assert "break_down" in bug.value.__notes__[0]


def test_an_interrupted_task_leaves_no_late_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_pipe: object) -> None:
        raise KeyboardInterrupt

    decode(tasks.process)
    with monkeypatch.context() as patch:
        patch.setattr(worker, "receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            decode(tasks.size, b"interrupted")
    assert decode(tasks.size, b"next one") == 8


def test_codecs_do_not_speak_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    decode(tasks.talk)
    assert capfd.readouterr() == ("", "")


def test_what_a_codec_says_is_heard_until_the_next_task() -> None:
    first, second = decode(tasks.process), decode(tasks.process)
    assert first == second
    assert decode(tasks.heard, b"Corrupt data at 7\n", b"Corrupt data")
    assert not decode(tasks.heard, b"all is well\n", b"Corrupt data")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_what_a_task_does_before_it_knows_the_pixels_is_not_limited_as_computing() -> None:
    assert decode(tasks.computing_seconds_left) == 0.0


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("JPEG-LL.dcm", "gdcm"),
        ("US1_J2KR.dcm", "openjpeg"),
        ("emri_small_jpeg_ls_lossless.dcm", "jpeg_ls"),
    ],
)
def test_codecs_are_imported_before_computing_is_limited(name: str, module: str) -> None:
    parsed = parse_object(sample(name).read_bytes())
    found = find_frame(parsed, read_form(parsed.dataset), 0)
    fresh = Worker()
    succeeded, late = fresh.ask(
        tasks.modules_imported_within_limit, (found.frame, found.codec, found.form)
    )
    fresh.end()
    assert succeeded
    assert not {it for it in late if it.split(".")[0] in (module, "pydicom", "numpy")}


def test_processes_beyond_the_useful_number_end_after_a_batch_and_not_while_it_runs() -> None:
    workers, at_work = Workers(most_idle=1), AtWork()
    batch = [Conversation(workers, at_work) for _ in range(3)]
    first = {it.call(tasks.process) for it in batch}
    for it in batch:
        it.end()
    again = {it.call(tasks.process) for it in batch}
    assert again == first
    for it in batch:
        it.end()
    single = Conversation(workers)
    assert single.call(tasks.process) in first
    single.end()
    assert len(workers._idle) == 1
    workers._idle.pop().end()


def test_a_batchs_processes_end_together_and_who_waits_for_them_goes_on() -> None:
    at_work = AtWork()
    waiting = Conversation(Workers(most_idle=1), at_work)
    threading.Timer(0.3, at_work.end).start()
    begun = time.monotonic()
    with pytest.raises(HilumError, match="given up"):
        waiting.call(tasks.sleep, 60.0)
    assert time.monotonic() - begun < 10.0
    with pytest.raises(HilumError, match="given up"):
        waiting.call(tasks.process)
