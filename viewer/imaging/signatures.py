"""What the first bytes of a file promise, told without any library for pictures or DICOM."""

import struct

START_BYTES = 512
"""As many bytes from the start of a file are enough for every question asked here."""

LONG_VRS = {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT"}
"""Explicit elements of these kinds have a length of four bytes, after two more (DICOM PS3.5
section 7.1.2); of all others of two."""

_PREFIX = slice(128, 132)
_JPEG = b"\xff\xd8\xff"
_RASTERS = (
    _JPEG,
    b"\x89PNG\r\n\x1a\n",
    *(b"II*\0", b"MM\0*", b"II+\0\x08\0\0\0", b"MM\0+\0\x08\0\0"),  # TIFF and BigTIFF
)
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_FIRST_GROUPS = (0x0002, 0x0008)
_LONGEST_FIRST_VALUE = 4096


def promises_picture(start: bytes) -> bool:
    """Whether a file that begins with these bytes is of a kind that Hilum reads."""
    return is_dicom(start) or is_raster(start)


def is_jpeg(start: bytes) -> bool:
    """Whether these bytes begin a JPEG."""
    return start.startswith(_JPEG)


def is_raster(start: bytes) -> bool:
    """Whether these bytes begin a JPEG, PNG, TIFF, WebP or BMP."""
    if start.startswith(_RASTERS):
        return True
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return True
    # Many a text begins with BM, so the size of the header that follows is asked as well.
    return start[:2] == b"BM" and int.from_bytes(start[14:18], "little") in _BITMAP_HEADERS


def is_dicom(start: bytes) -> bool:
    """Whether these bytes carry the prefix of DICOM PS3.10 section 7.1, or a data set without it.

    Of a data set without preamble, two elements or more of the first groups must follow each
    other as PS3.5 section 7.1 says, in ascending order and with lengths that a first element has.
    """
    return start[_PREFIX] == b"DICM" or begins_dataset(start)


def begins_dataset(start: bytes) -> bool:
    """Whether these bytes begin a data set as such, in any of the three uncompressed encodings."""
    return any(
        _counted_elements(start, order, explicit) >= 2
        for order, explicit in (("<", True), ("<", False), (">", True))
    )


def _counted_elements(start: bytes, order: str, explicit: bool) -> int:
    place, last, count = 0, 0, 0
    while place + 8 <= min(len(start), START_BYTES):
        group, element = struct.unpack_from(f"{order}HH", start, place)
        tag = group << 16 | element
        if tag <= last and count:
            return 0
        if group not in _FIRST_GROUPS:
            return count if group > _FIRST_GROUPS[-1] and count else 0
        vr, head = start[place + 4 : place + 6], 8
        if not explicit:
            (length,) = struct.unpack_from(f"{order}I", start, place + 4)
        elif not (vr.isalpha() and vr.isupper()):
            return 0
        elif vr in LONG_VRS:
            if place + 12 > len(start):
                break
            (length,), head = struct.unpack_from(f"{order}I", start, place + 8), 12
        else:
            (length,) = struct.unpack_from(f"{order}H", start, place + 6)
        count += 1
        if length == 0xFFFFFFFF and count > 1:
            break  # a sequence, with which no data set begins
        if length > _LONGEST_FIRST_VALUE:
            return 0
        place, last = place + head + length, tag
    return count
