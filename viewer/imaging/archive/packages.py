"""Office documents, books and programs, which are zip archives as well."""

import struct
import zipfile
from collections.abc import Sequence

_TYPE, _MANIFEST = "mimetype", "META-INF/MANIFEST.MF"
_ANYWHERE = (
    {"[Content_Types].xml", "_rels/.rels"},  # Office Open XML (ECMA-376 part 2, 6.5 and 7.2)
    {"AndroidManifest.xml", "classes.dex"},
)
_USUALLY_FIRST = {"[Content_Types].xml", "_rels/.rels", "META-INF/", _MANIFEST}

_LOCAL_HEADER = struct.Struct("<4s4xH16xHH")
"""Signature, method, and the lengths of name and extra field (APPNOTE.TXT 4.3.7)."""


def is_package(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether an archive of these entries is a document or program, and no collection of files.

    A name alone does not make one, since any folder may hold a file called `mimetype`: that of an
    OpenDocument text or an EPUB book is the first entry and stored (OpenDocument 1.3 part 2, 3.3),
    and the manifest of a Java program the first file.
    """
    names = {entry.filename for entry in entries}
    if any(parts <= names for parts in _ANYWHERE):
        return True
    files = (entry for entry in entries if not entry.filename.endswith("/"))
    first = min(files, key=lambda entry: entry.header_offset, default=None)
    return first is not None and (
        first.filename == _MANIFEST
        or _is_type(first.filename, first.header_offset, first.compress_type)
    )


def begins_package(start: bytes) -> bool:
    """Whether an archive that begins with these bytes is one most likely, by its first entry."""
    if len(start) < _LOCAL_HEADER.size:
        return False
    _, method, length, _ = _LOCAL_HEADER.unpack_from(start)
    name = start[_LOCAL_HEADER.size :][:length].decode("cp437")
    return name in _USUALLY_FIRST or _is_type(name, 0, method)


def _is_type(name: str, offset: int, method: int) -> bool:
    return name == _TYPE and offset == 0 and method == zipfile.ZIP_STORED
