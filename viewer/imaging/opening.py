"""A path becomes a Radiograph."""

import hashlib
from pathlib import Path

from viewer.imaging.gate import read_bytes
from viewer.imaging.radiograph import Photometric, Radiograph, Source
from viewer.imaging.raster import decode_raster


def open_radiograph(path: Path) -> Radiograph:
    """Read a JPEG, PNG or DICOM file, told apart by content and not by name.

    The file is read once, so that the hash and the pixels are of the same bytes.

    Raises
    ------
    HilumError
        Whatever is wrong with the file, with a sentence and a hint.
    """
    content = read_bytes(path)
    source = Source(path, hashlib.sha256(content).hexdigest())
    if not is_dicom(content):
        return Radiograph(decode_raster(content), Photometric.MONOCHROME2, source)
    from viewer.imaging.dicom import decode_dicom  # late: the window does not wait for pydicom

    picture = decode_dicom(content)
    return Radiograph(
        picture.pixels,
        picture.photometric,
        source,
        picture.windows,
        picture.voi_luts,
        picture.spacing,
        picture.header,
    )


def is_dicom(content: bytes) -> bool:
    """Whether the bytes carry the prefix of DICOM PS3.10 section 7.1."""
    return content[128:132] == b"DICM"
