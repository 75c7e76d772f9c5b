"""Overlays lie where the file says (PS3.3 C.9.2 and C.9.3), and never cost the picture."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset, dcmread
from pydicom.uid import UID

from tests.imaging.dicom.making import SYNTAXES, dicom_of, opened, sample
from viewer.imaging import open_radiograph

PICTURE = np.arange(20, dtype=np.uint16).reshape(4, 5)
PLANE = np.array([[1, 0, 1], [0, 1, 0]], bool)


def packed(*planes: np.ndarray) -> bytes:
    data = np.packbits(np.stack(planes).ravel(), bitorder="little").tobytes()
    return data + b"\0" * (len(data) % 2)


def add_overlay(
    dataset: Dataset,
    *planes: np.ndarray,
    group: int = 0x6000,
    origin: tuple[int, ...] | None = (1, 1),
    elements: dict[int, tuple[str, object]] | None = None,
) -> Dataset:
    rows, columns = planes[0].shape
    own: dict[int, tuple[str, object]] = {
        0x0010: ("US", rows),
        0x0011: ("US", columns),
        0x0040: ("CS", "G"),
        0x0050: ("SS", list(origin) if origin else None),
        0x0100: ("US", 1),
        0x0102: ("US", 0),
        0x3000: ("OW", packed(*planes)),
    }
    for element, (vr, value) in (own | (elements or {})).items():
        if value is not None:
            dataset.add_new((group, element), vr, value)
    return dataset


def expected(points: list[tuple[int, int]]) -> np.ndarray:
    mask = np.zeros(PICTURE.shape, bool)
    for row, column in points:
        mask[row, column] = True
    return mask


@pytest.mark.parametrize("syntax", ["explicit", "implicit"])
def test_an_overlay_starts_at_the_first_pixel_and_has_words(syntax: str) -> None:
    texts = {0x0022: ("LO", "Marks of the technician"), 0x1500: ("LO", "Marks")}
    dataset = add_overlay(dicom_of(PICTURE), PLANE, elements=texts)
    (overlay,) = opened(dataset, syntax=SYNTAXES[syntax]).overlays
    np.testing.assert_array_equal(overlay.mask, expected([(0, 0), (0, 2), (1, 1)]))
    assert (overlay.label, overlay.description) == ("Marks", "Marks of the technician")


@pytest.mark.parametrize(
    ("origin", "points"),
    [
        ((2, 3), [(1, 2), (1, 4), (2, 3)]),
        ((0, 0), [(0, 0)]),
        ((1, 5), [(0, 4)]),
        ((4, -1), [(3, 0)]),
        (None, [(0, 0), (0, 2), (1, 1)]),
    ],
)
def test_an_overlay_is_laid_at_its_origin_even_off_the_picture(
    origin: tuple[int, int] | None, points: list[tuple[int, int]]
) -> None:
    (overlay,) = opened(add_overlay(dicom_of(PICTURE), PLANE, origin=origin)).overlays
    np.testing.assert_array_equal(overlay.mask, expected(points))


@pytest.mark.parametrize("origin", [(5, 1), (-1, 1), (1, 6), (1, -32768), (32767, 32767)])
def test_an_overlay_beyond_the_picture_shows_nothing(origin: tuple[int, int]) -> None:
    assert opened(add_overlay(dicom_of(PICTURE), PLANE, origin=origin)).overlays == ()


def test_an_overlay_larger_than_the_picture_is_cut() -> None:
    plane = np.ones((9, 9), bool)
    (overlay,) = opened(add_overlay(dicom_of(PICTURE), plane, origin=(-1, -1))).overlays
    assert overlay.mask.all()


def test_words_of_a_big_endian_overlay_are_turned_round() -> None:
    plane = np.arange(20).reshape(4, 5) % 3 == 0
    swapped = np.frombuffer(packed(plane), "<u2").astype(">u2").tobytes()
    dataset = add_overlay(
        dicom_of(PICTURE.astype(">u2")), plane, elements={0x3000: ("OW", swapped)}
    )
    (overlay,) = opened(dataset, syntax=SYNTAXES["big endian"]).overlays
    np.testing.assert_array_equal(overlay.mask, plane)


@pytest.mark.parametrize("syntax", SYNTAXES.values(), ids=SYNTAXES)
def test_an_overlay_in_the_unused_bits_of_the_pixels_is_found(syntax: UID | None) -> None:
    plane = PICTURE % 3 == 0
    order = ">" if syntax == SYNTAXES["big endian"] else "<"
    words = (PICTURE | plane.astype(np.uint16) << 14).astype(f"{order}u2")
    dataset = dicom_of(words, BitsStored=12, HighBit=11)
    add_overlay(
        dataset, plane, elements={0x0100: ("US", 16), 0x0102: ("US", 14), 0x3000: ("OW", None)}
    )
    radiograph = opened(dataset, syntax=syntax)
    (overlay,) = radiograph.overlays
    np.testing.assert_array_equal(overlay.mask, plane)
    np.testing.assert_array_equal(radiograph.pixels, PICTURE)


def test_bits_of_the_pixels_themselves_are_no_overlay() -> None:
    elements = {0x0100: ("US", 16), 0x0102: ("US", 3), 0x3000: ("OW", None)}
    assert opened(add_overlay(dicom_of(PICTURE), PLANE, elements=elements)).overlays == ()


def two_frames() -> Dataset:
    return dicom_of(np.stack([PICTURE, PICTURE]))


@pytest.mark.parametrize(
    ("frame", "points"), [(0, [(0, 0), (0, 2), (1, 1)]), (1, [(0, 1), (1, 0), (1, 2)])]
)
def test_frames_of_an_overlay_belong_to_those_of_the_picture(
    frame: int, points: list[tuple[int, int]]
) -> None:
    dataset = add_overlay(two_frames(), PLANE, ~PLANE, elements={0x0015: ("IS", "2")})
    (overlay,) = opened(dataset, frame).overlays
    np.testing.assert_array_equal(overlay.mask, expected(points))


def test_an_overlay_for_one_frame_is_not_on_the_others() -> None:
    elements = {0x0015: ("IS", "1"), 0x0051: ("US", 2)}
    dataset = add_overlay(two_frames(), PLANE, elements=elements)
    assert [len(opened(dataset, frame).overlays) for frame in (0, 1)] == [0, 1]


def test_an_overlay_that_names_no_frame_is_on_all() -> None:
    dataset = add_overlay(two_frames(), PLANE)
    assert [len(opened(dataset, frame).overlays) for frame in (0, 1)] == [1, 1]


def test_all_groups_of_overlays_are_read() -> None:
    dataset = dicom_of(PICTURE)
    for group in (0x6000, 0x6002, 0x601E):
        add_overlay(dataset, PLANE, group=group, elements={0x1500: ("LO", hex(group))})
    assert [it.label for it in opened(dataset).overlays] == ["0x6000", "0x6002", "0x601e"]


def test_no_more_overlays_are_kept_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viewer.imaging.dicom.overlays.MAX_OVERLAY_BYTES", 2 * PICTURE.size + 1)
    dataset = dicom_of(PICTURE)
    for group in (0x6000, 0x6002, 0x6004):
        add_overlay(dataset, PLANE, group=group, elements={0x1500: ("LO", hex(group))})
    assert [it.label for it in opened(dataset).overlays] == ["0x6000", "0x6002"]


@pytest.mark.parametrize(
    "broken",
    [
        {0x3000: ("OW", b"")},
        {0x0010: ("US", 65535), 0x0011: ("US", 65535)},
        {0x0011: ("US", None)},
        {0x0050: ("SS", [1])},
        {0x0015: ("IS", "-3")},
    ],
)
def test_a_broken_overlay_costs_neither_the_picture_nor_the_others(
    broken: dict[int, tuple[str, object]],
) -> None:
    dataset = add_overlay(dicom_of(PICTURE), PLANE, elements=broken)
    add_overlay(dataset, PLANE, group=0x6002, elements={0x1500: ("LO", "whole")})
    assert [overlay.label for overlay in opened(dataset).overlays] == ["whole"]


def test_a_real_overlay_is_as_pydicom_reads_it() -> None:
    path = sample("MR-SIEMENS-DICOM-WithOverlays.dcm")
    (overlay,) = open_radiograph(path).overlays
    np.testing.assert_array_equal(overlay.mask, dcmread(path).overlay_array(0x6000))


@settings(max_examples=30, deadline=None)
@given(frames=st.integers(1, 3), rows=st.integers(1, 9), columns=st.integers(1, 9), data=st.data())
def test_overlays_of_any_size_agree_with_pydicom(
    frames: int, rows: int, columns: int, data: st.DataObject
) -> None:
    frame = data.draw(st.integers(0, frames - 1))
    planes = np.random.default_rng(rows * columns).random((frames, rows, columns)) < 0.5
    planes[:, 0, 0] = True
    dataset = dicom_of(np.zeros((frames, rows, columns), np.uint16))
    add_overlay(dataset, *planes, elements={0x0015: ("IS", str(frames))})
    reference = dataset.overlay_array(0x6000).reshape(planes.shape)
    (overlay,) = opened(dataset, frame).overlays
    np.testing.assert_array_equal(overlay.mask, reference[frame])
