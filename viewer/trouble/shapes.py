"""Text that keeps its shape and loses what it says."""

import hashlib
import re
import secrets

_ESCAPE = re.compile(rb"(\x1b[\x20-\x2f]+[\x30-\x7e])")
_ZERO = re.compile(rb"(?<![0-9])0(?=[0-9])")
_DIGITS = b"0123456789"
_UPPER, _LOWER = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"

_CLASSES = (
    (_DIGITS, _DIGITS),
    (_UPPER, _UPPER),
    (_LOWER, _LOWER),
    # So that UTF-8 stays UTF-8: what follows a first byte, and first bytes of 2, 3 and 4.
    (range(0x80, 0xC0), bytes(range(0x80, 0xC0))),
    (range(0xC0, 0xE0), bytes(range(0xC3, 0xE0))),
    (range(0xE0, 0xF0), bytes(range(0xE4, 0xEA))),
    (range(0xF0, 0x100), b"\xf1\xf2"),
)
"""Bytes, and what may stand for them; every other byte is punctuation and stays."""

_TWO_BYTE = bytes(byte for byte in range(0x21, 0x7F) if byte not in b"\\^=")
"""After an escape sequence, two of these are one character of Japanese, Korean or Chinese."""


class Scrambler:
    """Replaces letters by letters and digits by digits, the same text by the same each time.

    So names that refer to each other still do. The key is drawn anew for each report and kept
    nowhere: what a text was can't be found by trying.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def text(self, value: bytes) -> bytes:
        """Any text: of the same length, with its spaces, punctuation and escape sequences."""
        parts = _ESCAPE.split(value)
        # Every other part is an escape sequence.
        return b"".join(
            part if number % 2 else self._replaced(part, escaped=number > 0)
            for number, part in enumerate(parts)
        )

    def date(self, value: bytes) -> bytes:
        """Dates, YYYYMMDD, that are dates again, with whatever follows them."""
        return self._unlike(value, re.sub(rb"\d{8}", self._date, self.text(value)))

    def time(self, value: bytes) -> bytes:
        """Times, HHMMSS, that are times again, with whatever follows them."""
        return self._unlike(value, re.sub(rb"\d{6}", self._time, self.text(value)))

    def uid(self, value: bytes) -> bytes:
        """UIDs that are UIDs again: no number in them begins with a zero."""
        return _ZERO.sub(b"7", self.text(value))

    def _unlike(self, value: bytes, scrambled: bytes) -> bytes:
        """What was drawn at random may be what it stands for, once in a long while."""
        return self.text(value) if scrambled == value else scrambled

    def _date(self, match: re.Match[bytes]) -> bytes:
        year, month, day = self._stream(match[0], 3)
        return b"%04d%02d%02d" % (1950 + year % 70, 1 + month % 12, 1 + day % 28)

    def _time(self, match: re.Match[bytes]) -> bytes:
        hour, minute, second = self._stream(match[0], 3)
        return b"%02d%02d%02d" % (hour % 24, minute % 60, second % 60)

    def _replaced(self, value: bytes, *, escaped: bool) -> bytes:
        drawn = self._stream(value, len(value))
        return bytes(
            _other(byte, chance, escaped) for byte, chance in zip(value, drawn, strict=True)
        )

    def _stream(self, value: bytes, length: int) -> bytes:
        return hashlib.shake_128(self._key + value).digest(length)


def _other(byte: int, chance: int, escaped: bool) -> int:
    """Another byte of the same class, and never the byte itself."""
    classes = ((_TWO_BYTE, _TWO_BYTE), *_CLASSES) if escaped else _CLASSES
    for members, others in classes:
        if byte in members:
            found = others[chance % len(others)]
            return found if found != byte else others[(chance + 1) % len(others)]
    return byte
