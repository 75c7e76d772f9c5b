"""Damage to the structure of a DICOM file: lengths, VRs and tags of its elements."""

import io
import random
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.uid import DeflatedExplicitVRLittleEndian

from tests.imaging.mutants.bytes_changed import CHANGES

_SHORT_VRS = "AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US ZZ"
_LONG_VRS = "OB OD OF OL OV OW SQ SV UC UN UR UT UV"
_LENGTHS = (0, 1, 2, 3, 0x7FFFFFFF, 0xFFFFFF00, 0xFFFFFFFE, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element of a file begins, and how its head is written."""

    start: int
    length_at: int
    length_size: int
    explicit: bool
    order: str
    end: int


def change_length(content: bytes, rng: random.Random) -> bytes:
    place = _choose(content, rng)
    if place is None:
        return content
    length = rng.choice((*_LENGTHS, rng.randrange(1 << 16))) % 256**place.length_size
    encoded = length.to_bytes(place.length_size, place.order)
    return content[: place.length_at] + encoded + content[place.length_at + place.length_size :]


def change_vr(content: bytes, rng: random.Random) -> bytes:
    place = _choose(content, rng)
    if place is None or not place.explicit:
        return content
    vr = rng.choice(f"{_SHORT_VRS} {_LONG_VRS}".split()).encode()
    return content[: place.start + 4] + vr + content[place.start + 6 :]


def change_tag(content: bytes, rng: random.Random) -> bytes:
    place, other = _choose(content, rng), _choose(content, rng)
    if place is None or other is None:
        return content
    tag = content[other.start : other.start + 4]
    return content[: place.start] + tag + content[place.start + 4 :]


def repeat_element(content: bytes, rng: random.Random) -> bytes:
    place, other = _choose(content, rng), _choose(content, rng)
    if place is None or other is None:
        return content
    return content[: other.start] + content[place.start : place.end] + content[other.start :]


def damage_inflated(content: bytes, rng: random.Random) -> bytes:
    """Damage what a deflated data set inflates to, which turned bits would only make unreadable."""
    start = content.find(DeflatedExplicitVRLittleEndian.encode())
    if start < 0:
        return content
    body = _end_of_meta(content)
    try:
        inflated = zlib.decompress(content[body:], -zlib.MAX_WBITS)
    except zlib.error:  # an earlier change has damaged it
        return content
    changed = rng.choice(CHANGES)(inflated, rng)
    deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return content[:body] + deflater.compress(changed) + deflater.flush()


STRUCTURE_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    change_length,
    change_length,
    change_vr,
    change_tag,
    repeat_element,
)


def _choose(content: bytes, rng: random.Random) -> _Place | None:
    places = _places(content)
    return rng.choice(places) if places else None


def _places(content: bytes) -> list[_Place]:
    """The elements of the top level whose bytes are still where the file has them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dataset = dcmread(io.BytesIO(content))
            if dataset.file_meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian:
                return []
            raw = [dataset.get_item(tag) for tag in dataset.keys()]  # noqa: SIM118 (a data set iterates over elements)
    except Exception:  # an earlier change of the same mutant broke it already
        return []
    return [_place(element) for element in raw if isinstance(element, RawDataElement)]


def _place(element: RawDataElement) -> _Place:
    order = "little" if element.is_little_endian else "big"
    long = element.is_implicit_VR or element.VR in _LONG_VRS.split()
    size = 4 if long else 2
    head = 12 if long and not element.is_implicit_VR else 8
    value_at = element.value_tell
    return _Place(
        value_at - head,
        value_at - size,
        size,
        not element.is_implicit_VR,
        order,
        value_at + (element.length if element.length != 0xFFFFFFFF else 0),
    )


def _end_of_meta(content: bytes) -> int:
    """Where the data set begins: PS3.10 section 7.1 has group 2's length in its first element."""
    return 144 + int.from_bytes(content[140:144], "little")
