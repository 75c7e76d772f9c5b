"""The virtual environment in .venv: which profile it needs, whether it holds it, installing it."""

import hashlib
import importlib.util
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from console import ROOT, TaskFailedError, call, check_call, heading

VENV = ROOT / ".venv"
INSTALLING = "installing"

Purpose = Literal["run", "test"]
Flavour = Literal["cpu", "gpu"]


@dataclass(frozen=True)
class Profile:
    """What is installed together: one lock file."""

    purpose: Purpose
    flavour: Flavour

    @property
    def name(self) -> str:
        return f"{self.purpose}-{self.flavour}"

    def lock(self, root: Path = ROOT) -> Path:
        return root / "packaging" / "locks" / f"{self.name}.txt"

    def fingerprint(self, root: Path = ROOT) -> str:
        """Changes with whatever asks for a new installation; moving the folder does, too."""
        parts = (
            self.lock(root).read_bytes(),
            (root / "pyproject.toml").read_bytes(),
            str(root).encode(),
        )
        digests = "".join(hashlib.sha256(part).hexdigest() for part in parts)
        return f"{self.name} {hashlib.sha256(digests.encode()).hexdigest()}"


def flavour() -> Flavour:
    """`gpu` where an NVIDIA driver answers and names a GPU, else `cpu`."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return "cpu"  # ONNX Runtime's CUDA wheels exist for no other.
    try:
        answer = subprocess.run(
            ["nvidia-smi", "-L"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "cpu"
    return "gpu" if answer.returncode == 0 and "GPU " in answer.stdout else "cpu"


def program(name: str, venv: Path = VENV) -> Path:
    """Where an environment keeps a program, as each system has it."""
    return venv / "Scripts" / f"{name}.exe" if sys.platform == "win32" else venv / "bin" / name


def python(*arguments: str | Path) -> list[str | Path]:
    """The command that calls the environment's Python."""
    return [program("python"), *arguments]


def holds(stamp: str, profile: Profile, root: Path = ROOT) -> bool:
    """Whether an environment with this stamp has all of the profile.

    The locks for tests hold those for running, with the same versions.
    """
    larger = Profile("test", profile.flavour)
    return stamp in (profile.fingerprint(root), larger.fingerprint(root))


def ensure(purpose: Purpose) -> None:
    """Bring .venv to what the purpose needs; quick where it is already so.

    Raises
    ------
    TaskFailedError
        If the environment can't be made or a package can't be installed.
    """
    profile = Profile(purpose, flavour())
    stamp_file = VENV / "hilum-stamp"
    stamp = stamp_file.read_text() if stamp_file.is_file() else ""
    sound = stamp != INSTALLING and _starts()
    if sound and holds(stamp, profile):
        return
    if not sound:
        _create()
    heading(f"Installing the packages for {profile.name}")
    # An installation that is cut off leaves this word, and the next one starts from nothing.
    stamp_file.write_text(INSTALLING)
    try:
        _install(profile)
    except TaskFailedError:
        # pip undoes what it can't finish, so that what was there before is still whole.
        stamp_file.write_text("")
        raise
    stamp_file.write_text(profile.fingerprint())


def _starts() -> bool:
    """Whether the environment's pip runs, from this folder and not from where it was copied."""
    try:
        answer = subprocess.run(
            [program("pip"), "--version"], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0 and str(VENV) in answer.stdout


def _create() -> None:
    heading(f"Making the virtual environment .venv with Python {platform.python_version()}")
    if importlib.util.find_spec("ensurepip") is None:
        raise TaskFailedError(
            f"{sys.executable} can't make virtual environments: its ensurepip is missing."
        )
    check_call([sys.executable, "-m", "venv", "--clear", VENV])


def _install(profile: Profile) -> None:
    _make_room(profile.flavour)
    install = python("-m", "pip", "--disable-pip-version-check", "--no-input", "install")
    check_call([*install, "--only-binary=:all:", "--require-hashes", "-r", profile.lock()])
    # The lock holds the build backend as well, so that nothing unpinned is fetched here.
    check_call([*install, "--quiet", "--no-deps", "--no-build-isolation", "-e", ROOT])


def _make_room(wanted: Flavour) -> None:
    """Remove the other ONNX Runtime: both install one module, and together they lose CUDA."""
    other = "onnxruntime_gpu" if wanted == "cpu" else "onnxruntime"
    if any(VENV.glob(f"[Ll]ib*/**/site-packages/{other}-*.dist-info")):
        call(python("-m", "pip", "uninstall", "--yes", "onnxruntime", "onnxruntime-gpu"))
