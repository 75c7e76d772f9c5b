"""Which values of a DICOM header a trouble report keeps: those on which only the picture depends.

A list of what may stay and not of what must go, so that what nobody thought of goes.
"""

import re

from pydicom._uid_dict import UID_dictionary

_IMAGE_PIXEL = 0x0028
_OVERLAYS = range(0x6000, 0x6100, 2)

_TAGS = {
    0x00020000,  # File Meta Information Group Length
    0x00080005,  # Specific Character Set
    0x00080008,  # Image Type
    0x00080060,  # Modality
    0x00080068,  # Presentation Intent Type
    0x00180015,  # Body Part Examined
    0x00181114,  # Estimated Radiographic Magnification Factor
    0x00181164,  # Imager Pixel Spacing
    *range(0x00181600, 0x00181624),  # Display Shutter
    0x00182010,  # Nominal Scanned Pixel Spacing
    0x00185101,  # View Position
    0x00200020,  # Patient Orientation
    0x00200060,  # Laterality
    0x00200062,  # Image Laterality
    0x20500020,  # Presentation LUT Shape
    *range(0x52009229, 0x52009231),  # Functional Groups
}

_NUMBER = re.compile(rb"[ +-]*[0-9.]{1,12}([eE][+-]?[0-9]{1,3})? *")
_CHARACTER_SET = re.compile(rb"(ISO[_ ]IR|ISO 2022 IR) [0-9]{1,3}|GB18030|GBK")
_WORDS = frozenset(
    b"ORIGINAL DERIVED PRIMARY SECONDARY AXIAL LOCALIZER CR DX DR MG OT SC RF XA CT MR US RG PX IO "
    b"CHEST THORAX ABDOMEN PELVIS SKULL SPINE HAND FOOT KNEE HIP SHOULDER EXTREMITY HEAD NECK RIB "
    b"PA AP LL RL LATERAL RLD LLD RLO LLO L R A P H F B U LA RP AL PR LPH RAF "
    b"MONOCHROME1 MONOCHROME2 RGB YBR_FULL YBR_FULL_422 YBR_RCT YBR_ICT PALETTE COLOR "
    b"IDENTITY INVERSE LINEAR LINEAR_EXACT SIGMOID RECTANGULAR CIRCULAR POLYGONAL BITMAP NORMAL "
    b"FOR PRESENTATION PROCESSING G GEOMETRY FIDUCIAL YES NO 00 01 OD HU US".split()
)
"""What words may stand in a kept element; anybody may have written anything there."""

_BINARY = {"US": 6, "SS": 6, "UL": 4, "SL": 4, "FL": 8, "FD": 8, "AT": 4}
"""Numbers that are no text, and the most bytes that an element of them has here."""


def is_kept(tag: int, vr: str, value: bytes) -> bool:
    """Whether the report shows a value as the file has it."""
    if vr == "UI":
        return all(_is_public(uid) for uid in value.rstrip(b"\0 ").split(b"\\"))
    group = tag >> 16
    if not (group == _IMAGE_PIXEL or group in _OVERLAYS or tag in _TAGS):
        return False
    if vr in _BINARY:
        return len(value) <= _BINARY[vr] and not _may_be_text(value)
    parts = [part.strip(b"\0 ") for part in value.split(b"\\")]
    if vr in ("DS", "IS"):
        return all(not part or _NUMBER.fullmatch(part) for part in parts)
    return vr == "CS" and all(_is_known(part) for part in parts)


def _may_be_text(value: bytes) -> bool:
    """Whether a damaged file may have moved text to where numbers should be."""
    return len(value) > 2 and all(0x20 <= byte < 0x7F for byte in value)


def _is_known(part: bytes) -> bool:
    words = part.split()
    return all(word in _WORDS for word in words) or _CHARACTER_SET.fullmatch(part) is not None


def _is_public(uid: bytes) -> bool:
    """Whether the standard gave the UID, so that it names no patient, place or device."""
    written = uid.strip(b"\0 ").decode("latin-1")
    return not written or written in UID_dictionary
