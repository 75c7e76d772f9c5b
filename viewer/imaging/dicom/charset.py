"""Which character set a header is really in (DICOM PS3.3 C.12.1.1.2)."""

from collections.abc import Iterable

from pydicom import Dataset
from pydicom.dataelem import RawDataElement

_ESCAPE = b"\x1b"
_WESTERN = {"iso8859", "latin_1"}
_UTF8 = "utf8"


def mend_charset(dataset: Dataset, keywords: Iterable[str]) -> None:
    """Read the header as UTF-8 where its bytes are, and never where they are not.

    Many writers leave Specific Character Set out, or copy ISO_IR 100 along, and write UTF-8.
    Text in a western character set is hardly ever valid UTF-8 by chance, so the bytes decide
    between those two. Every other character set is believed.
    """
    declared = dataset.original_character_set or "iso8859"
    encodings = [declared] if isinstance(declared, str) else list(declared)
    declared = encodings[0].lower()
    if len(encodings) != 1 or declared not in {*_WESTERN, _UTF8}:
        return
    written = b"\n".join(_bytes(dataset, keyword) for keyword in keywords)
    if written.isascii() or _ESCAPE in written:
        return
    really = _UTF8 if _is_utf8(written) else "latin_1"
    if really != declared:
        implicit, little_endian = dataset.original_encoding
        dataset.set_original_encoding(implicit, little_endian, really)


def _bytes(dataset: Dataset, keyword: str) -> bytes:
    element = dataset.get_item(keyword)
    return element.value or b"" if isinstance(element, RawDataElement) else b""


def _is_utf8(written: bytes) -> bool:
    try:
        written.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
