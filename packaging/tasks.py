"""What the targets of the Makefile do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import bundle
import environment
import locks
from console import ROOT, TaskFailedError, call, check_call, heading, say
from environment import program, python
from system_packages import OFFSCREEN, ON_SCREEN, TESTS, X_SERVER
from system_packages import ensure as ensure_system
from system_packages import missing as missing_system

DEMO = ROOT / "hilum-demo"
MUTANTS = 20_000
IN_X_SERVER = ("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24")


def run() -> int:
    """Open the window on a real chest radiograph or, without a display, do its work without."""
    screen = display_is_named(sys.platform, os.environ)
    still_missing = ensure_system(ON_SCREEN if screen else OFFSCREEN)
    environment.ensure("run")
    if screen and qt_starts():
        chest = sample_radiographs()[0]
        heading(f"Opening {chest.name}, a chest radiograph of pydicom-data")
        return call([program("hilum"), chest])
    problem = "The display can't be opened" if screen else "There is no display here"
    say(f"\n{problem}, so the sample radiographs are read without the window.")
    return demonstrate(still_missing)


def demonstrate(still_missing: Sequence[str]) -> int:
    """Do without a display what the window does: a table, a CSV, a picture of the window."""
    table, picture = DEMO / "results.csv", DEMO / "window.png"
    DEMO.mkdir(exist_ok=True)
    radiographs = sample_radiographs()
    heading(f"Reading {len(radiographs)} sample radiographs")
    check_call([program("hilum"), "classify", *radiographs, "--csv", table])
    heading("Drawing the window")
    if not qt_starts(QT_QPA_PLATFORM="offscreen"):
        missing = f" Missing are: {', '.join(still_missing)}." if still_missing else ""
        raise TaskFailedError(f"Qt does not start here.{missing} The table is {table}.")
    check_call([*snapshot_command(), radiographs[0], "--png", picture])
    say(f"The table:  {table}\nThe window: {picture}")
    return 0


def display_is_named(system: str, variables: Mapping[str, str]) -> bool:
    """Whether the person may have a screen; Windows and macOS name it nowhere."""
    if not system.startswith("linux"):
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def qt_starts(**extra: str) -> bool:
    """Whether Qt can start here at all; where it can't, it ends the process that asks."""
    ask = python("-c", "from PySide6.QtWidgets import QApplication; QApplication([])")
    try:
        done = subprocess.run(
            ask, env={**os.environ, **extra}, capture_output=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def sample_radiographs() -> list[Path]:
    """The radiographs of pydicom-data, the chest as its uncompressed file first."""
    ask = "import data_store, pathlib; print(pathlib.Path(data_store.__file__).parent / 'data')"
    folder = subprocess.check_output(python("-c", ask), text=True).strip()
    found = sorted(
        Path(folder).glob("RG[13]_*.dcm"),
        key=lambda path: (path.name != "RG1_UNCR.dcm", path.name),
    )
    if not found:
        raise TaskFailedError(f"pydicom-data holds no sample radiographs in {folder}.")
    return found


def snapshot_command() -> list[str | Path]:
    return python("-m", "viewer.ui.snapshot")


def test() -> int:
    """Check the code, then run all tests that this machine can run; stops at the first failure."""
    ensure_system(TESTS)
    environment.ensure("test")
    check_code()
    pytest = python("-m", "pytest")
    heading("Tests without a screen")
    # A file's tests stay together: its networks and windows are built once.
    # One that hangs ends its process, and would hang again in the next.
    spread = ("--numprocesses", "auto", "--dist", "loadfile", "--max-worker-restart", "0")
    marked = ("-m", "not display and not bundle")
    check_call([*pytest, *spread, *marked], {"QT_QPA_PLATFORM": "offscreen"})
    if not shutil.which("xvfb-run"):
        lacking = missing_system(X_SERVER)
        say(f"\nSKIPPED: the tests that need an X server and the bundle's, for want of {lacking}.")
        return 0
    heading("Tests in an X server")
    check_call([*IN_X_SERVER, *pytest, "-m", "display"], {"QT_QPA_PLATFORM": "xcb"})
    bundle.build()
    heading("Tests of the bundle")
    check_call([*pytest, "-m", "bundle"])
    return 0


def fuzz() -> int:
    """Open damaged files by the thousand; those that show a bug stay in build/mutants."""
    environment.ensure("test")
    return call(python("-m", "tests.imaging.mutants", "--seed", "1", "--count", str(MUTANTS)))


def bench() -> int:
    """Print how the viewer's work compares with other ways to do it, on this machine."""
    ensure_system(OFFSCREEN)
    environment.ensure("test")
    heading("The viewer's work")
    check_call(python("-m", "tests.benchmarks"))
    heading("The shipped network")
    check_call(python("-m", "tests.benchmarks.network_cost"))
    heading("Batches as they grow (minutes)")
    check_call(python("-m", "tests.benchmarks.growth"))
    heading("A batch, other ways, and the machine's bound (minutes)")
    check_call(python("-m", "tests.benchmarks.pipeline"))
    return 0


def lint() -> int:
    environment.ensure("test")
    check_code()
    return 0


def check_code() -> None:
    heading("Style (ruff)")
    check_call(python("-m", "ruff", "check"))
    check_call(python("-m", "ruff", "format", "--check"))
    heading("Types (mypy)")
    check_call(python("-m", "mypy"))
    check_call(python("-m", "mypy", *sorted((ROOT / "packaging").glob("*.py"))))
    heading("Who imports whom (import-linter)")
    check_call([program("lint-imports")])


def format_code() -> int:
    environment.ensure("test")
    check_call(python("-m", "ruff", "check", "--fix"))
    check_call(python("-m", "ruff", "format"))
    return 0


def texts() -> int:
    environment.ensure("test")
    check_call(python(ROOT / "packaging" / "catalogue.py"))
    return 0


def package() -> int:
    ensure_system(ON_SCREEN)
    environment.ensure("test")
    bundle.build()
    return 0


def screenshots() -> int:
    """Drive the program through its screens, without a screen and in an X server."""
    ensure_system(TESTS)
    environment.ensure("test")
    pictures = ROOT / "docs" / "screenshots"
    drive = python("-m", "tests.screenshots")
    heading("Pictures without a screen")
    check_call([*drive, pictures], {"QT_QPA_PLATFORM": "offscreen"})
    if not shutil.which("xvfb-run"):
        say(f"\nSKIPPED: the pictures in an X server, for want of {missing_system(X_SERVER)}.")
        return 0
    heading("Pictures in an X server")
    in_x = ROOT / "build" / "screenshots"
    check_call([*IN_X_SERVER, *drive, in_x], {"QT_QPA_PLATFORM": "xcb"})
    say(f"\nThe pictures: {pictures}, and in an X server: {in_x}")
    return 0


def lock() -> int:
    environment.ensure("test")
    locks.compile_all()
    return 0


TASKS: dict[str, Callable[[], int]] = {
    "run": run,
    "test": test,
    "fuzz": fuzz,
    "bench": bench,
    "lint": lint,
    "format": format_code,
    "texts": texts,
    "package": package,
    "screenshots": screenshots,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Do the one task that is named; the exit status."""
    if len(arguments) != 1 or arguments[0] not in TASKS:
        say(f"Call this with one of: {', '.join(TASKS)}")
        return 2
    try:
        return TASKS[arguments[0]]()
    except TaskFailedError as failure:
        say(f"\nFAILED: {failure}")
        return failure.status
    except KeyboardInterrupt:
        say("\nStopped. Calling this again goes on from here.")
        return 130
