"""A code stream tells its kind and size before it is decoded."""

import pytest
from pydicom import dcmread
from pydicom.encaps import get_frame

from tests.data import DICOM, needs_dicom
from tests.imaging.dicom.making import sample
from tests.imaging.samples import encoded, gradient
from viewer.imaging.dicom.codestream import Codec, Codestream, read_codestream


def first_frame(name: str) -> bytes:
    return get_frame(dcmread(sample(name)).PixelData, 0, number_of_frames=1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("JPEG-LL.dcm", (Codec.JPEG_LOSSLESS, 1024, 256, 1, 16)),
        ("JPGLosslessP14SV1_1s_1f_8b.dcm", (Codec.JPEG_LOSSLESS, 768, 1024, 1, 8)),
        ("RG1_J2KR.dcm", (Codec.JPEG_2000, 1955, 1841, 1, 15)),
        ("US1_J2KR.dcm", (Codec.JPEG_2000, 480, 640, 3, 8)),
        ("color3d_jpeg_baseline.dcm", (Codec.JPEG_8_BIT, 480, 640, 3, 8)),
    ],
)
def test_real_code_streams_are_read(name: str, expected: tuple[object, ...]) -> None:
    assert read_codestream(first_frame(name)) == Codestream(*expected)


@needs_dicom
def test_jpeg_ls_and_twelve_bit_jpeg_are_told() -> None:
    folder = DICOM / "nema-wg04-RG"
    for name, codec in (("RG3_JLSL.dcm", Codec.JPEG_LS), ("RG3_JPLY.dcm", Codec.JPEG_12_BIT)):
        frame = get_frame(dcmread(folder / name).PixelData, 0, number_of_frames=1)
        stream = read_codestream(frame)
        assert stream is not None
        assert (stream.codec, stream.rows, stream.columns) == (codec, 1760, 1760)


def test_progressive_jpeg_and_a_jp2_file_are_read() -> None:
    progressive = read_codestream(encoded(gradient(), "JPEG", progressive=True))
    assert progressive == Codestream(Codec.JPEG_8_BIT, 80, 120, 1, 8)
    boxed = read_codestream(encoded(gradient(), "JPEG2000"))
    assert boxed == Codestream(Codec.JPEG_2000, 80, 120, 1, 8)


def test_high_throughput_is_told_from_its_capabilities() -> None:
    stream = bytearray(encoded(gradient(), "JPEG2000", no_jp2=True))
    assert stream[6:8] == b"\0\0"
    stream[6] = 0x40
    found = read_codestream(bytes(stream))
    assert found is not None
    assert found.codec is Codec.HTJ2K


@pytest.mark.parametrize(
    "frame",
    [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\xff\xd8\xff\xda\0\x02", bytes(100)],
)
def test_anything_else_is_no_code_stream(frame: bytes) -> None:
    assert read_codestream(frame) is None


def test_segments_without_length_do_not_hang() -> None:
    assert read_codestream(b"\xff\xd8" + b"\xff\xe0\0\0" * 100_000) is None
