"""Compressed pictures: what says how they were compressed stays, the picture goes."""

from viewer.trouble.noise import noise

_JPEG, _JPEG_2000 = b"\xff\xd8", b"\xff\x4f\xff\x51"
_END = b"\xff\xd9"
_KEPT_JPEG = {
    *range(0xC0, 0xD0),  # frame headers and Huffman tables
    *(0xDA, 0xDB, 0xDD, 0xF7, 0xF8),  # scan, quantisation, restarts, JPEG-LS
}
_KEPT_JPEG_2000 = {0x50, 0x51, 0x52, 0x53, 0x5C, 0x5D, 0x5F, 0x90}
_SCAN, _DATA = 0xDA, 0x93
_LONGEST_KEPT = 4096


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
    end = len(stream.rstrip(b"\0"))
    if stream.startswith((_JPEG, _JPEG_2000)) and stream[end - 2 : end] == _END:
        scrambled[end - 2 :] = stream[end - 2 :]
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
        shown = end if marker in kept and length <= _LONGEST_KEPT else place + 4
        scrambled[place:shown] = stream[place:shown]
        if marker == last:
            return
        place = end
