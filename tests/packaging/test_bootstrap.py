"""What `make` does before Hilum's own code runs: choosing, installing, knowing what is there."""

import shutil
import subprocess
import sys
from pathlib import Path

import environment
import pytest
import system_packages
import tasks
from environment import INSTALLING, Profile

from tests.packaging.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its fakes are shell scripts")


def write_program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def fake_python(path: Path, version: str | None) -> None:
    """A Python that says its name when called and, without a version, one that doesn't start."""
    if version is None:
        write_program(path, "echo 'pyenv: command not found' >&2; exit 127")
        return
    fits = 0 if version in ("3.11", "3.12", "3.13") else 1
    write_program(
        path,
        f'case "$1" in -c) exit {fits};; --version) echo Python {version}.1;; '
        f'*) echo "{path.parent.name}/{path.name} $*";; esac',
    )


def with_python(*folders: Path) -> subprocess.CompletedProcess[str]:
    # `head` is all that the script itself needs.
    tools = folders[0].parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "head").symlink_to(shutil.which("head") or "")
    return subprocess.run(
        ["/bin/sh", str(ROOT / "packaging" / "with-python.sh"), "job", "two words"],
        env={"PATH": ":".join(map(str, (*folders, tools)))},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_python_named_python3_is_taken_when_it_fits(tmp_path: Path) -> None:
    fake_python(tmp_path / "a" / "python3", "3.12")
    fake_python(tmp_path / "a" / "python3.13", "3.13")

    assert with_python(tmp_path / "a").stdout == "a/python3 job two words\n"


def test_a_shim_that_does_not_start_is_passed_over_for_the_next_on_path(tmp_path: Path) -> None:
    fake_python(tmp_path / "shims" / "python3", None)
    fake_python(tmp_path / "bin" / "python3", "3.11")

    answer = with_python(tmp_path / "shims", tmp_path / "bin")

    assert answer.stdout == "bin/python3 job two words\n"


@pytest.mark.parametrize("unsuitable", ["3.10", "3.14"])
def test_a_python3_of_another_version_gives_way_to_one_that_fits(
    tmp_path: Path, unsuitable: str
) -> None:
    fake_python(tmp_path / "a" / "python3", unsuitable)
    fake_python(tmp_path / "a" / "python3.11", "3.11")

    assert with_python(tmp_path / "a").stdout == "a/python3.11 job two words\n"


def test_without_a_suitable_python_the_sentence_names_those_that_are_there(tmp_path: Path) -> None:
    fake_python(tmp_path / "a" / "python3", "3.9")

    answer = with_python(tmp_path / "a")

    assert answer.returncode == 1
    assert "Hilum needs Python 3.11, 3.12 or 3.13" in answer.stderr
    assert f"{tmp_path}/a/python3: Python 3.9.1" in answer.stderr


def test_only_packages_whose_library_is_missing_are_named() -> None:
    there = {"libGL.so.1", "xauth"}.__contains__
    needed = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "Xvfb": "xvfb", "xauth": "xauth"}

    assert system_packages.missing(needed, there) == (
        ["libegl1", "xvfb"] if sys.platform == "linux" else []
    )


@pytest.mark.parametrize(("program", "package"), [("xvfb-run", "xvfb"), ("dcmj2pnm", "dcmtk")])
def test_testing_asks_for_each_program_that_it_calls(program: str, package: str) -> None:
    missing = system_packages.missing(system_packages.TESTS, lambda name: name != program)

    assert missing == ([package] if sys.platform == "linux" else [])


def test_a_library_that_no_system_has_is_not_there() -> None:
    assert not system_packages.is_there("libhilum-has-no-such-library.so.9")


def test_without_rights_the_one_line_that_installs_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_program(tmp_path / "apt-get", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)

    assert not system_packages.install(["libegl1", "libxcb-cursor0"])
    assert "    sudo apt-get install libegl1 libxcb-cursor0\n" in capsys.readouterr().out


def test_as_root_apt_get_installs_without_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(tmp_path / "apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/calls')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 0)

    assert system_packages.install(["libegl1"])
    update, install = (tmp_path / "calls").read_text().splitlines()
    assert update.startswith("noninteractive update")
    assert install.startswith("noninteractive install -y")
    assert install.endswith(" libegl1")


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo 'GPU 0: NVIDIA H100 (UUID: GPU-1)'", "gpu"),
        ("echo 'NVIDIA-SMI has failed'; exit 9", "cpu"),
        ("echo 'No devices were found'", "cpu"),
        (None, "cpu"),
    ],
    ids=["a GPU", "no driver", "no GPU", "no nvidia-smi"],
)
def test_the_gpu_profile_is_chosen_where_a_driver_names_a_gpu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, expected: str
) -> None:
    if script:
        write_program(tmp_path / "nvidia-smi", script)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(environment.platform, "machine", lambda: "x86_64")

    assert environment.flavour() == expected


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "packaging" / "locks").mkdir(parents=True)
    for purpose in ("run", "test"):
        for flavour in ("cpu", "gpu"):
            Profile(purpose, flavour).lock(tmp_path).write_text("numpy==2.4.6")  # type: ignore[arg-type]
    return tmp_path


@pytest.mark.parametrize("changed", ["packaging/locks/run-cpu.txt", "pyproject.toml"])
def test_a_change_of_the_lock_or_the_project_asks_for_a_new_installation(
    repository: Path, changed: str
) -> None:
    profile = Profile("run", "cpu")
    stamp = profile.fingerprint(repository)
    assert environment.holds(stamp, profile, repository)

    (repository / changed).write_text("something else")

    assert not environment.holds(stamp, profile, repository)


def test_an_environment_for_tests_serves_for_running_and_not_the_other_way(
    repository: Path,
) -> None:
    running, testing = Profile("run", "cpu"), Profile("test", "cpu")

    assert environment.holds(testing.fingerprint(repository), running, repository)
    assert not environment.holds(running.fingerprint(repository), testing, repository)


def test_an_environment_for_the_cpu_does_not_serve_the_gpu(repository: Path) -> None:
    stamp = Profile("run", "cpu").fingerprint(repository)

    assert not environment.holds(stamp, Profile("run", "gpu"), repository)


def test_an_installation_that_was_cut_off_starts_again_from_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = repository / ".venv"
    venv.mkdir()
    (venv / "hilum-stamp").write_text(INSTALLING)
    done: list[str] = []
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "flavour", lambda: "cpu")
    monkeypatch.setattr(environment, "_create", lambda: done.append("create"))
    monkeypatch.setattr(environment, "_install", lambda profile: done.append(profile.name))

    environment.ensure("run")

    assert done == ["create", "run-cpu"]
    assert (venv / "hilum-stamp").read_text() == Profile("run", "cpu").fingerprint()


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_display_is_looked_for_where_the_system_names_it(
    system: str, variables: dict[str, str], expected: bool
) -> None:
    assert tasks.display_is_named(system, variables) is expected


def test_make_without_a_target_lists_every_target_with_a_line() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    names = [line.split()[1] for line in listed]
    assert all(line.startswith("  make ") and len(line.split()) > 3 for line in listed)
    assert {"run", "test", "package"} < set(names)
    assert {*tasks.TASKS, "help", "clean"} == set(names)
