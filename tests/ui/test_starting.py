import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from viewer.ui.app import run


def _python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    ).stdout


@pytest.mark.parametrize("module", ["viewer.ui.main_window", "viewer.ui.app"])
def test_importing_the_window_loads_neither_onnxruntime_nor_pydicom(module: str) -> None:
    code = f"import json, sys, {module}; print(json.dumps(list(sys.modules)))"
    loaded = {name.split(".")[0] for name in json.loads(_python(code))}
    assert not loaded & {"onnxruntime", "pydicom", "highdicom", "tensorflow"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_the_window_says_so_instead_of_aborting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 2
    assert "There is no display" in capsys.readouterr().err


def _snapshot(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer.ui.snapshot", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_snapshot_shows_the_window_with_a_reading(tmp_path: Path) -> None:
    png = tmp_path / "window.png"
    done = _snapshot(CHEST_DICOM, EXTREMITY_DICOM, "--png", png)
    assert done.returncode == 0, done.stderr
    from PIL import Image

    with Image.open(png) as picture:
        assert picture.size == (1440, 900)
        assert len(picture.convert("RGB").getcolors(2_000_000)) > 1000


def test_a_snapshot_of_a_bad_file_says_why_and_fails(tmp_path: Path) -> None:
    done = _snapshot(tmp_path / "gone.dcm", "--png", tmp_path / "window.png")
    assert done.returncode == 2
    assert "The file is not there." in done.stderr
    assert not (tmp_path / "window.png").exists()
