"""What the program runs on."""

import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = (
    *("hilum", "PySide6-Essentials", "numpy", "pillow", "pydicom", "pydantic", "onnxruntime"),
    *("onnxruntime-gpu", "pyjpegls", "pylibjpeg", "pylibjpeg-openjpeg", "python-gdcm"),
    *("simplejpeg", "qtawesome"),
)


def versions() -> list[tuple[str, str]]:
    """Names and versions of the system, of Python and of the libraries that are installed."""
    lines = [
        ("System", f"{platform.system()} {platform.release()} {platform.machine()}"),
        ("Processors", str(os.cpu_count() or "unknown")),
        ("Python", platform.python_version()),
        ("Bundled", "yes" if getattr(sys, "frozen", False) else "no"),
    ]
    for package in _PACKAGES:
        try:
            lines.append((package, version(package)))
        except PackageNotFoundError:
            continue
    return lines
