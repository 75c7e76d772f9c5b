"""Every element of a DICOM header, as it is listed for a person."""

from collections.abc import Iterator
from typing import Any

from pydicom import Dataset
from pydicom.datadict import dictionary_description, private_dictionary_description
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.tag import BaseTag
from pydicom.uid import UID

from viewer.imaging.dicom.dataset import DicomObject, parse_object
from viewer.imaging.dicom.elements import strings
from viewer.imaging.dicom.header import read_header
from viewer.imaging.tags import MAX_TEXT, Tag, TagList

MAX_ROWS = 20_000
"""Elements and items that are listed. The largest multi-frame objects have some ten thousand."""

MAX_DEPTH = 16
"""Sequences in sequences; structured reports reach eight."""

_BULK = {"OB", "OD", "OF", "OL", "OV", "OW", "UN"}
_LONGEST_UNKNOWN = 1024
_PIXEL_DATA = 0x7FE00010


def list_tags(content: bytes) -> TagList:
    """List the elements of a DICOM file's bytes, up to the limits.

    Those behind the pixel data are left out.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    parsed = parse_object(content)
    read_header(parsed.dataset)  # mends the character set
    lister = _Lister()
    tags = [
        *lister.elements(parsed.dataset.file_meta, "", 0),
        *lister.elements(parsed.dataset, "", 0),
        *_compressed_pixels(parsed),
    ]
    return TagList(tuple(tags), lister.complete)


class _Lister:
    """Walks datasets, and stops at the limits."""

    def __init__(self) -> None:
        self._left = MAX_ROWS
        self.complete = True

    def elements(self, dataset: Dataset, path: str, depth: int) -> Iterator[Tag]:
        for tag in sorted(dataset.keys()):
            if not self._may_go_on():
                return
            yield self._element(dataset, tag, path, depth)

    def _may_go_on(self) -> bool:
        self._left -= 1
        if self._left < 0:
            self.complete = False
        return self._left >= 0

    def _element(self, dataset: Dataset, tag: BaseTag, path: str, depth: int) -> Tag:
        written = f"({tag.group:04X},{tag.elem:04X})"
        here = f"{path} {written}".lstrip()
        name = _name(dataset, tag)
        size = _bulk_size(dataset, tag)
        if size is not None:
            return Tag(written, _vr(dataset, tag), name, "", here, size=size)
        try:
            element = dataset[tag]
        except Exception:  # pydicom converts a value when it is asked for, and lets many kinds out
            return Tag(written, _vr(dataset, tag), name, "", here, size=_length(dataset, tag))
        if element.VR == "SQ":
            items = self._items(element, here, depth)
            return Tag(written, "SQ", name, "", here, children=items)
        value = _text(element)
        return Tag(
            written,
            str(element.VR),
            name,
            value[:MAX_TEXT],
            here,
            meaning=_meaning(value) if element.VR == "UI" else "",
            cut=len(value) > MAX_TEXT,
        )

    def _items(self, element: DataElement, path: str, depth: int) -> tuple[Tag, ...]:
        if depth >= MAX_DEPTH:
            self.complete = self.complete and not element.value
            return ()
        items = []
        for number, item in enumerate(element.value or (), 1):
            if not self._may_go_on():
                break
            here = f"{path}[{number}]"
            inside = tuple(self.elements(item, here, depth + 1))
            items.append(Tag("", "", "", "", here, number=number, children=inside))
        return tuple(items)


def _compressed_pixels(parsed: DicomObject) -> Iterator[Tag]:
    """Uncompressed pixel data are an element of the dataset; compressed ones are not."""
    if parsed.pixels is None or not parsed.encapsulated:
        return
    size = parsed.pixels.stop - parsed.pixels.start
    yield Tag(
        "(7FE0,0010)", "OB", dictionary_description(_PIXEL_DATA), "", "(7FE0,0010)", size=size
    )


def _name(dataset: Dataset, tag: BaseTag) -> str:
    try:
        if not tag.is_private:
            return dictionary_description(tag)
        if tag.is_private_creator:
            return "Private Creator"
        creator = dataset.get_item((tag.group, tag.elem >> 8))
        owner = None if creator is None else strings(creator.value)
        return private_dictionary_description(tag, owner[0].strip()) if owner else ""
    except KeyError:
        return ""


def _vr(dataset: Dataset, tag: BaseTag) -> str:
    return str(dataset.get_item(tag).VR or "UN")


def _length(dataset: Dataset, tag: BaseTag) -> int:
    element = dataset.get_item(tag)
    value = element.value if element is not None else None
    return len(value) if isinstance(value, bytes | memoryview) else 0


def _bulk_size(dataset: Dataset, tag: BaseTag) -> int | None:
    """The bytes of what is no text and no number; None for everything else."""
    element = dataset.get_item(tag)
    value: Any = None if element is None else element.value
    if isinstance(value, memoryview):
        return len(value)
    if not isinstance(value, bytes):
        return None
    vr = str(element.VR or "UN")
    if vr not in _BULK or not value:
        return None
    if vr == "UN" and isinstance(element, RawDataElement):
        return None if len(value) <= _LONGEST_UNKNOWN and _is_text(value) else len(value)
    return len(value)


def _is_text(value: bytes) -> bool:
    return all(32 <= byte < 127 for byte in value.rstrip(b"\0"))


def _text(element: DataElement) -> str:
    if isinstance(element.value, bytes | memoryview):
        return bytes(element.value).decode("latin-1").rstrip("\0 ")
    return "\\".join(strings(element.value)).replace("\0", "").rstrip()


def _meaning(uid: str) -> str:
    known = UID(uid).name
    return "" if known == uid else known
