"""`hilum classify` that is stopped before its end."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.tables import cells_of
from tests.data import CHEST_DICOM
from viewer.batch import Worklist

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't send one process a Ctrl+C")
def test_ctrl_c_keeps_and_exports_what_was_read(model: Path, tmp_path: Path) -> None:
    folder, table = tmp_path / "study", tmp_path / "out.csv"
    write_many(folder)
    call = ("classify", folder, "--csv", table, "--model", model)
    status, err = signalled_after_a_row(signal.SIGINT, call, tmp_path)
    assert status == 130
    assert "what was read is kept" in err
    assert "Traceback" not in err
    assert 1 <= len(cells_of(table)) < 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_request_to_terminate_leaves_no_worklist_behind(model: Path, tmp_path: Path) -> None:
    folder, temporary = tmp_path / "study", tmp_path / "temporary"
    temporary.mkdir()
    write_many(folder)
    call = ("classify", folder, "--model", model)
    status, err = signalled_after_a_row(signal.SIGTERM, call, temporary)
    assert status == 130
    assert "Stopped before the end" in err
    assert "Traceback" not in err
    assert not list(temporary.glob("hilum-*"))


def write_many(folder: Path) -> None:
    folder.mkdir()
    shutil.copy(CHEST_DICOM, folder / "0000.dcm")
    for number in range(1, 1000):
        (folder / f"{number:04}.dcm").hardlink_to(folder / "0000.dcm")


def signalled_after_a_row(
    number: signal.Signals, arguments: Sequence[str | Path], temporary: Path
) -> tuple[int, str]:
    """Exit status and error stream of a process that keeps its worklist below a folder."""
    process = subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_a_row(temporary)
        process.send_signal(number)
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
