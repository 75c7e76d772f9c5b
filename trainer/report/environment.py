"""On what a run was made: without it, nobody can make the run again."""

import datetime
import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from viewer.errors import UnsupportedFormatError
from viewer.imaging.gate import read_bytes

_PACKAGES = {
    "Hilum": ("hilum",),
    "Keras": ("keras",),
    "TensorFlow": ("tensorflow",),
    "ONNX Runtime": ("onnxruntime", "onnxruntime-gpu"),
    "ONNX": ("onnx",),
    "tf2onnx": ("tf2onnx",),
    "scikit-learn": ("scikit-learn",),
    "NumPy": ("numpy",),
}
_CPUINFO = Path("/proc/cpuinfo")


def describe_environment() -> dict[str, str]:
    """Versions, machine and date, by the words that the report shows them under.

    Asks Keras for its backend and TensorFlow for its GPUs, and so imports both.
    """
    return {
        "Date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "Python": platform.python_version(),
        **{name: _version(packages) for name, packages in _PACKAGES.items()},
        "Keras backend": _backend(),
        "Platform": platform.platform(),
        "CPU": f"{_processor()}, {os.cpu_count()} logical cores",
        "GPU": ", ".join(_gpus()) or "none",
    }


def read_environment(path: Path) -> dict[str, str]:
    """Read what `describe_environment` said when it was written as JSON.

    Raises
    ------
    UnsupportedFormatError
        If it is not one JSON object.
    FileUnavailableError
    """
    hint = "Train the run again to have it written."
    try:
        content = json.loads(read_bytes(path))
    except ValueError as error:
        raise UnsupportedFormatError(f"The file is not JSON: {error}.", hint) from error
    if not isinstance(content, dict):
        raise UnsupportedFormatError("The file describes no environment.", hint)
    return {str(name): str(value) for name, value in content.items()}


def _version(packages: tuple[str, ...]) -> str:
    for package in packages:
        try:
            found = version(package)
        except PackageNotFoundError:
            continue
        return found if package == packages[0] else f"{found} ({package})"
    return "not installed"


def _backend() -> str:
    import keras

    return str(keras.backend.backend())


def _gpus() -> list[str]:
    import tensorflow as tf

    return [
        str(tf.config.experimental.get_device_details(gpu).get("device_name", gpu.name))
        for gpu in tf.config.list_physical_devices("GPU")
    ]


def _processor() -> str:
    """The processor's own name; `platform.processor` leaves it empty on Linux."""
    if _CPUINFO.is_file():
        for line in _CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()
