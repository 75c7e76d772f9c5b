"""Windows and VOI LUTs: what a file offers (PS3.3 C.11.2), held against pydicom."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.pixels import apply_voi
from pydicom.uid import UID

from tests.imaging.dicom.making import (
    SYNTAXES,
    as_bytes,
    dicom_of,
    lut_item,
    opened,
    opened_bytes,
    sample,
)
from tests.imaging.samples import small_dicom
from viewer.imaging import Radiograph, VoiFunction, Window, open_radiograph
from viewer.imaging.windowing import apply_voi_lut, default_view


def looked_up(radiograph: Radiograph, index: int = 0) -> np.ndarray:
    return apply_voi_lut(radiograph.pixels.astype(np.float32), radiograph.voi_luts[index])


def test_each_window_of_the_file_is_offered_by_its_explanation() -> None:
    dataset = small_dicom(
        WindowCenter=["100", "200"],
        WindowWidth=["50", "60"],
        WindowCenterWidthExplanation=["LUNG", "BONE"],
        VOILUTFunction="SIGMOID",
    )
    assert opened(dataset).windows == (
        Window(100, 50, "LUNG", VoiFunction.SIGMOID),
        Window(200, 60, "BONE", VoiFunction.SIGMOID),
    )


def test_a_window_that_stands_twice_in_the_file_is_offered_once() -> None:
    dataset = small_dicom(WindowCenter=["01048", "001048"], WindowWidth=["1892", "01892"])
    assert opened(dataset).windows == (Window(1048, 1892),)


@pytest.mark.parametrize("function", ["", "linear", "NOVEL"])
def test_an_unknown_voi_function_is_the_linear_one(function: str) -> None:
    dataset = small_dicom(WindowCenter="5", WindowWidth="9", VOILUTFunction=function)
    assert opened(dataset).windows[0].function is VoiFunction.LINEAR


def with_texts(centre: str, width: str) -> bytes:
    """A file whose window is written in these characters, which pydicom would not write."""
    content = as_bytes(small_dicom(WindowCenter="12345678901", WindowWidth="10987654321"))
    for number, text in (("12345678901", centre), ("10987654321", width)):
        content = content.replace(number.encode(), text.ljust(len(number)).encode())
    return content


@pytest.mark.parametrize(
    ("centre", "width"),
    [("nan", "100"), ("100", "inf"), ("100", "0"), ("100", "-7"), ("x", "9"), ("1e300", "9")],
)
def test_an_unusable_window_is_no_view(centre: str, width: str) -> None:
    assert opened_bytes(with_texts(centre, width)).windows == ()


def test_one_unusable_window_costs_only_itself() -> None:
    windows = opened_bytes(with_texts("1\\oops\\3", "10\\20\\30")).windows
    assert [(window.centre, window.width) for window in windows] == [(1, 10), (3, 30)]


def test_a_decimal_comma_is_understood() -> None:
    assert opened_bytes(with_texts("100,5", "50")).windows == (Window(100.5, 50),)


@pytest.mark.parametrize("frame", [0, 1])
def test_each_frame_has_the_window_of_its_functional_group(frame: int) -> None:
    groups = []
    for centre in ("10", "20"):
        voi, group = Dataset(), Dataset()
        voi.WindowCenter, voi.WindowWidth = centre, "5"
        group.FrameVOILUTSequence = [voi]
        groups.append(group)
    dataset = dicom_of(np.zeros((2, 3, 4), np.uint16), PerFrameFunctionalGroupsSequence=groups)
    assert [window.centre for window in opened(dataset, frame).windows] == [(10, 20)[frame]]


def test_a_shared_functional_group_is_for_every_frame() -> None:
    voi, shared = Dataset(), Dataset()
    voi.WindowCenter, voi.WindowWidth = "7", "5"
    shared.FrameVOILUTSequence = [voi]
    dataset = dicom_of(np.zeros((2, 3, 4), np.uint16), SharedFunctionalGroupsSequence=[shared])
    assert opened(dataset, 1).windows == (Window(7, 5),)


def test_a_real_enhanced_object_brings_the_window_of_its_functional_group() -> None:
    radiograph = open_radiograph(sample("eCT_Supplemental.dcm"), frame=1)
    assert radiograph.windows == (Window(49, 102),)
    assert radiograph.pixels.min() == -1024
    assert radiograph.spacing is not None
    assert radiograph.spacing.row_mm == 0.388672


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_voi_luts_agree_with_pydicom(data: st.DataObject) -> None:
    bits = data.draw(st.sampled_from([8, 10, 12, 16]))
    length = data.draw(st.integers(2, 40))
    largest = 2**bits - 1
    entries = data.draw(st.lists(st.integers(0, largest), min_size=length, max_size=length))
    entries[0] = largest  # so that the bits announced are the bits used
    signed = data.draw(st.booleans())
    first = data.draw(st.integers(-20 if signed else 0, 20))
    stored = np.arange(-30 if signed else 0, 60, dtype=np.int16).reshape(1, -1)
    dataset = dicom_of(
        stored if signed else stored.astype(np.uint16),
        VOILUTSequence=[lut_item([length, first, bits], entries, "US", "SS" if signed else "US")],
    )
    expected = apply_voi(dataset.pixel_array, dataset) / largest
    np.testing.assert_allclose(looked_up(opened(dataset)), expected, atol=1e-6)


def test_a_real_voi_lut_agrees_with_pydicom() -> None:
    path = sample("vlut_04.dcm")
    dataset = dcmread(path)
    largest = 2 ** dataset.VOILUTSequence[0].LUTDescriptor[2] - 1
    expected = apply_voi(dataset.pixel_array, dataset) / largest
    np.testing.assert_allclose(looked_up(open_radiograph(path)), expected, atol=1e-6)


def test_every_voi_lut_of_the_sequence_is_offered_by_its_explanation() -> None:
    items = [lut_item([3, 0, 8], [0, 9, 255]), lut_item([3, 0, 8], [255, 9, 0])]
    items[0].LUTExplanation, items[1].LUTExplanation = "NORMAL", "HARD"
    luts = opened(small_dicom(VOILUTSequence=items)).voi_luts
    assert [lut.explanation for lut in luts] == ["NORMAL", "HARD"]
    np.testing.assert_allclose(luts[1].values, np.array([255, 9, 0]) / 255, atol=1e-6)


@pytest.mark.parametrize("syntax", SYNTAXES.values(), ids=SYNTAXES)
def test_words_of_a_table_are_in_the_order_of_the_file(syntax: UID | None) -> None:
    order = ">" if syntax == SYNTAXES["big endian"] else "<"
    data = np.array([0, 300, 1023], f"{order}u2").tobytes()
    stored = np.arange(12, dtype=f"{order}u2").reshape(4, 3)
    dataset = dicom_of(stored, VOILUTSequence=[lut_item([3, 2, 10], data, "OW")])
    lut = opened(dataset, syntax=syntax).voi_luts[0]
    np.testing.assert_allclose(lut.values, np.array([0, 300, 1023]) / 1023, atol=1e-6)


@pytest.mark.parametrize(
    ("data", "vr"),
    [
        (bytes([0, 85, 170, 255]), "OW"),  # packed two to a word
        (bytes([0, 0, 85, 0, 170, 0, 255, 0]), "OW"),  # each in a word of its own
        ([0 | 85 << 8, 170 | 255 << 8], "US"),
        ([0, 85, 170, 255], "US"),
    ],
)
def test_eight_bit_entries_are_found_packed_or_not(data: object, vr: str) -> None:
    lut = opened(small_dicom(VOILUTSequence=[lut_item([4, 0, 8], data, vr)])).voi_luts[0]
    np.testing.assert_allclose(lut.values, np.arange(4) / 3, atol=1e-6)


def test_packed_entries_of_a_big_endian_file_start_in_the_lower_half_of_a_word() -> None:
    item = lut_item([4, 0, 8], bytes([85, 0, 255, 170]), "OW")
    dataset = dicom_of(np.zeros((4, 3), ">u2"), VOILUTSequence=[item])
    lut = opened(dataset, syntax=SYNTAXES["big endian"]).voi_luts[0]
    np.testing.assert_allclose(lut.values, np.arange(4) / 3, atol=1e-6)


def test_a_table_that_announces_too_many_bits_is_not_shown_black() -> None:
    item = lut_item([3, 0, 16], [0, 2048, 4095])
    values = opened(small_dicom(VOILUTSequence=[item])).voi_luts[0].values
    np.testing.assert_allclose(values, np.array([0, 2048, 4095]) / 4095, atol=1e-6)


def test_a_table_of_65536_entries_says_zero() -> None:
    item = lut_item([0, 0, 16], np.arange(65536, dtype="<u2").tobytes(), "OW")
    assert len(opened(small_dicom(VOILUTSequence=[item])).voi_luts[0].values) == 65536


@pytest.mark.parametrize("descriptor", [[3, 0, 0], [9, 0, 16], [3, 0]])
def test_an_unusable_voi_lut_is_no_view(descriptor: list[int]) -> None:
    items = [lut_item(descriptor, [0, 1, 2]), lut_item([2, 0, 8], [0, 255])]
    assert len(opened(small_dicom(VOILUTSequence=items)).voi_luts) == 1


def test_a_voi_lut_behind_a_negative_rescale_starts_below_zero() -> None:
    item = lut_item([3, 2**16 - 4, 8], [0, 9, 255])
    dataset = small_dicom(VOILUTSequence=[item], RescaleSlope="1", RescaleIntercept="-10")
    assert opened(dataset).voi_luts[0].first == -4


@pytest.mark.parametrize(("intercept", "first"), [("0", -4), ("65535", 65532)])
def test_a_voi_lut_behind_a_falling_rescale_starts_where_its_values_are(
    intercept: str, first: int
) -> None:
    item = lut_item([3, -4, 8], [0, 9, 255], "US", "SS")
    dataset = small_dicom(
        BitsStored=16, RescaleSlope="-1", RescaleIntercept=intercept, VOILUTSequence=[item]
    )
    assert opened(dataset).voi_luts[0].first == first


def test_the_voi_lut_comes_before_the_window() -> None:
    dataset = small_dicom(
        VOILUTSequence=[lut_item([2, 0, 8], [0, 255])], WindowCenter="5", WindowWidth="9"
    )
    radiograph = opened(dataset)
    assert default_view(radiograph) is radiograph.voi_luts[0]
    assert radiograph.windows == (Window(5, 9),)


def test_few_stored_bits_without_a_window_are_shown_over_their_whole_range() -> None:
    stored = np.array([[0, 1], [2, 3]], np.uint8)
    view = default_view(opened(dicom_of(stored, BitsStored=2, HighBit=1)))
    assert isinstance(view, Window)
    assert (view.centre - view.width / 2, view.centre + view.width / 2) == (0, 3)
