"""The modality LUT and the rescale agree with pydicom and with PS3.3 C.11.1."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.pixels import apply_modality_lut

from tests.imaging.dicom.making import dicom_of, lut_item, opened, sample
from tests.imaging.samples import small_dicom
from viewer.errors import DamagedFileError
from viewer.imaging import open_radiograph


@settings(max_examples=60, deadline=None)
@given(
    slope=st.sampled_from([1, 2, -1, 0.5, 3.774114, -0.25, 1e-4]),
    intercept=st.sampled_from([0, -1024, 0.000061, 32768, -1e6]),
    signed=st.booleans(),
)
def test_rescale_agrees_with_pydicom(slope: float, intercept: float, signed: bool) -> None:
    stored = np.array([[0, 1, 77], [-5, 32767, -32768]], np.int16)
    stored = stored if signed else stored.view(np.uint16)
    dataset = dicom_of(stored, RescaleSlope=str(slope), RescaleIntercept=str(intercept))
    expected = apply_modality_lut(stored, dataset)
    np.testing.assert_allclose(opened(dataset).pixels, expected, rtol=2e-7, atol=abs(slope) / 100)


@pytest.mark.parametrize(
    ("slope", "intercept", "kind"),
    [("1", "-1024", "i"), ("2", "7", "i"), ("-1", "4095", "i"), ("0.5", "0", "f"), ("1", "0", "u")],
)
def test_integers_stay_integers_where_that_is_exact(slope: str, intercept: str, kind: str) -> None:
    pixels = opened(small_dicom(RescaleSlope=slope, RescaleIntercept=intercept)).pixels
    assert pixels.dtype.kind == kind


def test_a_rescale_beyond_integers_is_not_wrapped_round() -> None:
    pixels = opened(small_dicom(RescaleSlope="1e9", RescaleIntercept="0")).pixels
    np.testing.assert_allclose(pixels.ravel(), np.arange(12) * 1e9)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"RescaleIntercept": "-5"}, -5),  # without a slope, as some films' digitisers write it
        ({"RescaleSlope": "0", "RescaleIntercept": "3"}, 3),
        ({"RescaleSlope": ["2", "9"], "RescaleIntercept": "1"}, 1),
    ],
)
def test_an_odd_rescale_counts_as_far_as_it_makes_sense(
    attributes: dict[str, object], expected: int
) -> None:
    assert opened(small_dicom(**attributes)).pixels[0, 0] == expected


LUT_PIXELS = np.array([[-3, -2, -1], [0, 1, 30000]], np.int16)


@pytest.mark.parametrize("descriptor_vr", ["SS", "US"])
def test_a_table_starts_at_a_signed_first_value_whatever_its_type(descriptor_vr: str) -> None:
    first = -2 if descriptor_vr == "SS" else 2**16 - 2
    item = lut_item([3, first, 16], [10, 20, 60000], "US", descriptor_vr)
    pixels = opened(dicom_of(LUT_PIXELS, ModalityLUTSequence=[item])).pixels
    np.testing.assert_array_equal(pixels, [[10, 10, 20], [60000, 60000, 60000]])


def test_a_table_of_unsigned_values_starts_above_zero_whatever_its_type() -> None:
    item = lut_item([3, 40000 - 2**16, 16], [10, 20, 60000], "US", "SS")
    stored = np.array([[39999, 40000, 40001, 40002]], np.uint16)
    pixels = opened(dicom_of(stored, ModalityLUTSequence=[item])).pixels
    np.testing.assert_array_equal(pixels, [[10, 10, 20, 60000]])


@pytest.mark.parametrize("signed", [True, False])
def test_a_table_agrees_with_pydicom(signed: bool) -> None:
    stored = np.arange(-8, 8, dtype=np.int16).reshape(4, 4)
    stored = stored if signed else stored + np.int16(8)
    item = lut_item([6, -3 if signed else 4, 16], [9, 8, 500, 7, 65535, 3], "US", "SS")
    dataset = dicom_of(stored, ModalityLUTSequence=[item])
    np.testing.assert_array_equal(opened(dataset).pixels, apply_modality_lut(stored, dataset))


def test_a_real_table_agrees_with_pydicom() -> None:
    path = sample("mlut_18.dcm")
    dataset = dcmread(path)
    np.testing.assert_array_equal(
        open_radiograph(path).pixels, apply_modality_lut(dataset.pixel_array, dataset)
    )


def test_a_table_comes_before_a_rescale() -> None:
    dataset = small_dicom(
        ModalityLUTSequence=[lut_item([12, 0, 16], list(range(100, 112)))],
        RescaleSlope="2",
        RescaleIntercept="0",
    )
    np.testing.assert_array_equal(opened(dataset).pixels.ravel(), np.arange(100, 112))


def test_an_empty_table_sequence_leaves_the_rescale() -> None:
    dataset = small_dicom(ModalityLUTSequence=[], RescaleSlope="2", RescaleIntercept="0")
    np.testing.assert_array_equal(opened(dataset).pixels.ravel(), np.arange(12) * 2)


def test_a_damaged_table_is_no_reason_to_show_other_values() -> None:
    with pytest.raises(DamagedFileError, match="modality LUT"):
        opened(small_dicom(ModalityLUTSequence=[lut_item([12, 0, 16], [1, 2, 3])]))


def test_each_frame_has_the_rescale_of_its_functional_group() -> None:
    groups = []
    for intercept in ("10", "20"):
        transformation, group = Dataset(), Dataset()
        transformation.RescaleSlope, transformation.RescaleIntercept = "1", intercept
        group.PixelValueTransformationSequence = [transformation]
        groups.append(group)
    dataset = dicom_of(np.zeros((2, 3, 4), np.uint16), PerFrameFunctionalGroupsSequence=groups)
    assert [opened(dataset, frame).pixels[0, 0] for frame in (0, 1)] == [10, 20]
