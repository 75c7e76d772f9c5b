"""One frame's stored values, whatever their encoding."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom import Dataset, dcmread
from pydicom.encaps import encapsulate, generate_fragments
from pydicom.pixels.utils import pixel_array
from pydicom.uid import (
    MPEG2MPML,
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLSLossless,
    RLELossless,
)

from tests.data import CHEST_DICOM, DICOM, needs_dicom
from tests.imaging.dicom.making import as_bytes, dicom_of, sample
from tests.imaging.samples import encoded, gradient
from viewer.errors import (
    DamagedFileError,
    DecoderMissingError,
    HilumError,
    LimitExceededError,
    UnsupportedFormatError,
)
from viewer.imaging.dicom.dataset import parse_object
from viewer.imaging.dicom.pixels import stored_values

_SYNTAXES = DICOM / "orthanc-tests" / "TransferSyntaxes"
_RG = DICOM / "nema-wg04-RG"
_OWN = Path(pydicom.__file__).parent / "data" / "test_files"

FILES = [
    *(sample(name) for name in ("JPEG-LL.dcm", "MR2_UNCI.dcm", "OBXXXX1A_rle_2frame.dcm")),
    *(sample(name) for name in ("OBXXXX1A_expb.dcm", "OBXXXX1A_expb_2frame.dcm", "liver.dcm")),
    *(sample(name) for name in ("SC_rgb_expb_16bit_2frame.dcm", "SC_rgb_32bit_2frame.dcm")),
    *(sample(name) for name in ("SC_ybr_full_uncompressed.dcm", "color-pl.dcm", "US1_J2KR.dcm")),
    *(sample(name) for name in ("emri_small_RLE.dcm", "emri_small_jpeg_ls_lossless.dcm")),
    *(sample(name) for name in ("JPGLosslessP14SV1_1s_1f_8b.dcm", "SC_rgb_dcmtk_ebcyn1_dcmd.dcm")),
    *(_OWN / name for name in ("SC_ybr_full_422_uncompressed.dcm", "MR_small_bigendian.dcm")),
    *(_OWN / name for name in ("SC_rgb_small_odd_big_endian.dcm", "J2K_pixelrep_mismatch.dcm")),
    *(_OWN / name for name in ("image_dfl.dcm", "SC_rgb_jpeg_app14_dcmd.dcm", "SC_rgb_jpeg.dcm")),
    *(_OWN / name for name in ("JPEGLSNearLossless_08.dcm", "GDCMJ2K_TextGBR.dcm")),
    *(_OWN / name for name in ("rtdose_rle.dcm", "liver_expb_1frame.dcm", "SC_rgb_rle_16bit.dcm")),
]


def values(content: bytes, frame: int = 0) -> np.ndarray:
    return stored_values(parse_object(content), frame)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_real_files_give_the_values_that_pydicom_reads(path: Path) -> None:
    dataset = dcmread(path)
    last = int(dataset.get("NumberOfFrames") or 1) - 1
    content = path.read_bytes()
    for frame in {0, last}:
        np.testing.assert_array_equal(values(content, frame), pixel_array(dataset, index=frame))


@needs_dicom
@pytest.mark.parametrize("path", sorted(_SYNTAXES.glob("*.dcm")), ids=lambda path: path.stem)
def test_every_transfer_syntax_opens(path: Path) -> None:
    dataset = dcmread(path, force=True, stop_before_pixels=True)
    shape = values(path.read_bytes()).shape
    assert shape[:2] == (dataset.Rows, dataset.Columns)


def test_uncompressed_pixels_are_a_view_of_the_file() -> None:
    content = CHEST_DICOM.read_bytes()
    stored = values(content)
    assert np.shares_memory(stored, np.frombuffer(content, np.uint8))


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian])
@pytest.mark.parametrize("size", [1, 2, 4])
def test_values_of_every_width_order_and_sign(size: int, syntax: UID, signed: bool) -> None:
    kind = np.dtype(f"{'i' if signed else 'u'}{size}")
    limits = np.iinfo(kind)
    expected = np.linspace(limits.min, limits.max, 35).astype(kind).reshape(5, 7)
    dataset = dicom_of(expected)
    if syntax is ExplicitVRBigEndian:
        data = expected.byteswap().tobytes()
        if size == 1:  # bytes in words, of which the second comes first
            data = np.frombuffer(data + b"\0", "u2").byteswap().tobytes()
        dataset.PixelData = data
        dataset["PixelData"].VR = "OW"
    np.testing.assert_array_equal(values(as_bytes(dataset, syntax)), expected)


def test_pixels_of_one_bit_are_unpacked_without_gaps_between_frames() -> None:
    frames = np.random.default_rng(1).integers(0, 2, (3, 5, 7)).astype(np.uint8)
    dataset = dicom_of(frames, BitsAllocated=1, BitsStored=1, HighBit=0)
    packed = np.packbits(frames.ravel(), bitorder="little").tobytes()
    dataset.PixelData = packed + bytes(len(packed) % 2)
    content = as_bytes(dataset)
    for frame in range(3):
        np.testing.assert_array_equal(values(content, frame), frames[frame])


def test_missing_pixels_are_told_by_their_share() -> None:
    content = as_bytes(dicom_of(np.zeros((100, 100), np.uint16)))
    with pytest.raises(DamagedFileError, match="25%"):
        values(content[:-5000])


def test_a_frame_before_the_missing_ones_is_read() -> None:
    frames = np.arange(3 * 20, dtype=np.uint16).reshape(3, 4, 5)
    content = as_bytes(dicom_of(frames))[:-30]
    np.testing.assert_array_equal(values(content, 1), frames[1])
    with pytest.raises(DamagedFileError, match="missing"):
        values(content, 2)


@pytest.mark.parametrize(
    ("attributes", "error"),
    [
        ({"Rows": None}, DamagedFileError),
        ({"Columns": 0}, DamagedFileError),
        ({"Rows": 60_000, "Columns": 60_000}, LimitExceededError),
        ({"BitsAllocated": 12}, UnsupportedFormatError),
        ({"BitsAllocated": 64}, UnsupportedFormatError),
        ({"SamplesPerPixel": 4}, UnsupportedFormatError),
        ({"PixelData": None}, HilumError),
    ],
)
def test_what_can_not_be_a_radiograph_is_refused(
    attributes: dict[str, object], error: type[HilumError]
) -> None:
    dataset = dicom_of(np.zeros((4, 5), np.uint16))
    for keyword, given in attributes.items():
        if given is None:
            del dataset[keyword]
        else:
            setattr(dataset, keyword, given)
    with pytest.raises(error):
        values(as_bytes(dataset))


@pytest.mark.parametrize(("stored", "high"), [(0, 15), (17, 16), (40, 39)])
def test_impossible_bits_stored_count_as_all(stored: int, high: int) -> None:
    words = np.array([[0, 1], [65_535, 4096]], np.uint16)
    dataset = dicom_of(words, BitsStored=stored, HighBit=high)
    np.testing.assert_array_equal(values(as_bytes(dataset)), words)


def compressed(stream: bytes, syntax: UID, **attributes: object) -> Dataset:
    dataset = dicom_of(np.zeros((80, 120), np.uint8), **attributes)
    dataset.PixelData = encapsulate([stream])
    dataset["PixelData"].VR = "OB"
    dataset.file_meta.TransferSyntaxUID = syntax
    return dataset


@pytest.mark.parametrize("syntax", [JPEGExtended12Bit, JPEGLSLossless, RLELossless])
def test_the_code_stream_tells_its_kind_where_the_transfer_syntax_is_wrong(syntax: UID) -> None:
    stream = encoded(gradient(), "JPEG", quality=95)
    right = values(as_bytes(compressed(stream, JPEGBaseline8Bit)))
    np.testing.assert_array_equal(values(as_bytes(compressed(stream, syntax))), right)
    assert np.abs(right.astype(int) - np.asarray(gradient())).max() <= 2


def test_a_code_stream_of_another_size_is_refused_undecoded() -> None:
    stream = encoded(gradient().resize((240, 160)), "JPEG")
    with pytest.raises(DamagedFileError, match="160 x 240"):
        values(as_bytes(compressed(stream, JPEGBaseline8Bit)))


def test_a_code_stream_beyond_the_limits_is_refused_undecoded() -> None:
    stream = bytearray(encoded(gradient(), "JPEG"))
    place = stream.index(b"\xff\xc0")
    stream[place + 5 : place + 9] = b"\xff\xff\xff\xff"
    with pytest.raises(LimitExceededError, match="65,535 x 65,535"):
        values(as_bytes(compressed(bytes(stream), JPEGBaseline8Bit)))


def test_a_compression_without_decoder_is_named() -> None:
    with pytest.raises(DecoderMissingError, match="MPEG2"):
        values(as_bytes(compressed(b"\0\0\x01\xb3" + bytes(60), MPEG2MPML)))


@pytest.mark.parametrize("syntax", [JPEG2000Lossless, RLELossless])
def test_a_damaged_code_stream_costs_its_file(syntax: UID) -> None:
    name = "US1_J2KR.dcm" if syntax == JPEG2000Lossless else "OBXXXX1A_rle.dcm"
    dataset = dcmread(sample(name))
    fragment = next(generate_fragments(dataset.PixelData[8 + dataset.PixelData[4] :]))
    dataset.PixelData = encapsulate([fragment[: len(fragment) // 3 & ~1]])
    with pytest.raises(HilumError):
        values(as_bytes(dataset))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (sample("JPEG-LL.dcm"), "JPEG data in the file are damaged"),
        pytest.param(_RG / "RG3_JPLL.dcm", "JPEG data in the file are damaged", marks=needs_dicom),
        pytest.param(_RG / "RG3_JPLY.dcm", "can't read the pixels", marks=needs_dicom),
    ],
    ids=lambda it: it.stem if isinstance(it, Path) else "",
)
def test_sound_jpeg_data_are_read_by_gdcm_and_damaged_ones_refused(path: Path, told: str) -> None:
    content = bytearray(path.read_bytes())
    assert values(bytes(content)).any()
    start = content.index(b"\xff\xd8\xff")
    middle = (start + len(content)) // 2
    content[middle : middle + 400] = bytes(400)
    with pytest.raises(DamagedFileError, match=told):
        values(bytes(content))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_jpeg_ls_stream_is_refused_undecoded(share: float) -> None:
    content = (_OWN / "JPEGLSNearLossless_16.dcm").read_bytes()
    place = content.index(b"\xff\xd8\xff")
    with pytest.raises(DamagedFileError, match="cut off"):
        values(content[: place + int(share * (len(content) - place))])


def test_fragments_that_are_none_are_damage() -> None:
    content = as_bytes(compressed(encoded(gradient(), "JPEG"), JPEGBaseline8Bit))
    place = content.index(b"\xfe\xff\x00\xe0", content.index(b"\xe0\x7f\x10\x00"))
    with pytest.raises(DamagedFileError, match="fragments"):
        values(content[:place] + b"\x01\x02\x03\x04" + content[place + 4 :])
