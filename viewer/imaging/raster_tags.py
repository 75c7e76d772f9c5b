"""What a picture file says of itself: its form, its notes, and EXIF."""

import io
from collections.abc import Iterator
from typing import Any

from viewer.errors import DamagedFileError, HilumError, UnsupportedFormatError
from viewer.imaging.decoding import decode
from viewer.imaging.signatures import is_raster
from viewer.imaging.tags import MAX_TEXT, Tag, TagList

_AGAIN = "Copy it again from where it came from."
_MOST = 2_000
_DIRECTORIES = {0x8769: "Exif", 0x8825: "GPS", 0xA005: "Interoperability"}
_NO_NOTES = {"exif", "icc_profile", "photoshop", "xmp", "XML:com.adobe.xmp"}

Line = tuple[str, str, str, int | None]
"""Group, name, value, and bytes where the value is bulk."""


def list_raster_tags(content: bytes) -> TagList:
    """List what a JPEG, PNG, TIFF, WebP or BMP says of itself, in a decoder's process.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    if not is_raster(content):
        raise UnsupportedFormatError(
            "The content is neither a picture nor DICOM, whatever the name says.",
            "Open it in another program to see what it is.",
        )
    lines: list[Line] = decode(_lines, content)
    tags = tuple(
        Tag("", group, name, value[:MAX_TEXT], name, size=size, cut=len(value) > MAX_TEXT)
        for group, name, value, size in lines[:_MOST]
    )
    return TagList(tags, complete=len(lines) <= _MOST)


def _lines(content: bytes) -> list[Line]:
    # Late: only the decoder's process needs Pillow.
    from PIL import Image, UnidentifiedImageError

    from viewer.imaging.pillow import FORMATS

    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            form: list[Line] = [
                ("File", "Format", str(opened.format), None),
                ("File", "Bytes", str(len(content)), None),
                ("Picture", "Columns", str(opened.width), None),
                ("Picture", "Rows", str(opened.height), None),
                ("Picture", "Mode", opened.mode, None),
                ("Picture", "Pages", str(getattr(opened, "n_frames", 1)), None),
            ]
            return [*form, *_notes(opened.info), *_exif(opened)]
    except UnidentifiedImageError as error:
        raise DamagedFileError("The picture's header is damaged.", _AGAIN) from error
    except (HilumError, MemoryError):
        raise
    except Exception as error:  # Pillow lets many kinds escape, whose words may quote the file
        raise DamagedFileError("The picture's header is damaged.", _AGAIN) from error


def _notes(info: dict[Any, Any]) -> Iterator[Line]:
    for name, value in info.items():
        if isinstance(value, dict) or (name in _NO_NOTES and isinstance(value, bytes | str)):
            yield "Note", str(name), "", len(value)
        else:
            yield "Note", str(name), *_written(value)


def _exif(opened: Any) -> Iterator[Line]:
    from PIL import ExifTags

    exif = opened.getexif()
    for number, value in exif.items():
        if number not in _DIRECTORIES:
            yield "EXIF", ExifTags.TAGS.get(number, f"0x{number:04X}"), *_written(value)
    for directory, group in _DIRECTORIES.items():
        names = ExifTags.GPSTAGS if group == "GPS" else ExifTags.TAGS
        for number, value in exif.get_ifd(directory).items():
            yield group, names.get(number, f"0x{number:04X}"), *_written(value)


def _written(value: Any) -> tuple[str, int | None]:
    if isinstance(value, bytes):
        text = value.rstrip(b"\0")
        if len(text) <= 256 and all(32 <= byte < 127 for byte in text):
            return text.decode("ascii"), None
        return "", len(value)
    if isinstance(value, tuple | list):
        return "\\".join(_written(item)[0] for item in value[:1000]), None
    return str(value).replace("\0", "").strip()[: MAX_TEXT + 1], None
