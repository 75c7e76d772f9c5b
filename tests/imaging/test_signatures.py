"""The first bytes of a file tell what it is."""

import pytest

from tests.data import CHEST_DICOM, DICOM, needs_dicom
from tests.imaging.samples import encoded, gradient
from viewer.imaging.signatures import START_BYTES, is_dicom, is_raster, promises_picture

_EXPLICIT = b"\x08\0\x05\0CS\x0a\0ISO_IR 100\x08\0\x16\0UI\x04\x001.2\0"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "BMP"])
def test_a_picture_file_is_told_by_its_start(kind: str) -> None:
    start = encoded(gradient(), kind)[:START_BYTES]
    assert is_raster(start)
    assert promises_picture(start)
    assert not is_dicom(start)


def test_dicom_is_told_by_its_prefix() -> None:
    assert is_dicom(CHEST_DICOM.read_bytes()[:132])


@pytest.mark.parametrize(
    "start",
    [
        CHEST_DICOM.read_bytes()[132:],
        _EXPLICIT,
        b"\0\x08\0\x05CS\0\x0aISO_IR 100\0\x08\0\x16UI\0\x041.2\0",
        b"\x08\0\x05\0\x0a\0\0\0ISO_IR 100\x08\0\x16\0\x04\0\0\x001.2\0",
        b"\x08\0\x16\0\x04\0\0\x001.2\0\x08\0\x18\0\x04\0\0\x001.2\0\x10\0\x10\0\x02\0\0\0A ",
    ],
    ids=["file meta", "explicit", "big endian", "implicit", "followed by another group"],
)
def test_a_data_set_without_preamble_is_told_by_its_elements(start: bytes) -> None:
    assert is_dicom(start[:START_BYTES])


@needs_dicom
def test_a_real_file_without_preamble_is_told() -> None:
    path = DICOM / "orthanc-tests" / "TransferSyntaxes" / "1.2.840.10008.1.2.dcm"
    assert is_dicom(path.read_bytes()[:START_BYTES])


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"BMW drives past.",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"MZ\x90\0\x03\0\0\0",
        bytes(START_BYTES),
        b"\x08\0" * (START_BYTES // 2),
        b"\x08\0\x05\0CS\x0a\0ISO_IR 100",
        b"\x08\0\x16\0UI\x04\x001.2\0" + b"\x08\0\x05\0CS\x0a\0ISO_IR 100",
        _EXPLICIT.replace(b"UI\x04\0", b"ui\x04\0"),
    ],
)
def test_other_files_promise_nothing(start: bytes) -> None:
    assert not promises_picture(start)
