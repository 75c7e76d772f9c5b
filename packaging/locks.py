"""The lock files: names, versions and hashes for Python 3.11 to 3.13 on every system."""

import tomllib
from pathlib import Path

from console import ROOT, check_call, heading
from environment import Profile, program

EXTRAS = {"run": ("demo",), "test": ("demo", "trainer", "cluster", "dev")}
# A later lock is bound to the versions of the earlier one it is named with, so that an
# environment for tests serves for running as it is.
ORDER = (
    (Profile("test", "cpu"), None),
    (Profile("test", "gpu"), Profile("test", "cpu")),
    (Profile("run", "cpu"), Profile("test", "cpu")),
    (Profile("run", "gpu"), Profile("test", "gpu")),
)


def build_requirements() -> list[str]:
    """What the build backend needs for an editable installation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # hatchling asks for editables only when it is called, and names it nowhere else.
    return [*project["build-system"]["requires"], "editables"]


def compile_all() -> None:
    """Write all locks; pins that still fit are kept. To renew one, delete its lines first."""
    build = ROOT / "build" / "build-requirements.txt"
    build.parent.mkdir(exist_ok=True)
    build.write_text("\n".join(build_requirements()), encoding="utf-8")
    for profile, bound in ORDER:
        heading(f"Locking {profile.name}")
        check_call(_command(profile, bound, build))


def _command(profile: Profile, bound: Profile | None, build: Path) -> list[str | Path]:
    extras = [f"--extra={name}" for name in (profile.flavour, *EXTRAS[profile.purpose])]
    return [
        *(program("uv"), "pip", "compile", "--quiet", "--universal", "--python-version=3.11"),
        # No header and no index lines: what is written names no host.
        *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
        *extras,
        *(("--constraint", bound.lock()) if bound else ()),
        *(ROOT / "pyproject.toml", build),
        *("--output-file", profile.lock()),
    ]
