"""Bytes become a pydicom Dataset, and the place of its pixel data."""

import io
import zlib
from dataclasses import dataclass

from pydicom import Dataset
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import FileMetaDataset
from pydicom.filereader import read_dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian

from viewer.errors import (
    DamagedFileError,
    HilumError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging.gate import MAX_ELEMENTS, inflate
from viewer.imaging.signatures import LONG_VRS, begins_dataset, is_dicom

_AGAIN = "Copy it again from where it came from."
_PREAMBLE_BYTES = 132
_META_GROUP = 0x0002
_PIXEL_DATA = 0x7FE00010
_UNDEFINED = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, eq=False)
class DicomObject:
    """A data set up to its pixel data, and where in its bytes that is.

    Attributes
    ----------
    dataset : Dataset
        Every element before the pixel data, and none after it; with its `file_meta`. Uncompressed
        pixel data are there as a view of the file's bytes.
    syntax : str
        The UID of the transfer syntax that the file announces; empty where it announces none.
        How elements are encoded was told from the elements themselves.
    little_endian : bool
    body : bytes
        What the data set was read from, inflated where it had been deflated.
    pixels : slice or None
        Where in `body` the value of the pixel data is; to its end where it is encapsulated.
    encapsulated : bool
        Whether the pixel data are of undefined length, which is to say in fragments.
    swapped_bytes : bool
        Whether bytes of pixels stand in big endian words, the second before the first.
    """

    dataset: Dataset
    syntax: str
    little_endian: bool
    body: bytes | bytearray
    pixels: slice | None = None
    encapsulated: bool = False
    swapped_bytes: bool = False


def parse_object(content: bytes) -> DicomObject:
    """Read a DICOM file's bytes, with or without preamble and file meta information.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    if not is_dicom(content):
        raise UnsupportedFormatError(
            "The content is not DICOM.", "Open it in another program to see what it is."
        )
    try:
        return _parse(content)
    except (HilumError, MemoryError):
        raise
    except Exception as error:  # pydicom lets many kinds escape from damaged bytes
        raise DamagedFileError("The DICOM header is damaged.", _AGAIN) from error


def _parse(content: bytes) -> DicomObject:
    stream = _Counted(content)
    stream.seek(0 if begins_dataset(content) else _PREAMBLE_BYTES)
    meta = _read_meta(stream, content)
    syntax = str(meta.get("TransferSyntaxUID") or "")
    body: bytes | bytearray = content
    if syntax == DeflatedExplicitVRLittleEndian:
        body = _inflated(memoryview(content)[stream.tell() :])
        stream = _Counted(body)
    place = stream.tell()
    explicit, little_endian = encoding_of(bytes(body[place : place + 6]))
    dataset = read_dataset(
        stream, not explicit, little_endian, stop_when=lambda tag, _vr, _length: tag == _PIXEL_DATA
    )
    _check_whole(dataset)
    dataset.file_meta = meta
    place = stream.tell()
    head = bytes(body[place : place + 12])
    if len(head) < 8:
        return DicomObject(dataset, syntax, little_endian, body)
    vr, length, size = _element_head(head, explicit, little_endian)
    encapsulated = length == _UNDEFINED
    start = place + size
    end = len(body) if encapsulated else min(start + length, len(body))
    if not encapsulated:
        dataset[_PIXEL_DATA] = DataElement(_PIXEL_DATA, vr or "OW", memoryview(body)[start:end])
    return DicomObject(
        dataset,
        syntax,
        little_endian,
        body,
        slice(start, end),
        encapsulated,
        swapped_bytes=vr == "OW" and not little_endian,
    )


class _Counted(io.BytesIO):
    """Bytes of which only so many elements are read: each costs far more than its own eight."""

    _left = 2 * MAX_ELEMENTS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise LimitExceededError(
                f"The DICOM header has more than {MAX_ELEMENTS:,} elements.",
                "Such a file may have been made to do harm; ask where it comes from.",
            )
        return super().read(size)


def _read_meta(stream: io.BytesIO, content: bytes) -> FileMetaDataset:
    """The file meta information, which is explicit but in files that break the standard."""
    start = stream.tell()
    explicit, _ = encoding_of(content[start : start + 6])
    meta = read_dataset(
        stream,
        not explicit,
        is_little_endian=True,
        stop_when=lambda tag, _vr, _length: tag >> 16 != _META_GROUP,
    )
    return FileMetaDataset(meta)


def _inflated(deflated: memoryview) -> bytes | bytearray:
    try:
        return inflate(deflated)
    except zlib.error:
        if begins_dataset(bytes(deflated[:512])):
            return bytes(deflated)  # only called deflated
        raise DamagedFileError("The file's deflated data are damaged.", _AGAIN) from None


def encoding_of(start: bytes) -> tuple[bool, bool]:
    """Whether VRs are explicit and words little endian, by a data set's first element.

    What the transfer syntax says is not always so. Groups with which data sets begin are small
    numbers (PS3.5 section 7.1), and a length that looks like two letters would be absurd.
    """
    vr = start[4:6]
    explicit = vr.isalpha() and vr.isupper()
    little_endian = int.from_bytes(start[:2], "little") <= int.from_bytes(start[:2], "big")
    return explicit, little_endian


def _check_whole(dataset: Dataset) -> None:
    last = next(reversed(list(dataset._dict.values())), None)
    if last is None:
        raise DamagedFileError("The file ends before its DICOM header begins.", _AGAIN)
    if isinstance(last, RawDataElement) and len(last.value or b"") < last.length != _UNDEFINED:
        raise DamagedFileError("The file ends in the middle of its DICOM header.", _AGAIN)


def _element_head(head: bytes, explicit: bool, little_endian: bool) -> tuple[str, int, int]:
    """VR, length of the value, and length of the head (PS3.5 section 7.1.2 and 7.1.3)."""
    order = "little" if little_endian else "big"
    vr = head[4:6]
    if not (explicit and vr.isalpha() and vr.isupper()):
        return "", int.from_bytes(head[4:8], order), 8  # type: ignore[arg-type]
    if vr in LONG_VRS:
        return vr.decode(), int.from_bytes(head[8:12], order), 12  # type: ignore[arg-type]
    return vr.decode(), int.from_bytes(head[6:8], order), 8  # type: ignore[arg-type]
