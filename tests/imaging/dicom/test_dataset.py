"""The bytes of a DICOM file are read, however they break the standard."""

import io
import struct
import zlib

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from tests.data import DICOM, needs_dicom
from tests.imaging.dicom.making import as_bytes, dicom_of
from tests.imaging.samples import small_dicom
from viewer.errors import (
    DamagedFileError,
    HilumError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging import gate, open_radiograph
from viewer.imaging.dicom import dataset as reading
from viewer.imaging.dicom.dataset import parse_object
from viewer.imaging.dicom.pixels import stored_values

WORDS = np.arange(12, dtype=np.uint16).reshape(4, 3)


def without_meta(content: bytes) -> bytes:
    """The data set alone, without preamble and file meta information."""
    length = struct.unpack_from("<I", content, 140)[0]
    return content[144 + length :]


def with_syntax(content: bytes, syntax: UID) -> bytes:
    """The same bytes under the name of another transfer syntax."""
    body = without_meta(content)
    head = as_bytes(small_dicom(), syntax)
    return head[: len(head) - len(without_meta(head))] + body


def check(content: bytes) -> None:
    np.testing.assert_array_equal(stored_values(parse_object(content)), WORDS)


@pytest.mark.parametrize(
    "syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian]
)
def test_a_data_set_without_preamble_and_meta_is_read(syntax: UID) -> None:
    dataset = dicom_of(WORDS)
    if syntax is ExplicitVRBigEndian:
        dataset.PixelData = WORDS.byteswap().tobytes()
    check(without_meta(as_bytes(dataset, syntax)))


def test_meta_without_preamble_is_read() -> None:
    check(as_bytes(dicom_of(WORDS))[132:])


@needs_dicom
def test_a_real_file_without_preamble_opens() -> None:
    name = "1.2.840.10008.1.2.dcm"
    opened = open_radiograph(DICOM / "orthanc-tests" / "TransferSyntaxes" / name)
    assert opened.pixels.shape == (256, 256)
    assert opened.header.modality == "MR"


@pytest.mark.parametrize("named", [ImplicitVRLittleEndian, ExplicitVRBigEndian])
def test_a_transfer_syntax_that_lies_about_the_encoding_is_not_believed(named: UID) -> None:
    check(with_syntax(as_bytes(dicom_of(WORDS)), named))


def test_a_data_set_that_is_only_called_deflated_is_read() -> None:
    plain = as_bytes(dicom_of(WORDS))
    meta = with_syntax(plain, ExplicitVRLittleEndian)
    deflated = meta.replace(
        b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.1.99", 1
    )  # longer by two bytes, which the element's length must say
    place = deflated.index(b"1.2.840.10008.1.2.1.99") - 2
    check(deflated[:place] + struct.pack("<H", 22) + deflated[place + 2 :])


def test_a_deflated_data_set_is_read() -> None:
    check(as_bytes(dicom_of(WORDS), DeflatedExplicitVRLittleEndian))


def test_a_deflated_file_that_inflates_without_end_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gate, "MAX_INFLATED_BYTES", 2_000_000)
    head = as_bytes(small_dicom(), DeflatedExplicitVRLittleEndian)
    head = head[: len(head) - len(without_meta(head))]
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = head + deflater.compress(bytes(3_000_000)) + deflater.flush()
    with pytest.raises(LimitExceededError, match="inflate"):
        parse_object(bomb)


def test_other_content_is_not_dicom() -> None:
    with pytest.raises(UnsupportedFormatError):
        parse_object(b"Findings: none." * 20)


def test_a_cut_header_is_told() -> None:
    content = as_bytes(small_dicom(StudyDescription="CHEST PA AND LATERAL"))
    with pytest.raises(DamagedFileError, match="middle"):
        parse_object(content[: content.index(b"LATERAL")])


def test_an_absurd_length_is_damage_and_takes_no_memory() -> None:
    content = bytearray(as_bytes(small_dicom(ImageComments="short")))
    place = content.index(b"\x20\x00\x00\x40LT") + 6
    content[place : place + 2] = b"\xff\xff"
    with pytest.raises(DamagedFileError):
        parse_object(bytes(content))


def test_sequences_nested_without_end_are_damage() -> None:
    head = as_bytes(small_dicom())
    head = head[: head.index(b"\xe0\x7f\x10\x00")]
    nested = (
        b"\x40\x00\x75\x02SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    ) * 5000
    with pytest.raises(DamagedFileError):
        parse_object(head + nested)


def test_more_elements_than_any_header_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading._Counted, "_left", 1000)
    items = []
    for number in range(600):
        item = Dataset()
        item.ReferencedFrameNumber = number
        items.append(item)
    dataset = small_dicom(SourceImageSequence=Sequence(items))
    dataset["SourceImageSequence"].is_undefined_length = True
    with pytest.raises(LimitExceededError, match="elements"):
        parse_object(as_bytes(dataset))


@pytest.mark.parametrize("percent", range(0, 100, 7))
def test_a_file_cut_anywhere_is_an_error_of_the_world(percent: int) -> None:
    content = as_bytes(dicom_of(WORDS))
    content = content[: len(content) * percent // 100]
    with pytest.raises(HilumError):
        stored_values(parse_object(content))


def test_pixel_data_longer_than_the_file_are_told_as_missing() -> None:
    content = bytearray(as_bytes(dicom_of(WORDS)))
    place = content.index(b"\xe0\x7f\x10\x00OW") + 8
    content[place : place + 4] = (0xFFFFFF00).to_bytes(4, "little")
    with pytest.raises(DamagedFileError, match="58%"):
        stored_values(parse_object(bytes(content[:-14])))
    check(bytes(content))


def test_an_object_written_to_a_stream_is_read_up_to_its_pixels() -> None:
    buffer = io.BytesIO()
    dicom_of(WORDS).save_as(buffer, enforce_file_format=True)
    parsed = parse_object(buffer.getvalue())
    assert parsed.syntax == ExplicitVRLittleEndian
    assert parsed.little_endian
    assert not parsed.encapsulated
