"""`hilum classify` that is stopped before its end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.batch.files import chest_jpeg
from tests.cli.calls import Call
from tests.cli.tables import cells_of
from viewer.batch import Worklist

ROOT = Path(__file__).parents[2]
MANY = 150

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sends no signals to a process"
)


def test_ctrl_c_keeps_and_exports_what_was_read(model: Path, tmp_path: Path) -> None:
    folder, table = tmp_path / "study", tmp_path / "out.csv"
    write_many(folder)
    call = ("classify", folder, "--csv", table, "--model", model, "--jobs", "1")
    status, err = signalled_after_a_row(signal.SIGINT, call, tmp_path)
    assert status == 130
    assert err == (
        "Stopped before the end; what was read is kept.\n"
        "The same call with --resume goes on from there.\n"
    )
    assert 1 <= len(cells_of(table)) < MANY


def test_ctrl_c_while_the_program_starts_ends_it_without_a_word() -> None:
    interrupted = (
        "import os, signal, sys\n"
        "from viewer.cli import main\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'viewer.batch': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "main(['model'])"
    )
    call = [sys.executable, "-c", interrupted]
    ended = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_a_closed_terminal_leaves_no_worklist_behind(model: Path, tmp_path: Path) -> None:
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        pytest.skip("the tests run by nohup, and so would the program")
    folder, temporary = tmp_path / "study", tmp_path / "temporary"
    temporary.mkdir()
    write_many(folder)
    call = ("classify", folder, "--model", model, "--jobs", "1")
    status, err = signalled_after_a_row(signal.SIGHUP, call, temporary)
    assert status == 130
    assert err == "Stopped before the end; what was read is kept.\n"
    assert not list(temporary.glob("hilum-*"))


def test_a_signal_to_the_whole_group_fails_no_file_and_can_be_gone_on_from(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    folder, table = tmp_path / "study", tmp_path / "out.csv"
    write_many(folder)
    call = ("classify", folder, "--csv", table, "--model", model, "--jobs", "1")
    status, err = signalled_after_a_row(signal.SIGTERM, call, tmp_path, group=True)
    assert status == 130
    assert "--resume" in err
    read = cells_of(table)
    assert [cells["error"] for cells in read] == [""] * len(read)
    answer = hilum(*call, "--resume", "--quiet")
    assert (answer.status, answer.err) == (0, "")
    assert len(cells_of(table)) == MANY


def write_many(folder: Path) -> None:
    """Radiographs of different contents, each of which so has to be read."""
    folder.mkdir()
    jpeg = chest_jpeg()
    for number in range(MANY):
        comment = b"\xff\xfe\x00\x06" + f"{number:04}".encode()
        (folder / f"{number:04}.jpg").write_bytes(jpeg[:2] + comment + jpeg[2:])


def signalled_after_a_row(
    number: signal.Signals,
    arguments: Sequence[str | Path],
    temporary: Path,
    *,
    group: bool = False,
) -> tuple[int, str]:
    """Exit status and error stream of a process that keeps its worklist below a folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        wait_for_a_row(temporary)
        process.send_signal(number)
        if group:  # as `timeout` does: the program first, and then all of its group once more
            os.killpg(process.pid, number)
        _, err = process.communicate(timeout=30.0)
    finally:
        process.kill()
        process.wait()
    return process.returncode, err


def wait_for_a_row(below: Path) -> None:
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        for log in below.rglob("*worklist-wal"):
            with Worklist.open(Path(str(log).removesuffix("-wal"))) as worklist:
                if next(worklist.rows(), None):
                    return
        time.sleep(0.05)
    pytest.fail("the batch makes no row")
