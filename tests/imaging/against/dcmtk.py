"""DCMTK's picture of a file, as its command-line programs draw it."""

import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom.uid import JPEGLSTransferSyntaxes

_FIRST, _FOR_JPEG_LS = "dcmj2pnm", "dcml2pnm"

needs_dcmtk = pytest.mark.skipif(
    not (shutil.which(_FIRST) and shutil.which(_FOR_JPEG_LS)),
    reason="DCMTK is not installed (Debian's package is dcmtk)",
)


class CannotReadError(Exception):
    """DCMTK draws no picture of this file; the message is its own."""


def draw(path: Path, syntax: str, *options: str) -> NDArray[np.uint8]:
    """(rows, columns) grey, or (rows, columns, 3) colour; overlays only where options ask."""
    program = _FOR_JPEG_LS if syntax in JPEGLSTransferSyntaxes else _FIRST
    overlays = () if "+O" in options else ("-O",)
    done = subprocess.run(
        [program, "+op", *overlays, *options, str(path)], capture_output=True, check=False
    )
    if done.returncode or not done.stdout:
        raise CannotReadError(_last_line(done.stderr))
    with Image.open(io.BytesIO(done.stdout)) as picture:
        return np.asarray(picture)


def _last_line(messages: bytes) -> str:
    lines = messages.decode(errors="replace").strip().splitlines()
    # It ends in the file's path where the file ends too early.
    return lines[-1].removeprefix("F: ").split(": reading file")[0] if lines else "no message"
