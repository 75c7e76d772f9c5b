"""Damage to a PNG that its checksums do not betray."""

import random
import zlib

from tests.imaging.mutants.bytes_changed import CHANGES

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def damage_chunk(content: bytes, rng: random.Random) -> bytes:
    """Damage one chunk of a PNG and give it the checksum that fits."""
    if not content.startswith(_SIGNATURE):
        return content
    chunks = _chunks(content)
    if not chunks:
        return content
    number = rng.randrange(len(chunks))
    kind, data = chunks[number]
    chunks[number] = kind, rng.choice(CHANGES)(data, rng) if data else rng.randbytes(8)
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    chunks, place = [], len(_SIGNATURE)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        chunks.append((kind, content[place + 8 : place + 8 + length]))
        place += 12 + length
    return chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return len(data).to_bytes(4, "big") + kind + data + checksum.to_bytes(4, "big")
