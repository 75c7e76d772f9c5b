"""Shutters hide what lies outside of them (PS3.3 C.7.6.11 and C.7.6.15)."""

import numpy as np
import pytest
from pydicom import Dataset

from tests.imaging.dicom.making import dicom_of, opened
from tests.imaging.dicom.test_overlays import add_overlay
from viewer.imaging import Shutter

PICTURE = np.zeros((40, 60), np.uint16)
RECTANGLE = {
    "ShutterShape": "RECTANGULAR",
    "ShutterLeftVerticalEdge": "11",
    "ShutterRightVerticalEdge": "20",
    "ShutterUpperHorizontalEdge": "5",
    "ShutterLowerHorizontalEdge": "8",
}
CIRCLE = {
    "ShutterShape": "CIRCULAR",
    "CenterOfCircularShutter": ["10", "30"],
    "RadiusOfCircularShutter": "6",
}
TRIANGLE = {
    "ShutterShape": "POLYGONAL",
    "VerticesOfThePolygonalShutter": ["1", "1", "1", "50", "30", "1"],
}


def shutter_of(**attributes: object) -> Shutter | None:
    return opened(dicom_of(PICTURE, **attributes)).shutter


def open_part(shutter: Shutter | None) -> np.ndarray:
    assert shutter is not None
    return ~shutter.mask


def test_a_rectangle_shows_the_pixels_on_its_edges() -> None:
    expected = np.zeros(PICTURE.shape, bool)
    expected[4:8, 10:20] = True
    np.testing.assert_array_equal(open_part(shutter_of(**RECTANGLE)), expected)


def test_a_circle_is_centred_by_row_and_column() -> None:
    shown = open_part(shutter_of(**CIRCLE))
    rows, columns = np.nonzero(shown)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (3, 15, 23, 35)
    assert shown.sum() == pytest.approx(np.pi * 36, rel=0.05)


def test_a_circle_is_round_where_pixels_are_not_square() -> None:
    rows, columns = np.nonzero(open_part(shutter_of(PixelAspectRatio=["2", "1"], **CIRCLE)))
    assert (rows.max() - rows.min(), columns.max() - columns.min()) == (6, 12)


def test_a_polygon_is_given_row_before_column() -> None:
    shown = open_part(shutter_of(**TRIANGLE))
    assert (shown[0, 45], shown[0, 49], shown[28, 0]) == (True, True, True)
    assert not shown[20, 45]
    assert not shown[35, 0]


def test_several_shapes_leave_what_all_leave() -> None:
    both = RECTANGLE | CIRCLE | {"ShutterShape": ["RECTANGULAR", "CIRCULAR"]}
    both["ShutterRightVerticalEdge"] = "30"
    np.testing.assert_array_equal(
        open_part(shutter_of(**both)),
        open_part(shutter_of(**RECTANGLE | {"ShutterRightVerticalEdge": "30"}))
        & open_part(shutter_of(**CIRCLE)),
    )


def test_a_bitmap_hides_where_its_overlay_is_set_and_is_no_overlay() -> None:
    hidden = np.zeros(PICTURE.shape, bool)
    hidden[:7] = True
    dataset = dicom_of(PICTURE, ShutterShape="BITMAP", ShutterOverlayGroup=0x6002)
    add_overlay(dataset, hidden, group=0x6002)
    add_overlay(dataset, ~hidden, elements={0x1500: ("LO", "marks")})
    radiograph = opened(dataset)
    assert radiograph.shutter is not None
    np.testing.assert_array_equal(radiograph.shutter.mask, hidden)
    assert [overlay.label for overlay in radiograph.overlays] == ["marks"]


@pytest.mark.parametrize(
    ("attributes", "grey"),
    [
        ({}, 0.0),
        ({"ShutterPresentationValue": 0}, 0.0),
        ({"ShutterPresentationValue": 65535}, 1.0),
        ({"ShutterPresentationValue": 13107}, 0.2),
        ({"ShutterPresentationColorCIELabValue": [65535, 32896, 32896]}, 1.0),
        (
            {
                "ShutterPresentationValue": 0,
                "ShutterPresentationColorCIELabValue": [65535, 32896, 32896],
            },
            0.0,
        ),
    ],
)
def test_the_hidden_part_has_the_grey_that_the_file_asks_for(
    attributes: dict[str, object], grey: float
) -> None:
    shutter = shutter_of(**RECTANGLE, **attributes)
    assert shutter is not None
    assert shutter.grey == pytest.approx(grey)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"ShutterShape": "OVAL"},
        {"ShutterShape": "RECTANGULAR"},
        CIRCLE | {"RadiusOfCircularShutter": "0"},
        CIRCLE | {"CenterOfCircularShutter": ["10"]},
        TRIANGLE | {"VerticesOfThePolygonalShutter": ["1", "1", "5", "5", "9"]},
        TRIANGLE | {"VerticesOfThePolygonalShutter": ["1", "1", "1", "2147483647", "30", "1"]},
        RECTANGLE | {"ShutterLeftVerticalEdge": "50", "ShutterRightVerticalEdge": "40"},
        RECTANGLE
        | {
            "ShutterLeftVerticalEdge": "1",
            "ShutterRightVerticalEdge": "60",
            "ShutterUpperHorizontalEdge": "1",
            "ShutterLowerHorizontalEdge": "40",
        },
        {"ShutterShape": "BITMAP", "ShutterOverlayGroup": 0x6004},
        {"ShutterShape": "BITMAP"},
    ],
)
def test_a_shutter_that_hides_nothing_or_everything_is_none(attributes: dict[str, object]) -> None:
    assert shutter_of(**attributes) is None


def test_a_broken_shape_costs_only_itself() -> None:
    both = CIRCLE | {"ShutterShape": ["RECTANGULAR", "CIRCULAR"]}
    np.testing.assert_array_equal(open_part(shutter_of(**both)), open_part(shutter_of(**CIRCLE)))


def test_each_frame_has_the_shutter_of_its_functional_group() -> None:
    item, group = Dataset(), Dataset()
    for keyword, value in RECTANGLE.items():
        setattr(item, keyword, value)
    group.FrameDisplayShutterSequence = [item]
    dataset = dicom_of(
        np.stack([PICTURE, PICTURE]), PerFrameFunctionalGroupsSequence=[Dataset(), group]
    )
    assert opened(dataset, 0).shutter is None
    assert opened(dataset, 1).shutter is not None
