"""The header of a file, without its pixels."""

from pathlib import Path
from typing import BinaryIO

from viewer.imaging.radiograph import Header
from viewer.imaging.signatures import is_dicom

MAX_HEADER_BYTES = 8 * 1024 * 1024
"""What may stand in front of the pixels. VOI LUTs and icons make some hundred kilobytes."""

_PREFIX = 132


def identify(path: Path) -> Header:
    """Read the header of a radiograph as far as its pixels, which are not read.

    Of no file more than `MAX_HEADER_BYTES` are read or inflated.

    Returns
    -------
    Header
        Empty for a picture without one, and for whatever can't be read: opening it says why.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_PREFIX)
            if not is_dicom(start):
                return Header()
            file.seek(0)
            return _read_header(file)
    except Exception:  # nothing here may cost more than the header
        return Header()


def _read_header(file: BinaryIO) -> Header:
    from pydicom import dcmread  # late: the window does not wait for pydicom

    from viewer.imaging.dicom import read_header

    return read_header(dcmread(file, stop_before_pixels=True))
