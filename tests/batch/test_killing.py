"""Killed at any moment, a batch loses no row and doubles none."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.batch.files import write_bad_files
from tests.stand_in import write_stand_in
from viewer.batch import Row, Worklist

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, signals and /proc")

_KILLS = 20
_FILES = 90
_GONE_SECONDS = 10.0


class Program:
    """Batches on one folder, begun again whenever they were killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._status: int | None = None

    def begin(self, worklist: Path) -> int:
        """Begin a batch, or go on with it, and give its process."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{worklist}\n")
        self._process.stdin.flush()
        self._status = None
        return int(self._line().removeprefix("begun "))

    def wait_for_row(self) -> None:
        """Wait until a row was added, or the batch has ended."""
        if self._status is not None:
            return
        line = self._line()
        assert line, "the program ended"
        if line.startswith("ended"):
            self._status = int(line.removeprefix("ended "))

    def end(self) -> int:
        """Wait for the end of the batch and give its status."""
        while self._status is None:
            self.wait_for_row()
        return self._status

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")


@contextmanager
def program(folder: Path, model: Path) -> Iterator[Program]:
    command = [sys.executable, "-m", "tests.batch.killable", str(folder), str(model)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        yield Program(process)


def write_files(folder: Path) -> None:
    """Small pictures, every third with a twin, and some that fail."""
    write_bad_files(folder)
    for number in range(_FILES):
        content = number - 1 if number % 3 == 2 else number
        grey = np.random.default_rng(content).integers(0, 256, (40, 40), np.uint8)
        Image.fromarray(grey).save(folder / f"{number:03}.png")


def rows_of(path: Path) -> list[Row]:
    with Worklist.open(path) as worklist:
        return [replace(row, elapsed_ms=None) for row in worklist.rows()]


def wait_until_alone(group: int) -> bool:
    """Wait until every process of a group has ended."""
    deadline = time.monotonic() + _GONE_SECONDS
    while alive_in(group) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not alive_in(group)


def alive_in(group: int) -> list[int]:
    alive = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                state, _, its_group = (place / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue
            if int(its_group) == group and state != "Z":
                alive.append(int(place.name))
    return alive


def test_twenty_kills_leave_the_rows_of_an_undisturbed_run_and_no_process(
    tmp_path: Path,
) -> None:
    chance = random.Random(20)
    folder, model = tmp_path / "radiographs", tmp_path / "model.onnx"
    write_files(folder)
    write_stand_in(model)
    undisturbed, killed = tmp_path / "undisturbed", [tmp_path / "killed"]
    with program(folder, model) as batches:
        batches.begin(undisturbed)
        assert batches.end() == 0
        kills = 0
        while kills < _KILLS:
            process = batches.begin(killed[-1])
            for _ in range(chance.randrange(5)):
                batches.wait_for_row()
            time.sleep(chance.uniform(0.0, 0.01))
            with suppress(ProcessLookupError):  # it was quicker
                # Both ways by turns: as a system does that ends, and as a person who names one.
                (os.killpg if kills % 2 else os.kill)(process, signal.SIGKILL)
            if batches.end() == 0:  # all was read, so that another is begun
                killed.append(tmp_path / f"killed {len(killed)}")
            else:
                assert batches.end() == -signal.SIGKILL
                kills += 1
            assert wait_until_alone(process)
        process = batches.begin(killed[-1])
        assert batches.end() == 0
        assert wait_until_alone(process)
    for worklist in killed:
        assert rows_of(worklist) == rows_of(undisturbed)
    assert len(rows_of(undisturbed)) == len(list(folder.iterdir()))
