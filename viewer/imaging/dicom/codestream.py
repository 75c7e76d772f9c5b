"""What a compressed frame says of itself, read before any decoder sees it."""

import enum
import struct
from dataclasses import dataclass

_MARKERS_TO_READ = 4096
"""Markers before the frame header; application segments may be many, but not without end."""


class Codec(enum.Enum):
    """Kinds of code streams, each for one decoder; the value is what a person calls it."""

    JPEG_8_BIT = "JPEG"
    JPEG_12_BIT = "JPEG Extended (12 bit)"
    JPEG_LOSSLESS = "JPEG Lossless"
    JPEG_LS = "JPEG-LS"
    JPEG_2000 = "JPEG 2000"
    HTJ2K = "High-Throughput JPEG 2000"
    RLE = "RLE Lossless"


@dataclass(frozen=True, slots=True)
class Codestream:
    """The header of a code stream."""

    codec: Codec
    rows: int
    columns: int
    samples: int
    bits: int


def read_codestream(frame: bytes) -> Codestream | None:
    """The header of a JPEG, JPEG-LS or JPEG 2000 stream; None for anything else.

    Source: ITU-T T.81 annex B, T.87 annex C, T.800 annex A.5.1.
    """
    try:
        if frame[:2] == b"\xff\xd8":
            return _read_jpeg(frame)
        start = frame.find(b"\xff\x4f\xff\x51", 0, 4096)  # after the boxes of a JP2 file, if any
        return _read_jpeg_2000(frame, start) if start >= 0 else None
    except struct.error:  # cut off
        return None


def _read_jpeg(frame: bytes) -> Codestream | None:
    place = 2
    for _ in range(_MARKERS_TO_READ):
        while frame[place : place + 2] == b"\xff\xff":
            place += 1  # fill bytes
        marker, length = struct.unpack_from(">HH", frame, place)
        codec = _codec_of_marker(marker, frame[place + 4] if place + 4 < len(frame) else 0)
        if codec is not None:
            bits, rows, columns, samples = struct.unpack_from(">BHHB", frame, place + 4)
            return Codestream(codec, rows, columns, samples, bits)
        if marker >> 8 != 0xFF or marker == 0xFFDA:
            return None
        place += 2 + length
    return None


def _codec_of_marker(marker: int, bits: int) -> Codec | None:
    match marker:
        case 0xFFC0 | 0xFFC1 | 0xFFC2:
            return Codec.JPEG_8_BIT if bits == 8 else Codec.JPEG_12_BIT
        case 0xFFC3:
            return Codec.JPEG_LOSSLESS
        case 0xFFF7:
            return Codec.JPEG_LS
    return None


def _read_jpeg_2000(frame: bytes, start: int) -> Codestream:
    _, capabilities, right, bottom, left, top = struct.unpack_from(">HHIIII", frame, start + 4)
    samples, bits = struct.unpack_from(">HB", frame, start + 40)
    codec = Codec.HTJ2K if capabilities & 0x4000 else Codec.JPEG_2000
    return Codestream(codec, bottom - top, right - left, samples, (bits & 0x7F) + 1)
