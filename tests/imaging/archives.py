"""Zip archives, made for a test."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.imaging.samples import encoded, gradient

JPEG = encoded(gradient(), "JPEG")


def write_zip(path: Path, files: Mapping[str, bytes], **options: int) -> Path:
    with zipfile.ZipFile(path, "w", **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def rename(path: Path, old: bytes, new: bytes) -> Path:
    """Write a name into an archive that no library would."""
    assert len(old) == len(new)
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def set_flag(path: Path, flag: int) -> Path:
    """Set a general purpose flag of every member, as APPNOTE.TXT 4.4.4 lays it down."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", content, place + offset)
            struct.pack_into("<H", content, place + offset, flags | flag)
            place = content.find(signature, place + 4)
    path.write_bytes(content)
    return path
