"""The Debian and Ubuntu packages that are needed, which of them are missing, installing them."""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping

from console import call, heading, say

ENSUREPIP = "ensurepip"
# What must load, and the package that brings it. The library is asked for and not the package:
# Ubuntu 24.04 renamed some packages (libglib2.0-0t64), and apt-get still takes the old name.
OFFSCREEN = {
    # Debian and Ubuntu keep this part of Python, which makes environments, in its own package.
    ENSUREPIP: f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
ON_SCREEN = {
    **OFFSCREEN,
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
X_SERVER = {**ON_SCREEN, "xvfb-run": "xvfb", "xauth": "xauth"}
TESTS = {**X_SERVER, "dcmj2pnm": "dcmtk", "pdftotext": "poppler-utils"}


def is_there(name: str) -> bool:
    """Whether a shared library (*.so*) loads, ensurepip can be imported, a program is on PATH."""
    if name == ENSUREPIP:
        importlib.invalidate_caches()
        return importlib.util.find_spec(name) is not None
    if ".so" not in name:
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing(needed: Mapping[str, str], there: Callable[[str], bool] = is_there) -> list[str]:
    """The packages of `needed` whose library or program isn't there; none outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in needed.items() if not there(name)]


def install_line(packages: Iterable[str]) -> str:
    return f"sudo apt-get install {' '.join(packages)}"


def ensure(needed: Mapping[str, str]) -> list[str]:
    """Install what is missing where that is possible, else say how; the packages still missing."""
    packages = missing(needed)
    if packages:
        install(packages)
    return missing(needed)


def install(packages: list[str]) -> bool:
    """Have apt-get install `packages`; where it can't, say which line would. Whether it did."""
    if not shutil.which("apt-get"):
        say(f"These are missing; find them in your system's packages: {', '.join(packages)}")
        return False
    if os.geteuid() == 0:
        heading(f"Installing system packages: {' '.join(packages)}")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        # One broken source makes `update` fail while the others still have all that is needed.
        call(["apt-get", "update", "-q"], quiet)
        if (
            call(["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages], quiet)
            == 0
        ):
            return True
    say(f"System packages are missing. This installs them:\n\n    {install_line(packages)}\n")
    return False
