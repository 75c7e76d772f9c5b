"""Bytes that say nothing."""

import secrets

_PERIOD = 8191
"""What repeats itself takes no room in a zip file; being prime, it makes no stripes in pictures."""


def noise(length: int) -> bytearray:
    """As many bytes that stand in no relation to anything."""
    block = secrets.token_bytes(min(_PERIOD, length))
    repeated = bytearray(block * (length // _PERIOD + 1))
    del repeated[length:]
    return repeated
