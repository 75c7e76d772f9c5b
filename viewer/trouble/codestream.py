"""Compressed pictures: what says how they were compressed stays, the picture goes."""

import re

from viewer.trouble.noise import noise

_JPEG, _JPEG_2000 = b"\xff\xd8", b"\xff\x4f\xff\x51"
_END = b"\xff\xd9"
_PADDED = 16  # so near the end it is found, whatever the padding
_KEPT_JPEG = {
    *range(0xC0, 0xD0),  # frame headers and Huffman tables
    *(0xDA, 0xDD, 0xF7, 0xF8),  # scan, restarts, JPEG-LS
}
_KEPT_JPEG_2000 = {0x50, 0x51, 0x52, 0x53, 0x5C, 0x5D, 0x5F, 0x90}
_QUANTISATION = 0xDB
_QUANTISATION_2000 = {0x5C, 0x5D}
_SCAN, _DATA = 0xDA, 0x93
_LONGEST_KEPT = 1024
_WORD = re.compile(rb"[A-Za-z0-9 ^.]{4,}")


def scrambled_codestream(stream: bytes) -> bytes:
    """A JPEG, JPEG-LS or JPEG 2000 stream, or anything else, of the same length.

    Of those the marker segments that describe the coding stay (ITU-T T.81 annex B, T.87 annex C,
    T.800 annex A); comments, application segments and the coded picture are noise.
    """
    # Without 0xFF, with which markers begin.
    scrambled = bytearray(bytes(noise(len(stream))).replace(b"\xff", b"\x7f"))
    if stream.startswith(_JPEG):
        scrambled[:2] = _JPEG
        _keep_markers(stream, scrambled, _KEPT_JPEG, _SCAN)
    elif stream.startswith(_JPEG_2000):
        scrambled[:2] = _JPEG_2000[:2]
        _keep_markers(stream, scrambled, _KEPT_JPEG_2000, _DATA)
    end = stream.rfind(_END, max(0, len(stream) - _PADDED))
    if end >= 0:  # also of a fragment that goes on with the picture of the one before
        scrambled[end : end + 2] = _END
    return bytes(scrambled)


def _keep_markers(stream: bytes, scrambled: bytearray, kept: set[int], last: int) -> None:
    place = 2
    while place + 4 <= len(stream) and stream[place] == 0xFF:
        marker = stream[place + 1]
        if marker == _DATA:  # it has no length
            scrambled[place : place + 2] = stream[place : place + 2]
            return
        length = int.from_bytes(stream[place + 2 : place + 4], "big")
        end = place + 2 + length
        if marker < 0x50 or length < 2 or end > len(stream):
            return
        if marker in kept and _is_sound(marker, stream[place + 4 : end]):
            scrambled[place:end] = stream[place:end]
        else:
            scrambled[place : place + 4] = stream[place : place + 4]
            if marker == _QUANTISATION and length > 2:  # which table it is; any values will do
                scrambled[place + 4] = stream[place + 4] & 0x13
        if marker == last:
            return
        place = end


def _is_sound(marker: int, segment: bytes) -> bool:
    """Whether a segment is what it should be, and no text that damage moved to its place."""
    if len(segment) > _LONGEST_KEPT:
        return False
    if marker in _QUANTISATION_2000 and not any(byte & 7 for byte in segment[1:]):
        return True
    # Symbols of Huffman tables are printable, too; but they stand in order.
    return all(list(word[0]) == sorted(set(word[0])) for word in _WORD.finditer(segment))
