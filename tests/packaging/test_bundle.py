"""The built program as a person starts it: by itself, on a screen, with a radiograph."""

import csv
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import bundle
import data_store
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageColor

from viewer.reading import Verdict
from viewer.ui.looks import look_of

pytestmark = [
    pytest.mark.bundle,
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
]

PROGRAM = bundle.BUNDLE / "hilum"
# JPEG 2000: the bundle must have found a decoder that nothing imports by name.
CHEST = Path(data_store.__file__).parent / "data" / "RG1_J2KR.dcm"
PATIENCE_SECONDS = 90.0
Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Screen:
    """An X server without a window manager, whose picture lies in a file."""

    name: str
    file: Path

    def pixels(self) -> Pixels:
        """What is on the screen: (rows, columns, 3), red first.

        The file is an X window dump: big-endian 32-bit fields, the colour map, then rows of
        32-bit pixels in the server's byte order (XWDFile.h).
        """
        raw = self.file.read_bytes()
        header = np.frombuffer(raw, ">u4", 25)
        columns, rows, row_bytes, colours = (int(header[i]) for i in (4, 5, 12, 19))
        first = int(header[0]) + colours * 12
        lines = np.frombuffer(raw, np.uint8, rows * row_bytes, first).reshape(rows, row_bytes)
        return lines.reshape(rows, -1, 4)[:, :columns, 2::-1]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-fbdir", tmp_path, "-screen", "0", "1600x1000x24"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as display_numbers:
            yield Screen(f":{display_numbers.readline().strip()}", tmp_path / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)


@pytest.fixture
def stranger(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a person who has never started Hilum, and has no Python of ours."""
    return {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def wait_until(done: Callable[[], bool], program: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if program.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True


def read_from_the_command_line(folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    table = folder / "table.csv"
    done = subprocess.run(
        [PROGRAM, "classify", CHEST, "--csv", table],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    with table.open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    return row


def test_the_program_opens_its_window_on_a_radiograph_and_shows_the_reading(
    screen: Screen, stranger: dict[str, str], tmp_path: Path
) -> None:
    row = read_from_the_command_line(tmp_path, stranger)
    assert not row["error"]
    verdict_colour = ImageColor.getrgb(look_of(Verdict(row["verdict"])).colour)

    def shows_the_radiograph() -> bool:
        # The window itself is near black: so much light of so many levels is the radiograph.
        light = screen.pixels().mean(axis=2).astype(np.uint8)
        return bool((light > 60).mean() > 0.2 and np.unique(light).size > 100)

    def shows_the_verdict() -> bool:
        return int((screen.pixels() == verdict_colour).all(axis=2).sum()) > 50

    program = subprocess.Popen(
        [PROGRAM, CHEST],
        env={**stranger, "DISPLAY": screen.name},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        radiograph_came = wait_until(shows_the_radiograph, program)
        verdict_came = wait_until(shows_the_verdict, program)
        Image.fromarray(screen.pixels()).save(tmp_path / "screen.png")
        still_running = program.poll() is None
    finally:
        program.terminate()
        _, complaints = program.communicate(timeout=PATIENCE_SECONDS)

    assert still_running, complaints
    assert radiograph_came, f"no radiograph in {tmp_path}/screen.png"
    assert verdict_came, f"no verdict in {tmp_path}/screen.png"
    assert "Traceback" not in complaints


def test_the_desktop_entry_beside_the_program_starts_it_with_the_icon() -> None:
    entry = dict(
        line.split("=", 1)
        for line in (bundle.BUNDLE / "hilum.desktop").read_text(encoding="utf-8").splitlines()
        if "=" in line
    )

    assert entry["Exec"] == f'"{PROGRAM}" %F'
    assert Path(entry["Icon"]).is_file()
    assert entry["MimeType"].split(";")[:3] == ["application/dicom", "image/jpeg", "image/png"]


def test_the_bundle_holds_nothing_of_the_trainer_and_of_clusters() -> None:
    inside = {path.name for path in (bundle.BUNDLE / "_internal").iterdir()}

    assert not {"trainer", "tensorflow", "keras", "sklearn", "onnx", "ray"} & inside
