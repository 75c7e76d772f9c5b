"""The header of a file, without its pixels."""

from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging.archive import read_start
from viewer.imaging.radiograph import Header
from viewer.imaging.signatures import is_dicom

_PREFIXES = (64 * 1024, 1024 * 1024, 8 * 1024 * 1024)
"""Bytes that are read, each number only where the one before did not reach the pixels. Most
headers have a few kilobytes; VOI LUTs, overlays and icons may make some hundred more."""


def identify(path: Path) -> Header:
    """Read the header of a radiograph as far as its pixels, which are not read.

    Of no file more than eight mebibytes are read.

    Returns
    -------
    Header
        Empty for a picture without one, and for whatever can't be read: opening it says why.
    """
    try:
        for size in _PREFIXES:
            start = read_start(path, size)
            if not is_dicom(start):
                break
            header = _read_header(start, is_whole=len(start) < size)
            if header is not None:
                return header
    except Exception:  # whatever the bytes do, they cost no more than this header
        pass
    return Header()


def _read_header(start: bytes, is_whole: bool) -> Header | None:
    """The header in a file's first bytes; None if they end before it does."""
    from viewer.imaging.dicom import read_header  # late: the window does not wait for pydicom
    from viewer.imaging.dicom.dataset import parse_object

    try:
        parsed = parse_object(start)
    except HilumError:
        if is_whole:
            raise
        return None
    return read_header(parsed.dataset) if is_whole or parsed.pixels is not None else None
