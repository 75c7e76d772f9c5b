"""The decoders' processes start lean and end with the program, however that ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")

_PROGRAM = """
import signal
import time
from tests.imaging.decoding import tasks
from viewer.imaging.decoding import decode
{before}
print(decode(tasks.process), flush=True)
{after}
"""
_HEAVY = ("tensorflow", "onnxruntime", "PySide6", "trainer", "viewer.ui", "viewer.cli", "typer")


def start(tmp_path: Path, before: str = "", after: str = "") -> subprocess.Popen[str]:
    script = tmp_path / "program.py"
    script.write_text(_PROGRAM.format(before=before, after=after), encoding="utf-8")
    root = Path(__file__).parents[3]
    return subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    )


def wait_until_gone(process: int) -> bool:
    deadline = time.monotonic() + 10.0
    while time.monotonic() < deadline:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if "Z" in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1][:3]:
            return True  # dead, and waiting for somebody to ask
        time.sleep(0.02)
    return False


def test_a_process_imports_neither_the_main_module_nor_more_than_it_needs(tmp_path: Path) -> None:
    program = start(
        tmp_path,
        before="import typer\nprint('main')",
        after="print(*sorted(decode(tasks.modules)))",
    )
    out, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (0, "")
    lines = out.splitlines()
    assert lines.count("main") == 1
    imported = set(lines[-1].split())
    assert "viewer.imaging.decoding.child" in imported
    assert not imported & {*_HEAVY, "pydicom"}


@posix_only
def test_an_idle_process_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    program = start(tmp_path, after="time.sleep(60)")
    assert program.stdout
    child = int(program.stdout.readline())
    program.kill()
    program.communicate()
    assert wait_until_gone(child)


@posix_only
def test_a_hanging_process_ends_itself_when_the_program_is_killed(tmp_path: Path) -> None:
    program = start(
        tmp_path,
        before="from viewer.imaging.decoding import worker\nworker._WATCHDOG_SECONDS = 1.0",
        after="decode(tasks.hold_interpreter, 60)",
    )
    assert program.stdout
    child = int(program.stdout.readline())
    time.sleep(0.2)
    program.kill()
    program.communicate()
    assert wait_until_gone(child)


@posix_only
def test_ctrl_c_prints_no_traceback_of_a_decoder(tmp_path: Path) -> None:
    program = start(
        tmp_path,
        # What runs in the background of a shell was told to ignore Ctrl+C.
        before="signal.signal(signal.SIGINT, signal.default_int_handler)",
        after="decode(tasks.sleep, 60.0)",
    )
    assert program.stdout
    child = int(program.stdout.readline())
    time.sleep(0.2)
    os.killpg(program.pid, signal.SIGINT)
    _, err = program.communicate(timeout=30)
    assert err.count("Traceback") == 1  # the program's own
    assert "KeyboardInterrupt" in err
    assert wait_until_gone(child)


@posix_only
def test_a_program_that_is_asked_to_terminate_with_its_group_still_has_its_decoder(
    tmp_path: Path,
) -> None:
    program = start(
        tmp_path,
        before="asked = []\nsignal.signal(signal.SIGTERM, lambda *_: asked.append(True))",
        after="while not asked: time.sleep(0.01)\nprint(decode(tasks.process))",
    )
    assert program.stdout
    child = int(program.stdout.readline())
    os.killpg(program.pid, signal.SIGTERM)
    out, err = program.communicate(timeout=30)
    assert (int(out), err, program.returncode) == (child, "", 0)
    assert wait_until_gone(child)


@posix_only
def test_the_first_process_is_started_with_ctrl_c_blocked(tmp_path: Path) -> None:
    program = start(tmp_path, after="print(signal.SIGINT in decode(tasks.blocked_signals))")
    out, _ = program.communicate(timeout=60)
    assert out.splitlines()[-1] == "True"


@posix_only
def test_the_program_ends_without_waiting_for_a_task(tmp_path: Path) -> None:
    program = start(
        tmp_path,
        after="import threading\n"
        "threading.Thread(target=decode, args=(tasks.sleep, 20.0), daemon=True).start()\n"
        "time.sleep(0.5)",
    )
    assert program.stdout
    child = int(program.stdout.readline())
    begun = time.monotonic()
    program.communicate(timeout=30)
    assert time.monotonic() - begun < 10.0
    assert wait_until_gone(child)
