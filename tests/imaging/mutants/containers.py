"""Zip archives, and a DICOMDIR with its files, that lead to small radiographs."""

import gc
import io
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydicom import dcmread
from pydicom.fileset import FileSet

from tests.imaging.mutants import cuts, pictures

INDEX = "DICOMDIR"


def archive(*, deflated: bool) -> bytes:
    members = {
        "A/IM0001": cuts.MAKERS["chest-explicit.dcm"](),
        "A/IM0002": cuts.MAKERS["extremity-jpeg-ls.dcm"](),
        "B/front.jpg": pictures.MAKERS["grey.jpg"](),
    }
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as written:
        for name, content in members.items():
            # Of a fixed date, so that a mutant is the same on every day.
            written.writestr(zipfile.ZipInfo(name), content, method)
    return buffer.getvalue()


def index() -> bytes:
    return _file_set()[INDEX]


def beside_index() -> Mapping[str, bytes]:
    """The files that the DICOMDIR leads to: names relative to it, and contents."""
    return {name: content for name, content in _file_set().items() if name != INDEX}


@cache
def _file_set() -> dict[str, bytes]:
    files = FileSet()
    files.UID = "1.2.3.4"
    for name in ("chest-explicit.dcm", "extremity-implicit.dcm"):
        files.add(dcmread(io.BytesIO(cuts.MAKERS[name]())))
    with tempfile.TemporaryDirectory() as folder:
        files.write(folder)
        written = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in Path(folder).rglob("*")
            if path.is_file()
        }
    with warnings.catch_warnings():
        # pydicom leaves a folder of its own to the garbage collector, which then complains.
        warnings.simplefilter("ignore", ResourceWarning)
        del files
        gc.collect()
    return written
