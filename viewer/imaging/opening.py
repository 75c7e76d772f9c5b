"""A path becomes a Radiograph."""

import hashlib
from pathlib import Path

from viewer.imaging.archive import read_content
from viewer.imaging.radiograph import Header, Radiograph, Source
from viewer.imaging.raster import decode_raster
from viewer.imaging.signatures import is_dicom, is_jpeg


def open_radiograph(path: Path, *, frame: int = 0, enough: int | None = None) -> Radiograph:
    """Read a JPEG, PNG, TIFF, WebP, BMP or DICOM file, told apart by content and not by name.

    The file is read once, so that the hash and the pixels are of the same bytes.

    Parameters
    ----------
    path : Path
        A file, or a file in a zip archive: the archive's path followed by the name in it.
    frame : int
        The picture among several in the file, from 0.
    enough : int, optional
        Rows and columns that are enough for the caller: a large JPEG is then decoded at 1/2,
        1/4 or 1/8 of its size, but never to less than twice as many.

    Raises
    ------
    HilumError
        Whatever is wrong with the file, with a sentence and a hint.
    """
    content = read_content(path)
    source = Source(path, hashlib.sha256(content).hexdigest(), frame)
    return decode_content(content, source, enough=enough)


def decode_content(content: bytes, source: Source, *, enough: int | None = None) -> Radiograph:
    """Make a radiograph of a file's bytes, from which `source` is. As `open_radiograph`."""
    if not is_dicom(content):
        picture = decode_raster(content, frame=source.frame, enough=enough)
        return Radiograph(
            picture.pixels,
            picture.photometric,
            source,
            header=Header(frames=picture.frames),
            colour=picture.colour,
            damage=picture.damage,
            reducible=enough is None and is_jpeg(content),
        )
    from viewer.imaging.dicom import decode_dicom  # late: the window does not wait for pydicom

    return decode_dicom(content, source)
