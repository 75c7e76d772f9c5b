"""A DICOM file whose structure stays and whose content goes.

The copy begins as noise, and only what is known to tell nothing is copied into it: where a
damaged file leads the walk astray, noise is what remains.
"""

import zlib
from collections.abc import Callable
from typing import Literal

import numpy as np
from pydicom.datadict import dictionary_has_tag, dictionary_VR, repeater_has_tag
from pydicom.uid import DeflatedExplicitVRLittleEndian

from viewer.imaging.dicom.dataset import encoding_of
from viewer.imaging.gate import inflate
from viewer.imaging.signatures import LONG_VRS, begins_dataset
from viewer.trouble.codestream import scrambled_codestream
from viewer.trouble.kept import is_kept
from viewer.trouble.noise import noise
from viewer.trouble.shapes import Scrambler

_PREAMBLE, _PREFIX = 128, b"DICM"
_META = 0x0002
_TRANSFER_SYNTAX, _BITS_ALLOCATED, _BITS_STORED = 0x00020010, 0x00280100, 0x00280101
_PIXEL_DATA = 0x7FE00010
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_UNDEFINED = 0xFFFFFFFF
_DEEPEST = 32
_LONGEST_TEXT = 64 * 1024

_SHORT_VRS = {
    *(b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FL", b"FD", b"IS", b"LO", b"LT", b"PN"),
    *(b"SH", b"SL", b"SS", b"ST", b"TM", b"UI", b"UL", b"US"),
}
_TEXT_VRS = {"AE", "AS", "CS", "DS", "IS", "LO", "LT", "PN", "SH", "ST", "UC", "UR", "UT"}


def scrambled_dicom(content: bytes, scrambler: Scrambler) -> bytes:
    """The file with its tags, VRs and lengths; of the same length but where it was deflated."""
    copy = noise(len(content))
    start = 0
    if not begins_dataset(content):
        start = _PREAMBLE + len(_PREFIX)
        if not any(content[:_PREAMBLE]):
            copy[:_PREAMBLE] = bytes(_PREAMBLE)
        copy[_PREAMBLE:start] = _PREFIX
    walk = _Walk(content, copy, scrambler)
    place = walk.dataset(start, len(content), only_group=_META)
    if walk.syntax != DeflatedExplicitVRLittleEndian:
        walk.dataset(place, len(content))
        return bytes(copy)
    try:
        body = bytes(inflate(content[place:]))
    except zlib.error:
        return bytes(copy)
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    scrambled = noise(len(body))
    _Walk(body, scrambled, scrambler).dataset(0, len(body))
    return bytes(copy[:place]) + deflater.compress(bytes(scrambled)) + deflater.flush()


class _AstrayError(Exception):
    """What comes next is no element: from here on, nothing is copied."""


class _Walk:
    """Goes through the elements of `content`, and copies into `copy` what may be seen."""

    def __init__(self, content: bytes, copy: bytearray, scrambler: Scrambler) -> None:
        self._content, self._copy, self._scrambler = content, copy, scrambler
        self._explicit = True
        self._order: Literal["little", "big"] = "little"
        self._bits = {_BITS_ALLOCATED: 16, _BITS_STORED: 16}
        self.syntax = ""

    def dataset(self, place: int, end: int, only_group: int | None = None) -> int:
        """Walk from a place; returns where it ended, at the latest at `end`."""
        if end - place < 8:
            return place
        self._explicit, little = encoding_of(self._content[place : place + 6])
        self._order = "little" if little else "big"
        try:
            return self._elements(place, end, 0, only_group)
        except _AstrayError:
            return end

    def _elements(self, place: int, end: int, depth: int, only_group: int | None = None) -> int:
        last = -1
        while place + 8 <= end:
            tag = self._tag(place)
            if tag == _ITEM_END:
                self._show(place, place + 8)
                return place + 8
            if tag == _SEQUENCE_END or (only_group is not None and tag >> 16 != only_group):
                return place
            vr, length, head = self._head(place, tag)
            if tag <= last or not self._is_plausible(place, tag):
                raise _AstrayError
            last = tag
            start = place + head
            self._show(place, min(start, end))
            if length == _UNDEFINED:
                place = self._unbounded(tag, vr, start, end, depth)
                continue
            place = min(start + length, end)
            if vr == "SQ":
                self._bounded(lambda a, b: self._sequence(a, b, depth + 1), start, place)
            else:
                self._value(tag, vr, start, place)
        return place

    def _unbounded(self, tag: int, vr: str, start: int, end: int, depth: int) -> int:
        if tag == _PIXEL_DATA:
            return self._fragments(start, end)
        if vr != "UN":
            return self._sequence(start, end, depth + 1)
        # PS3.5 section 6.2.2, note: such a sequence is implicit little endian inside.
        outside = self._explicit, self._order
        self._explicit, self._order = False, "little"
        try:
            return self._sequence(start, end, depth + 1)
        finally:
            self._explicit, self._order = outside

    def _bounded(self, walk: Callable[[int, int], int], start: int, end: int) -> None:
        """What goes astray inside known bounds costs no more than what is inside."""
        outside = self._explicit, self._order
        try:
            walk(start, end)
        except _AstrayError:
            self._explicit, self._order = outside

    def _sequence(self, place: int, end: int, depth: int) -> int:
        if depth > _DEEPEST:
            raise _AstrayError
        while place + 8 <= end:
            tag, length = self._tag(place), self._number(place + 4, 4)
            if tag not in (_ITEM, _SEQUENCE_END):
                raise _AstrayError
            self._show(place, place + 8)
            place += 8
            if tag == _SEQUENCE_END:
                return place
            if length == _UNDEFINED:
                place = self._elements(place, end, depth)
            else:
                stop = min(place + length, end)
                self._bounded(lambda a, b: self._elements(a, b, depth), place, stop)
                place = stop
        return place

    def _fragments(self, place: int, end: int) -> int:
        first = True
        while place + 8 <= end:
            tag, length = self._tag(place), self._number(place + 4, 4)
            if tag not in (_ITEM, _SEQUENCE_END):
                raise _AstrayError
            self._show(place, place + 8)
            place += 8
            if tag == _SEQUENCE_END:
                return place
            stop = min(place + length, end)
            fragment = self._content[place:stop]
            self._copy[place:stop] = (
                self._offsets(fragment) if first else scrambled_codestream(fragment)
            )
            place, first = stop, False
        return place

    def _offsets(self, table: bytes) -> bytes:
        """The Basic Offset Table, if it is one (PS3.5 section A.4)."""
        offsets = np.frombuffer(table[: len(table) // 4 * 4], "<u4").astype(np.int64)
        sound = len(table) % 4 == 0 and (not len(offsets) or offsets[0] == 0)
        if sound and (np.diff(offsets) > 0).all():
            return table
        return bytes(noise(len(table)))

    def _value(self, tag: int, vr: str, start: int, end: int) -> None:
        value = self._content[start:end]
        if tag == _PIXEL_DATA:
            self._mask_pixels(start, end)
        elif is_kept(tag, vr, value):
            self._note(tag, value)
            self._show(start, end)
        else:
            self._copy[start:end] = self._scrambled(vr, value, start, end)

    def _scrambled(self, vr: str, value: bytes, start: int, end: int) -> bytes:
        if len(value) <= _LONGEST_TEXT:
            if vr == "UI":
                return self._scrambler.uid(value)
            if vr in ("DA", "DT"):
                return self._scrambler.date(value)
            if vr == "TM":
                return self._scrambler.time(value)
            if vr == "AS":
                unit = value[3:] if value[3:] in (b"D", b"W", b"M", b"Y") else b""
                return self._scrambler.text(value[: len(value) - len(unit)]) + unit
            if vr in _TEXT_VRS:
                return self._scrambler.text(value)
        return bytes(self._copy[start:end])

    def _mask_pixels(self, start: int, end: int) -> None:
        """Let the noise be pixels: without bits that the picture does not have."""
        allocated, stored = self._bits[_BITS_ALLOCATED], self._bits[_BITS_STORED]
        if allocated not in (8, 16) or not 0 < stored < allocated:
            return
        kind = np.dtype(f"u{allocated // 8}").newbyteorder("<" if self._order == "little" else ">")
        count = (end - start) // kind.itemsize
        words = np.frombuffer(self._copy, kind, count, start)
        words &= np.array((1 << stored) - 1, kind)

    def _note(self, tag: int, value: bytes) -> None:
        if tag == _TRANSFER_SYNTAX:
            self.syntax = value.rstrip(b"\0 ").decode("latin-1")
        elif tag in self._bits and len(value) == 2:
            self._bits[tag] = int.from_bytes(value, self._order)

    def _is_plausible(self, place: int, tag: int) -> bool:
        """Whether this is an element's beginning, and no text that a wrong length led to."""
        if not tag >> 16 & 1 and (dictionary_has_tag(tag) or repeater_has_tag(tag)):
            return True
        return not all(0x20 <= byte < 0x7F for byte in self._content[place : place + 4])

    def _head(self, place: int, tag: int) -> tuple[str, int, int]:
        """VR, length of the value, and length of the head (PS3.5 section 7.1.2 and 7.1.3)."""
        if not self._explicit:
            return _vr_of(tag), self._number(place + 4, 4), 8
        vr = self._content[place + 4 : place + 6]
        if vr in LONG_VRS:
            return vr.decode(), self._number(place + 8, 4), 12
        if vr not in _SHORT_VRS:
            raise _AstrayError
        return vr.decode(), self._number(place + 6, 2), 8

    def _tag(self, place: int) -> int:
        return self._number(place, 2) << 16 | self._number(place + 2, 2)

    def _number(self, place: int, size: int) -> int:
        return int.from_bytes(self._content[place : place + size], self._order)

    def _show(self, start: int, end: int) -> None:
        self._copy[start:end] = self._content[start:end]


def _vr_of(tag: int) -> str:
    try:
        return dictionary_VR(tag).split(" or ")[0]
    except KeyError:
        return "UN"
