"""Polarity: turned round exactly once, or not at all (PS3.3 C.7.6.3.1.2 and C.8.11.3)."""

import numpy as np
import pytest

from tests.data import DICOM, needs_dicom
from tests.imaging.dicom.making import colour_dicom, dicom_of, opened
from tests.imaging.samples import small_dicom
from viewer.imaging import Photometric, Radiograph, open_radiograph
from viewer.imaging.windowing import default_view, display_grey


def shown(radiograph: Radiograph) -> np.ndarray:
    return display_grey(
        radiograph.pixels.astype(np.float32),
        default_view(radiograph),
        radiograph.photometric is Photometric.MONOCHROME1,
    )


@pytest.mark.parametrize(
    ("interpretation", "shape", "expected"),
    [
        ("MONOCHROME1", "INVERSE", Photometric.MONOCHROME1),
        ("MONOCHROME2", "IDENTITY", Photometric.MONOCHROME2),
        ("MONOCHROME1", "IDENTITY", Photometric.MONOCHROME1),
        ("MONOCHROME2", "INVERSE", Photometric.MONOCHROME1),
        ("MONOCHROME1", "", Photometric.MONOCHROME1),
        ("MONOCHROME2", "", Photometric.MONOCHROME2),
        ("monochrome1 ", "", Photometric.MONOCHROME1),
        ("Monochrome2", "inverse", Photometric.MONOCHROME1),
    ],
)
def test_interpretation_and_lut_shape_invert_once(
    interpretation: str, shape: str, expected: Photometric
) -> None:
    dataset = small_dicom(PhotometricInterpretation=interpretation, PresentationLUTShape=shape)
    assert opened(dataset).photometric is expected


@pytest.mark.parametrize("kind", [np.int16, np.uint16])
def test_inverse_shows_the_smallest_value_white_signed_or_not(kind: type) -> None:
    stored = np.arange(-100, 100, dtype=np.int16).reshape(10, 20)
    stored = stored if kind is np.int16 else (stored + np.int16(100)).astype(np.uint16)
    window = {"WindowCenter": str(stored.mean()), "WindowWidth": "200", "VOILUTFunction": "SIGMOID"}
    plain, inverse = (
        shown(opened(dicom_of(stored, PresentationLUTShape=shape, **window)))
        for shape in ("IDENTITY", "INVERSE")
    )
    assert plain[0, 0] < 40
    assert plain[-1, -1] > 215
    np.testing.assert_allclose(inverse, 255 - plain.astype(int), atol=1)


def test_colour_is_never_inverted() -> None:
    planes = np.zeros((4, 3, 3), np.uint8)
    assert (
        opened(colour_dicom(planes, PresentationLUTShape="INVERSE")).photometric
        is Photometric.MONOCHROME2
    )


@needs_dicom
def test_the_same_values_under_either_interpretation_are_each_others_negative() -> None:
    first, second = (
        open_radiograph(path) for path in sorted((DICOM / "torchxrayvision").glob("*.dcm"))
    )
    assert {first.photometric, second.photometric} == set(Photometric)
    np.testing.assert_array_equal(first.pixels, second.pixels)
    np.testing.assert_array_equal(shown(first), 255 - shown(second))
