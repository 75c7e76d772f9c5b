"""Colour for the screen, and its luma for the network (PS3.3 C.7.6.3)."""

import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pydicom.pixels import apply_color_lut
from pydicom.uid import UID, ImplicitVRLittleEndian

from tests.imaging.dicom.making import SYNTAXES, colour_dicom, dicom_of, opened, sample
from viewer.errors import DamagedFileError
from viewer.imaging import Photometric, open_radiograph

RGB = np.random.default_rng(7).integers(0, 256, (5, 4, 3), np.uint8)


def luma(rgb: np.ndarray) -> np.ndarray:
    return np.rint(rgb.astype(float) @ (0.299, 0.587, 0.114))


def test_colour_is_kept_and_its_luma_is_the_pixels() -> None:
    radiograph = opened(colour_dicom(RGB))
    np.testing.assert_array_equal(radiograph.colour, RGB)
    np.testing.assert_array_equal(radiograph.pixels, luma(RGB))
    assert radiograph.photometric is Photometric.MONOCHROME2


def test_three_equal_planes_are_grey() -> None:
    grey = np.repeat(RGB[..., :1], 3, axis=2)
    radiograph = opened(colour_dicom(grey))
    assert radiograph.colour is None
    np.testing.assert_array_equal(radiograph.pixels, grey[..., 0])


def test_planes_may_follow_each_other() -> None:
    dataset = colour_dicom(RGB, PlanarConfiguration=1)
    dataset.PixelData = np.moveaxis(RGB, 2, 0).tobytes()
    np.testing.assert_array_equal(opened(dataset).colour, RGB)


def test_sixteen_bit_colour_is_reduced_for_the_screen() -> None:
    wide = RGB.astype(np.uint16) * 257
    radiograph = opened(colour_dicom(wide))
    np.testing.assert_array_equal(radiograph.colour, RGB)
    np.testing.assert_allclose(radiograph.pixels, luma(wide), atol=1)


def test_a_window_means_nothing_in_colour() -> None:
    windows = opened(colour_dicom(RGB, WindowCenter="40", WindowWidth="400")).windows
    assert [window.explanation for window in windows] == ["as stored"]


@pytest.mark.parametrize(
    "name",
    [
        "SC_rgb.dcm",
        "SC_rgb_16bit.dcm",
        "SC_ybr_full_uncompressed.dcm",
        "SC_rgb_expb.dcm",
        "SC_rgb_dcmtk_ebcynp_dcmd.dcm",
        "color-pl.dcm",
        "US1_UNCI.dcm",
    ],
)
def test_real_colour_is_as_pydicom_reads_it(name: str) -> None:
    expected = dcmread(sample(name)).pixel_array
    colour = open_radiograph(sample(name)).colour
    reduced = expected // 257 if expected.dtype == np.uint16 else expected
    np.testing.assert_allclose(colour, reduced.astype(int), atol=1)


def with_palette(dataset: Dataset, descriptor: list[int], planes: list[np.ndarray]) -> Dataset:
    dataset.PhotometricInterpretation = "PALETTE COLOR"
    for primary, plane in zip(("Red", "Green", "Blue"), planes, strict=True):
        keyword = f"{primary}PaletteColorLookupTable"
        setattr(dataset, f"{keyword}Descriptor", descriptor)
        dataset[f"{keyword}Descriptor"].VR = "US"
        setattr(dataset, f"{keyword}Data", plane.tobytes())
        dataset[f"{keyword}Data"].VR = "OW"
    return dataset


INDICES = np.array([[0, 1, 2], [3, 4, 200]], np.uint8)
EIGHT_BIT = [np.array(plane, np.uint8) for plane in ([9, 8, 7, 6], [0, 255, 3, 1], [5, 5, 5, 5])]


