"""What a pixel measures, where that comes from, and what a length is worth (PS3.3 10.7)."""

import pytest

from tests.imaging.dicom.making import opened
from tests.imaging.samples import small_dicom
from viewer.imaging import Spacing, SpacingSource, length_between

SAME, OTHER = ["0.2", "0.3"], ["0.18", "0.27"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"PixelSpacing": SAME}, (0.2, 0.3, SpacingSource.PIXEL_SPACING)),
        ({"ImagerPixelSpacing": SAME}, (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING)),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": SAME},  # a mere copy
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": ["0.200", "0.300"]},
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": OTHER},
            (0.18, 0.27, SpacingSource.PIXEL_SPACING_CORRECTED),
        ),
        (
            {"ImagerPixelSpacing": ["0.1435", "0.1435"], "PixelSpacing": ["0.14350001", "0.1435"]},
            (0.1435, 0.1435, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": OTHER, "PixelSpacing": SAME},  # larger than its shadow
            (0.2, 0.3, SpacingSource.PIXEL_SPACING),
        ),
        (
            {
                "ImagerPixelSpacing": SAME,
                "PixelSpacing": SAME,
                "PixelSpacingCalibrationType": "GEOMETRY",
            },
            (0.2, 0.3, SpacingSource.CALIBRATED_GEOMETRY),
        ),
        (
            {"PixelSpacing": OTHER, "PixelSpacingCalibrationType": "FIDUCIAL"},
            (0.18, 0.27, SpacingSource.CALIBRATED_FIDUCIAL),
        ),
        (
            {"ImagerPixelSpacing": SAME, "EstimatedRadiographicMagnificationFactor": "1.25"},
            (0.16, 0.24, SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED),
        ),
        (
            {
                "ImagerPixelSpacing": SAME,
                "PixelSpacing": SAME,
                "EstimatedRadiographicMagnificationFactor": "1.25",
            },
            (0.16, 0.24, SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED),
        ),
        (
            {"ImagerPixelSpacing": SAME, "EstimatedRadiographicMagnificationFactor": "0.5"},
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        (
            {
                "ImagerPixelSpacing": SAME,
                "DistanceSourceToDetector": "1800",
                "DistanceSourceToPatient": "1700",
            },
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        ({"NominalScannedPixelSpacing": SAME}, (0.2, 0.3, SpacingSource.SCANNED)),
        (
            {"NominalScannedPixelSpacing": SAME, "PixelSpacing": SAME},
            (0.2, 0.3, SpacingSource.SCANNED),
        ),
        (
            {"ImagerPixelSpacing": SAME, "EstimatedRadiographicMagnificationFactor": "115"},
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "EstimatedRadiographicMagnificationFactor": "10"},
            (0.02, 0.03, SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": ["0.18", "0.3"]},
            (0.18, 0.3, SpacingSource.PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": ["0.2", "0.27"]},
            (0.2, 0.27, SpacingSource.PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": ["0.18", "0.4"]},
            (0.18, 0.4, SpacingSource.PIXEL_SPACING),
        ),
        (
            {"ImagerPixelSpacing": SAME, "PixelSpacing": ["0.2", "0.4"]},
            (0.2, 0.4, SpacingSource.PIXEL_SPACING),
        ),
        ({"PixelSpacing": ["1e-9", "1e-9"]}, None),
        ({"PixelSpacing": ["0.2", "1000"]}, None),
        ({"PixelSpacing": ["0.001", "10"]}, (0.001, 10, SpacingSource.PIXEL_SPACING)),
        (
            {"PixelSpacing": ["1000", "1000"], "ImagerPixelSpacing": SAME},
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        ({"PixelSpacing": ["0", "0"]}, None),
        ({"PixelSpacing": ["0.2", "-0.2"]}, None),
        ({"PixelSpacing": ["0.2"]}, None),
        (
            {"PixelSpacing": ["0", "0"], "ImagerPixelSpacing": SAME},
            (0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING),
        ),
        ({}, None),
    ],
)
def test_spacing_says_where_it_comes_from(
    attributes: dict[str, object], expected: tuple[float, float, SpacingSource] | None
) -> None:
    spacing = opened(small_dicom(**attributes)).spacing
    if expected is None:
        assert spacing is None
    else:
        assert spacing is not None
        assert (spacing.row_mm, spacing.column_mm) == pytest.approx(expected[:2])
        assert spacing.source is expected[2]


def test_a_spacing_of_unknown_representation_is_read() -> None:
    dataset = small_dicom()
    dataset.add_new("ImagerPixelSpacing", "UN", b"0.2\\0.3")
    spacing = opened(dataset).spacing
    assert spacing == Spacing(0.2, 0.3, SpacingSource.IMAGER_PIXEL_SPACING)


def test_a_calibration_keeps_what_the_file_says_of_it() -> None:
    spacing = opened(
        small_dicom(
            PixelSpacing=OTHER,
            PixelSpacingCalibrationType="FIDUCIAL",
            PixelSpacingCalibrationDescription="ball of 25 mm",
        )
    ).spacing
    assert spacing == Spacing(0.18, 0.27, SpacingSource.CALIBRATED_FIDUCIAL, "ball of 25 mm")


@pytest.mark.parametrize(
    ("attributes", "value", "unit", "worth"),
    [
        ({}, 5, "px", "pixels only"),
        ({"PixelAspectRatio": ["2", "1"]}, 73**0.5, "px", "pixels only"),
        ({"ImagerPixelSpacing": ["0.2", "0.2"]}, 1, "mm", "at the detector"),
        ({"PixelSpacing": ["0.2", "0.2"]}, 1, "mm", "by the file's pixel spacing"),
        ({"PixelSpacing": ["0.4", "0.2"]}, 0.2 * 73**0.5, "mm", "by the file's pixel spacing"),
        (
            {
                "ImagerPixelSpacing": ["0.2", "0.2"],
                "EstimatedRadiographicMagnificationFactor": "1.25",
            },
            0.8,
            "mm",
            "corrected for magnification",
        ),
        (
            {"PixelSpacing": ["0.2", "0.2"], "PixelSpacingCalibrationType": "FIDUCIAL"},
            1,
            "mm",
            "calibrated (fiducial)",
        ),
        (
            {"PixelSpacing": ["0.2", "0.2"], "PixelSpacingCalibrationType": "GEOMETRY"},
            1,
            "mm",
            "corrected for magnification (geometry)",
        ),
        ({"NominalScannedPixelSpacing": ["0.2", "0.2"]}, 1, "mm", "on the scanned film"),
    ],
)
def test_a_length_says_what_it_is_worth(
    attributes: dict[str, object], value: float, unit: str, worth: str
) -> None:
    length = length_between(opened(small_dicom(**attributes)), (1, 1), (5, 4))
    assert length.value == pytest.approx(value)
    assert (length.unit, length.worth) == (unit, worth)


@pytest.mark.parametrize("source", list(SpacingSource))
def test_every_source_has_a_worth(source: SpacingSource) -> None:
    assert source.worth


@pytest.mark.parametrize(
    ("attributes", "aspect"),
    [
        ({}, 1),
        ({"PixelAspectRatio": ["4", "3"]}, 4 / 3),
        ({"PixelAspectRatio": ["200", "200"]}, 1),
        ({"PixelSpacing": ["0.3", "0.2"]}, 1.5),
        ({"PixelSpacing": ["0.3", "0.2"], "PixelAspectRatio": ["1", "1"]}, 1.5),
        ({"PixelAspectRatio": ["0", "1"]}, 1),
        ({"PixelAspectRatio": ["1", "30000"]}, 1),
        ({"PixelAspectRatio": ["3"]}, 1),
    ],
)
def test_aspect_is_height_by_width(attributes: dict[str, object], aspect: float) -> None:
    assert opened(small_dicom(**attributes)).aspect == pytest.approx(aspect)
