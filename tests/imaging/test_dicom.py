"""A DICOM object gives its values, views, spacing and header."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset, dcmread

from tests.data import (
    CHEST_DICOM,
    CHEST_DICOM_JPEG2000,
    DICOM,
    EXTREMITY_DICOM,
    needs_dicom,
)
from tests.imaging.samples import save, small_dicom
from viewer.errors import (
    DecoderMissingError,
    HilumError,
    NoPixelsError,
)
from viewer.imaging import Photometric, SpacingSource, VoiFunction, open_radiograph


def test_chest_dicom_gives_its_stored_values_window_and_header() -> None:
    radiograph = open_radiograph(CHEST_DICOM)
    stored = dcmread(CHEST_DICOM).pixel_array
    np.testing.assert_array_equal(radiograph.pixels, stored)
    assert radiograph.photometric is Photometric.MONOCHROME1
    assert (radiograph.windows[0].centre, radiograph.windows[0].width) == (15000, 30000)
    assert (radiograph.header.modality, radiograph.header.view_position) == ("CR", "PA")
    assert radiograph.header.body_part == "CHEST"


def test_lossless_jpeg2000_holds_the_same_values_as_uncompressed() -> None:
    np.testing.assert_array_equal(
        open_radiograph(CHEST_DICOM_JPEG2000).pixels, open_radiograph(CHEST_DICOM).pixels
    )


@needs_dicom
@pytest.mark.parametrize("syntax", ["J2KR", "JLSL", "JPLL", "RLE"])
def test_every_lossless_transfer_syntax_gives_the_same_values(syntax: str) -> None:
    folder = DICOM / "nema-wg04-RG"
    np.testing.assert_array_equal(
        open_radiograph(folder / f"RG3_{syntax}.dcm").pixels,
        open_radiograph(folder / "RG3_UNC.dcm").pixels,
    )


@needs_dicom
def test_twelve_bit_jpeg_says_which_decoder_is_missing() -> None:
    with pytest.raises(DecoderMissingError, match="JPEG Extended") as caught:
        open_radiograph(DICOM / "nema-wg04-RG" / "RG3_JPLY.dcm")
    assert "jpeg12" in caught.value.hint


@needs_dicom
def test_dicom_without_pixels_is_told_from_a_damaged_one() -> None:
    with pytest.raises(NoPixelsError):
        open_radiograph(DICOM / "orthanc-tests" / "Issue56-NoPixelData.dcm")


def test_pixels_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        open_radiograph(EXTREMITY_DICOM).pixels[0, 0] = 1


def test_rescale_makes_modality_values(tmp_path: Path) -> None:
    whole = save(small_dicom(RescaleSlope="1", RescaleIntercept="-5"), tmp_path / "whole.dcm")
    half = save(small_dicom(RescaleSlope="0.5", RescaleIntercept="1"), tmp_path / "half.dcm")
    pixels = open_radiograph(whole).pixels
    assert np.issubdtype(pixels.dtype, np.integer)
    np.testing.assert_array_equal(pixels.ravel(), np.arange(12) - 5)
    np.testing.assert_allclose(open_radiograph(half).pixels.ravel(), np.arange(12) / 2 + 1)


@pytest.mark.parametrize(
    ("interpretation", "shape", "expected"),
    [
        ("MONOCHROME1", "INVERSE", Photometric.MONOCHROME1),
        ("MONOCHROME2", "IDENTITY", Photometric.MONOCHROME2),
        ("MONOCHROME1", "IDENTITY", Photometric.MONOCHROME1),
        ("MONOCHROME2", "INVERSE", Photometric.MONOCHROME1),
        ("MONOCHROME1", "", Photometric.MONOCHROME1),
    ],
)
def test_interpretation_and_lut_shape_invert_once(
    tmp_path: Path, interpretation: str, shape: str, expected: Photometric
) -> None:
    dataset = small_dicom(PhotometricInterpretation=interpretation, PresentationLUTShape=shape)
    assert open_radiograph(save(dataset, tmp_path / "x.dcm")).photometric is expected


def voi_lut_item(descriptor: list[int], data: object, vr: str) -> Dataset:
    item = Dataset()
    item.LUTDescriptor, item.LUTData = descriptor, data
    item["LUTDescriptor"].VR, item["LUTData"].VR = "US", vr
    return item


def test_packed_eight_bit_voi_lut_keeps_its_entries(tmp_path: Path) -> None:
    item = voi_lut_item([4, 0, 8], bytes([0, 85, 170, 255]), "OW")
    opened = open_radiograph(save(small_dicom(VOILUTSequence=[item]), tmp_path / "l.dcm"))
    np.testing.assert_allclose(opened.voi_luts[0].values, np.arange(4) / 3, atol=1e-6)


@pytest.mark.parametrize("descriptor", [[3, 0, 0], [9, 0, 16]])
def test_unusable_voi_lut_is_no_view(tmp_path: Path, descriptor: list[int]) -> None:
    item = voi_lut_item(descriptor, [0, 1, 2], "US")
    opened = open_radiograph(save(small_dicom(VOILUTSequence=[item]), tmp_path / "l.dcm"))
    assert opened.voi_luts == ()


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(("centre", "width"), [("nan", "100"), ("100", "inf"), ("100", "0")])
def test_unusable_window_is_no_view(tmp_path: Path, centre: str, width: str) -> None:
    content = save(
        small_dicom(WindowCenter="1234567", WindowWidth="7654321"), tmp_path / "w.dcm"
    ).read_bytes()
    for number, text in (("1234567", centre), ("7654321", width)):
        content = content.replace(number.encode(), text.ljust(7).encode())
    (tmp_path / "w.dcm").write_bytes(content)
    assert open_radiograph(tmp_path / "w.dcm").windows == ()


@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
def test_damaged_bytes_are_an_error_of_the_world_and_no_bug(tmp_path: Path) -> None:
    dataset = small_dicom(
        WindowCenter="5",
        WindowWidth="10",
        ImagerPixelSpacing=[0.2, 0.2],
        PatientAge="004Y",
        VOILUTSequence=[voi_lut_item([3, 0, 10], [0, 1, 2], "US")],
    )
    sound = save(dataset, tmp_path / "sound.dcm").read_bytes()
    random = np.random.default_rng(6)
    path = tmp_path / "flipped.dcm"
    refused = 0
    for _ in range(500):
        content = bytearray(sound)
        content[random.integers(132, len(content))] = random.integers(0, 256)
        path.write_bytes(content)
        try:
            open_radiograph(path)
        except HilumError:
            refused += 1
    assert 0 < refused < 500


def test_each_window_of_the_file_is_offered_by_its_explanation(tmp_path: Path) -> None:
    path = save(
        small_dicom(
            WindowCenter=["100", "200"],
            WindowWidth=["50", "60"],
            WindowCenterWidthExplanation=["LUNG", "BONE"],
            VOILUTFunction="SIGMOID",
        ),
        tmp_path / "windows.dcm",
    )
    windows = open_radiograph(path).windows
    assert [(w.centre, w.width, w.explanation) for w in windows] == [
        (100, 50, "LUNG"),
        (200, 60, "BONE"),
    ]
    assert {w.function for w in windows} == {VoiFunction.SIGMOID}


def test_voi_lut_is_scaled_to_its_bits(tmp_path: Path) -> None:
    item = Dataset()
    item.LUTDescriptor = [3, 2, 10]
    item.LUTData = [0, 512, 1023]
    item.LUTExplanation = "NORMAL"
    item["LUTDescriptor"].VR, item["LUTData"].VR = "US", "US"
    lut = open_radiograph(save(small_dicom(VOILUTSequence=[item]), tmp_path / "l.dcm")).voi_luts[0]
    assert (lut.first, lut.explanation) == (2, "NORMAL")
    np.testing.assert_allclose(lut.values, np.array([0, 512, 1023]) / 1023, atol=1e-6)


@pytest.mark.parametrize(
    ("attributes", "row_mm", "source"),
    [
        ({"PixelSpacing": [0.2, 0.3]}, 0.2, SpacingSource.PIXEL_SPACING),
        ({"ImagerPixelSpacing": [0.15, 0.15]}, 0.15, SpacingSource.IMAGER_PIXEL_SPACING),
        (
            {"ImagerPixelSpacing": [0.15, 0.15], "PixelSpacing": [0.15, 0.15]},
            0.15,
            SpacingSource.IMAGER_PIXEL_SPACING,
        ),
        (
            {"ImagerPixelSpacing": [0.15, 0.15], "EstimatedRadiographicMagnificationFactor": 1.2},
            0.125,
            SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED,
        ),
    ],
)
def test_spacing_says_where_it_comes_from(
    tmp_path: Path, attributes: dict[str, object], row_mm: float, source: SpacingSource
) -> None:
    spacing = open_radiograph(save(small_dicom(**attributes), tmp_path / "s.dcm")).spacing
    assert spacing is not None
    assert spacing.row_mm == pytest.approx(row_mm)
    assert spacing.source is source


@pytest.mark.parametrize(
    ("attributes", "years"),
    [
        ({"PatientAge": "004Y"}, 4),
        ({"PatientAge": "018M"}, 1.5),
        ({"PatientBirthDate": "20200301", "StudyDate": "20230301"}, 3),
        ({"PatientAge": "ABCY"}, None),
        ({"PatientBirthDate": "20240301", "StudyDate": "20230301"}, None),
    ],
)
def test_age_comes_from_the_age_or_the_two_dates(
    tmp_path: Path, attributes: dict[str, object], years: float | None
) -> None:
    path = save(small_dicom(**attributes), tmp_path / "a.dcm")
    age = open_radiograph(path).header.age_years
    assert age == (None if years is None else pytest.approx(years, abs=0.01))
