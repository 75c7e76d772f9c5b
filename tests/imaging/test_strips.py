"""Strips cover a picture once, and keep what it takes to work on a large one small."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydicom import Dataset

from viewer.imaging import (
    InputSpec,
    Photometric,
    Radiograph,
    Source,
    VoiFunction,
    VoiLut,
    Window,
    model_input,
)
from viewer.imaging.dicom.colour import colour_picture
from viewer.imaging.dicom.modality import modality_values
from viewer.imaging.dicom.tables import Table
from viewer.imaging.strips import strips
from viewer.imaging.windowing import apply_voi_lut

SHAPE = (4000, 2500)
"""Some ten strips."""

PIXELS = SHAPE[0] * SHAPE[1]
STRIPS = 30_000_000
"""What a few strips may take in bytes, beside what is counted for each pixel."""

GREY = np.random.default_rng(5).integers(0, 4096, SHAPE, np.uint16)


@contextmanager
def at_most(for_each_pixel: float) -> Iterator[None]:
    """Bytes that numpy may allocate at once, results included; Pillow's own are not seen."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < for_each_pixel * PIXELS + STRIPS
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("shape", [(1, 1), (3, 2_000_000), (2_500_000, 1), SHAPE])
def test_strips_cover_each_row_once(shape: tuple[int, int]) -> None:
    rows = [row for strip in strips(*shape) for row in range(strip.start, strip.stop)]
    assert rows == list(range(shape[0]))


def radiograph(**attributes: object) -> Radiograph:
    return Radiograph(GREY, Photometric.MONOCHROME2, Source(Path("x"), ""), **attributes)


LUT = VoiLut(100, np.linspace(0, 1, 3000, dtype=np.float32) ** 2)
SIGMOID = Window(1200.0, 900.0, function=VoiFunction.SIGMOID)
PADDING = GREY < 300


@pytest.mark.parametrize(
    "attributes",
    [{}, {"voi_luts": (LUT,)}, {"windows": (SIGMOID,)}, {"voi_luts": (LUT,), "padding": PADDING}],
    ids=["plain", "VOI LUT", "sigmoid", "padding"],
)
def test_a_large_picture_is_made_the_input_in_strips(attributes: dict[str, object]) -> None:
    with at_most(0):
        model_input(radiograph(**attributes), InputSpec(224))


def test_strips_give_the_input_that_the_whole_picture_gives() -> None:
    bent = Image.fromarray(apply_voi_lut(GREY.astype(np.float32), LUT))
    square = np.asarray(bent.resize((224, 224), Image.Resampling.BILINEAR))
    low, high = np.percentile(square, (0.5, 99.5))
    expected = np.clip((square - low) / (high - low), 0, 1).astype(np.float32)
    image = model_input(radiograph(voi_luts=(LUT,)), InputSpec(224))
    np.testing.assert_array_equal(image[..., 0], expected)


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_colour_is_reduced_to_luma_in_strips(kind: type) -> None:
    bits = 8 * np.dtype(kind).itemsize
    rgb = np.random.default_rng(6).integers(0, 2**bits, (*SHAPE, 3), kind)
    dataset = Dataset()
    dataset.BitsStored = bits
    with at_most(np.dtype(kind).itemsize + 3 * (kind is np.uint16)):
        picture = colour_picture(rgb, dataset)
    weights = np.array((0.299, 0.587, 0.114), np.float32)
    np.testing.assert_array_equal(picture.luma, np.rint(rgb @ weights).astype(kind))
    np.testing.assert_array_equal(picture.colour, (rgb >> (bits - 8)).astype(np.uint8))


def rescaled(slope: str) -> Callable[[], object]:
    dataset = Dataset()
    dataset.RescaleSlope, dataset.RescaleIntercept = slope, "-5"
    return lambda: modality_values(GREY, dataset, 0)


@pytest.mark.parametrize(
    ("work", "for_each_pixel"),
    [
        (lambda: Table(10, np.arange(4000, dtype=np.uint16), 12).look_up(GREY), 2),
        (rescaled("2"), 4),
        (rescaled("0.5"), 4),
    ],
    ids=["table", "integers", "fractions"],
)
def test_modality_values_take_no_more_than_themselves(
    work: Callable[[], object], for_each_pixel: int
) -> None:
    with at_most(for_each_pixel):
        work()