def test_an_eight_bit_palette_is_looked_up() -> None:
    radiograph = opened(with_palette(dicom_of(INDICES), [4, 1, 8], EIGHT_BIT))
    assert radiograph.colour is not None
    np.testing.assert_array_equal(radiograph.colour[0], [[9, 0, 5], [9, 0, 5], [8, 255, 5]])
    np.testing.assert_array_equal(radiograph.colour[1], [[7, 3, 5], [6, 1, 5], [6, 1, 5]])


@pytest.mark.parametrize("syntax", SYNTAXES.values(), ids=SYNTAXES)
def test_a_sixteen_bit_palette_is_looked_up(syntax: UID | None) -> None:
    order = ">" if syntax == SYNTAXES["big endian"] else "<"
    planes = [(plane.astype(np.uint16) * 257).astype(f"{order}u2") for plane in EIGHT_BIT]
    dataset = with_palette(dicom_of(INDICES), [4, 1, 16], planes)
    radiograph = opened(dataset, syntax=syntax)
    assert radiograph.colour is not None
    np.testing.assert_array_equal(radiograph.colour[1], [[7, 3, 5], [6, 1, 5], [6, 1, 5]])


def test_a_palette_of_more_entries_than_bytes_can_count_is_looked_up() -> None:
    planes = [np.arange(512, dtype=np.uint16).astype(np.uint8) for _ in range(3)]
    planes[2][300] = 77
    dataset = with_palette(dicom_of(np.array([[300, 511]], np.uint16)), [512, 0, 8], planes)
    radiograph = opened(dataset)
    assert radiograph.colour is not None
    np.testing.assert_array_equal(radiograph.colour[0], [[44, 44, 77], [255, 255, 255]])


def test_a_grey_palette_gives_a_grey_picture() -> None:
    planes = [np.array([0, 100, 200, 255], np.uint8)] * 3
    radiograph = opened(with_palette(dicom_of(INDICES), [4, 0, 8], planes))
    assert radiograph.colour is None
    np.testing.assert_array_equal(radiograph.pixels, [[0, 100, 200], [255, 255, 255]])


def test_a_missing_palette_is_damage() -> None:
    with pytest.raises(DamagedFileError, match="palette"):
        opened(dicom_of(INDICES, PhotometricInterpretation="PALETTE COLOR"))


def test_a_segmented_palette_is_expanded_as_pydicom_does() -> None:
    dataset = dicom_of(INDICES, PhotometricInterpretation="PALETTE COLOR")
    segments = np.array([0, 1, 10, 1, 3, 250], np.uint8).tobytes()  # 10, then a line to 250
    for primary in ("Red", "Green", "Blue"):
        setattr(dataset, f"{primary}PaletteColorLookupTableDescriptor", [4, 0, 8])
        dataset[f"{primary}PaletteColorLookupTableDescriptor"].VR = "US"
        setattr(dataset, f"Segmented{primary}PaletteColorLookupTableData", segments)
    expected = apply_color_lut(INDICES, dataset)
    np.testing.assert_array_equal(opened(dataset).pixels, expected[..., 0])


@pytest.mark.parametrize("name", ["OT-PAL-8-face.dcm", "OBXXXX1A.dcm", "gdcm-US-ALOKA-16.dcm"])
def test_a_real_palette_is_looked_up_as_pydicom_does(name: str) -> None:
    dataset = dcmread(sample(name), force=True)
    if "TransferSyntaxUID" not in dataset.file_meta:
        dataset.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian
    expected = apply_color_lut(dataset.pixel_array, dataset).astype(float)
    expected *= 255 / (2 ** dataset.RedPaletteColorLookupTableDescriptor[2] - 1)
    np.testing.assert_allclose(open_radiograph(sample(name)).colour, expected, atol=1)


def test_a_big_endian_palette_is_that_of_its_little_endian_twin() -> None:
    twins = [open_radiograph(sample(f"gdcm-US-ALOKA-16{end}.dcm")).colour for end in ("", "_big")]
    np.testing.assert_array_equal(twins[0], twins[1])
