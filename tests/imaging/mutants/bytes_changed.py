"""Damage that needs no knowledge of the format: bytes turned, lost, doubled, overwritten."""

import random
from collections.abc import Callable

_HEAD_BYTES = 4096
_RUN_BYTES = 512

# What lengths and counts are made of by those who want a reader to allocate, loop or overflow.
_EXTREMES = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFF00, 0xFFFFFFFE, 0xFFFFFFFF)


def turn_bits(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8, 32))):
        changed[_place(content, rng)] ^= 1 << rng.randrange(8)
    return bytes(changed)


def replace_bytes(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 8))):
        changed[_place(content, rng)] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(changed)


def cut(content: bytes, rng: random.Random) -> bytes:
    return content[: _place(content, rng)]


def remove_run(content: bytes, rng: random.Random) -> bytes:
    start, end = _run(content, rng)
    return content[:start] + content[end:]


def double_run(content: bytes, rng: random.Random) -> bytes:
    start, end = _run(content, rng)
    return content[:end] + content[start:end] + content[end:]


def overwrite_run(content: bytes, rng: random.Random) -> bytes:
    start, end = _run(content, rng)
    filling = rng.choice((bytes(1), b"\xff", rng.randbytes(1), b"\xfe\xff\x00\xe0"))
    return content[:start] + (filling * (end - start))[: end - start] + content[end:]


def insert_noise(content: bytes, rng: random.Random) -> bytes:
    place = _place(content, rng)
    return content[:place] + rng.randbytes(rng.randint(1, _RUN_BYTES)) + content[place:]


def write_extreme(content: bytes, rng: random.Random) -> bytes:
    """Put an extreme number where a length, a count or an offset may be."""
    size = rng.choice((2, 4))
    number = rng.choice(_EXTREMES) & (256**size - 1)
    place = _place(content, rng)
    return (
        content[:place]
        + number.to_bytes(size, rng.choice(("little", "big")))
        + content[place + size :]
    )


CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    turn_bits,
    replace_bytes,
    cut,
    remove_run,
    double_run,
    overwrite_run,
    insert_noise,
    write_extreme,
)


def _place(content: bytes, rng: random.Random) -> int:
    """Mostly in the header, where one byte decides about all that follows."""
    end = len(content) if rng.random() < 0.3 else min(len(content), _HEAD_BYTES)
    return rng.randrange(max(end, 1)) if content else 0


def _run(content: bytes, rng: random.Random) -> tuple[int, int]:
    start = _place(content, rng)
    return start, min(len(content), start + rng.randint(1, _RUN_BYTES))
