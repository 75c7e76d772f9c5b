"""Every file becomes a Radiograph, or an error that says what is wrong with it."""

import io
import zlib
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
)

from tests.data import (
    CHEST_DICOM,
    CHEST_DICOM_JPEG2000,
)
from tests.imaging.samples import encoded, gradient, save, small_dicom
from viewer.errors import (
    DamagedFileError,
    FileUnavailableError,
    HilumError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging import open_radiograph
from viewer.imaging.gate import MAX_INFLATED_BYTES


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "radiograph.dcm"
    path.write_bytes(encoded(gradient(), "JPEG"))
    assert open_radiograph(path).pixels.shape == (80, 120)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("text.jpg", b"Findings: none.", UnsupportedFormatError),
        ("empty.dcm", b"", FileUnavailableError),
        ("truncated.jpg", encoded(gradient(), "JPEG", quality=95)[:900], DamagedFileError),
        ("cut start.jpg", encoded(gradient(), "JPEG")[:20], DamagedFileError),
        ("truncated.png", encoded(gradient(), "PNG")[:-40], DamagedFileError),
        ("header only.dcm", bytes(128) + b"DICM", HilumError),
        ("cut header.dcm", CHEST_DICOM.read_bytes()[:300], HilumError),
        ("cut pixels.dcm", CHEST_DICOM.read_bytes()[:200_000], DamagedFileError),
        ("cut codestream.dcm", CHEST_DICOM_JPEG2000.read_bytes()[:3_000], HilumError),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_bad_input_gets_one_sentence_and_a_hint(
    tmp_path: Path, name: str, content: bytes, expected: type[HilumError]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(expected) as caught:
        open_radiograph(path)
    assert caught.value.sentence.endswith(".")
    assert caught.value.hint.endswith(".")
    assert "\n" not in caught.value.sentence + caught.value.hint


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="not there"):
        open_radiograph(tmp_path / "gone.dcm")
    with pytest.raises(FileUnavailableError, match="folder"):
        open_radiograph(tmp_path)


def test_a_picture_beyond_reason_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    dataset = small_dicom(Rows=60_000, Columns=60_000)
    with pytest.raises(LimitExceededError, match="60,000 x 60,000"):
        open_radiograph(save(dataset, tmp_path / "huge.dcm"))


def test_a_deflated_bomb_is_refused(tmp_path: Path) -> None:
    meta = save(small_dicom(), tmp_path / "sound.dcm").read_bytes()
    dataset = dcmread(io.BytesIO(meta))
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    length = int.from_bytes(buffer.getvalue()[140:144], "little")
    head = buffer.getvalue()[: 144 + length]
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    zeros = bytes(1 << 20)
    body = b"".join(deflater.compress(zeros) for _ in range((MAX_INFLATED_BYTES >> 20) + 1))
    path = tmp_path / "bomb.dcm"
    path.write_bytes(head + body + deflater.flush())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(LimitExceededError, match="inflate"):
        open_radiograph(path)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_pixel_data_length_that_lies_is_a_damaged_file(tmp_path: Path) -> None:
    content = bytearray(save(small_dicom(), tmp_path / "sound.dcm").read_bytes())
    place = content.index(b"\xe0\x7f\x10\x00OW") + 8
    content[place : place + 4] = (0xFFFFFF00).to_bytes(4, "little")
    path = tmp_path / "lies.dcm"
    path.write_bytes(bytes(content[:-10]))
    with pytest.raises(DamagedFileError):
        open_radiograph(path)
