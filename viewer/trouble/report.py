"""The zip file that is shared."""

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.errors import ExportError, HilumError
from viewer.imaging.archive import read_content
from viewer.imaging.signatures import is_dicom, is_jpeg
from viewer.imaging.tags import Tag, TagList, read_tags
from viewer.trouble.codestream import scrambled_codestream
from viewer.trouble.log import log_places
from viewer.trouble.settings import shown_settings
from viewer.trouble.shapes import Scrambler
from viewer.trouble.versions import versions

_READ_ME = """\
This is a trouble report of Hilum.

It was made to be shared. No name, number, date or text of the radiograph that was open is in it,
no picture, no file name and no folder. What its header held was replaced by random letters and
digits of the same length, and its pixels by noise.

versions.txt    what Hilum ran on
settings.json   switches and numbers; of texts only their lengths
log.txt         places in the program where something went wrong
header.txt      the structure of the file that was open
radiograph.*    a file of that structure, with which the trouble may be had again
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report can't find out by itself.

    Attributes
    ----------
    program : tuple of (name, value)
        Such as the model, the provider and the screens.
    settings : mapping
        By name; what is written of them is decided here.
    log : Path or None
    file : Path or None
        The file that is open.
    """

    program: tuple[tuple[str, str], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    log: Path | None = None
    file: Path | None = None


def write_report(target: Path, facts: Facts) -> None:
    """Write the report; what stood there before stays whole until the new one is.

    Raises
    ------
    ExportError
    """
    content = _zipped(facts)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        scratch = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            scratch.replace(target)
        finally:
            scratch.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            f"The report can't be written: {error.strerror or error}.",
            "Choose another folder, or make room on the disk.",
        ) from error


def _zipped(facts: Facts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as report:
        report.writestr("read-me.txt", _READ_ME)
        report.writestr("versions.txt", _lines((*versions(), *facts.program)))
        settings = shown_settings(facts.settings)
        report.writestr("settings.json", json.dumps(settings, indent=2, sort_keys=True) + "\n")
        if facts.log is not None:
            report.writestr("log.txt", log_places(facts.log))
        if facts.file is not None:
            for name, content in _of_file(facts.file):
                report.writestr(name, content)
    return buffer.getvalue()


def _of_file(path: Path) -> Iterator[tuple[str, bytes | str]]:
    try:
        content = read_content(path)
    except HilumError as error:
        yield "header.txt", f"The file can't be read: {type(error).__name__}.\n"
        return
    size = f"{len(content)} bytes\n"
    if is_dicom(content):
        # Late: whoever shares no DICOM file needs no pydicom.
        from viewer.trouble.dicom import scrambled_dicom

        scrambled = scrambled_dicom(content, Scrambler())
        yield "radiograph.dcm", scrambled
        yield "header.txt", size + _listed_dicom(scrambled)
        return
    if is_jpeg(content):
        yield "radiograph.jpg", scrambled_codestream(content)
    yield "header.txt", size + _listed_raster(path)


def _listed_dicom(scrambled: bytes) -> str:
    from viewer.imaging.dicom.tags import list_tags

    try:
        return "".join(_indented(list_tags(scrambled).tags, 0))
    except HilumError as error:
        return f"Its header can't be listed: {type(error).__name__}.\n"


def _indented(tags: tuple[Tag, ...], depth: int) -> Iterator[str]:
    for tag in tags:
        what = f"item {tag.number}" if tag.number else f"{tag.tag} {tag.vr} {tag.name}"
        value = f"{tag.size} bytes" if tag.size is not None else tag.value[:200]
        yield f"{'    ' * depth}{what}  {value}".rstrip() + "\n"
        yield from _indented(tag.children, depth + 1)


def _listed_raster(path: Path) -> str:
    try:
        listed: TagList = read_tags(path)
    except HilumError as error:
        return f"Its header can't be listed: {type(error).__name__}.\n"
    return "".join(_fact(tag) for tag in listed.tags)


def _fact(tag: Tag) -> str:
    if tag.vr in ("File", "Picture"):
        return f"{tag.name}: {tag.value}\n"
    # Anybody can give a note of a PNG any name.
    name = f"{tag.vr} {tag.name}" if tag.vr != "Note" else "Note"
    size = tag.size if tag.size is not None else len(tag.value)
    return f"{name}: {size} characters or bytes\n"


def _lines(facts: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in facts)
