"""What a file says of its picture, line by line, as it is listed for a person."""

from dataclasses import dataclass
from pathlib import Path

from viewer.imaging.archive import read_content
from viewer.imaging.signatures import is_dicom

MAX_TEXT = 64 * 1024
"""Characters of one value; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One element, one item of a sequence, or one fact of a picture file.

    Attributes
    ----------
    tag : str
        Such as "(0010,0010)"; empty for an item.
    name : str
        By the dictionary of DICOM or EXIF; empty where that does not know it.
    value : str
        All values, parted by backslashes as in a DICOM file. Empty for a sequence and bulk.
    meaning : str
        What a UID of the standard stands for.
    size : int or None
        Bytes, where the value is bulk and not listed.
    number : int
        Of an item, from 1; 0 for everything else.
    path : str
        From the top, such as "(0008,1140)[1] (0008,1150)".
    cut : bool
        Whether the value is longer than what is listed.
    """

    tag: str
    vr: str
    name: str
    value: str
    path: str
    meaning: str = ""
    size: int | None = None
    number: int = 0
    cut: bool = False
    children: tuple["Tag", ...] = ()


@dataclass(frozen=True, slots=True)
class TagList:
    """The elements in the file's order; `complete` where no limit cut the list."""

    tags: tuple[Tag, ...]
    complete: bool = True


def read_tags(path: Path) -> TagList:
    """List the elements of a DICOM header, or EXIF and form of a picture file.

    Raises
    ------
    HilumError
        Whatever is wrong with the file, with a sentence and a hint.
    """
    content = read_content(path)
    # Late, both: the window does not wait for pydicom, nor this thread for what it does not need.
    if is_dicom(content):
        from viewer.imaging.dicom.tags import list_tags

        return list_tags(content)
    from viewer.imaging.raster_tags import list_raster_tags

    return list_raster_tags(content)
