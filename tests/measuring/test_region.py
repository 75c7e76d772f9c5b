import numpy as np
import pytest

from tests.measuring.radiographs import radiograph
from viewer.imaging import Radiograph
from viewer.measuring import Kind, Point
from viewer.measuring.region import Statistics, statistics


def _inside(picture: Radiograph, kind: Kind, *corners: tuple[float, float]) -> Statistics:
    found = statistics(picture, kind, tuple(Point(*corner) for corner in corners))
    assert found is not None
    return found


def _by_hand(picture: Radiograph, mask: np.ndarray) -> Statistics:
    values = picture.pixels[mask].astype(float)
    return Statistics(
        values.size, values.mean(), values.std(), float(values.min()), float(values.max())
    )


def _same(one: Statistics, other: Statistics) -> bool:
    return (one.pixels, one.least, one.greatest) == (
        other.pixels,
        other.least,
        other.greatest,
    ) and (one.mean, one.deviation) == pytest.approx((other.mean, other.deviation))


def _centres(picture: Radiograph) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = np.indices(picture.pixels.shape)
    return rows + 0.5, columns + 0.5


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.int32, np.float32])
def test_a_rectangle_takes_the_pixels_whose_centre_is_inside(dtype: type) -> None:
    noise = np.random.default_rng(1).integers(0, 250, (100, 200))
    picture = radiograph((noise - (100 if dtype is np.int16 else 0)).astype(dtype))
    rows, columns = _centres(picture)
    mask = (columns >= 10.6) & (columns < 50.2) & (rows >= 5.5) & (rows < 30.4)
    found = _inside(picture, Kind.RECTANGLE, (50.2, 30.4), (10.6, 5.5))
    assert _same(found, _by_hand(picture, mask))


def test_an_ellipse_takes_the_pixels_whose_centre_is_inside() -> None:
    picture = radiograph(np.random.default_rng(2).integers(0, 4096, (100, 200)).astype(np.uint16))
    rows, columns = _centres(picture)
    mask = ((columns - 60.1) / 40.3) ** 2 + ((rows - 50.2) / 20.7) ** 2 < 1
    found = _inside(picture, Kind.ELLIPSE, (60.1 - 40.3, 50.2 - 20.7), (60.1 + 40.3, 50.2 + 20.7))
    assert _same(found, _by_hand(picture, mask))


def test_padding_is_left_out() -> None:
    padding = np.zeros((100, 200), bool)
    padding[:, :50] = True
    found = _inside(radiograph(padding=padding), Kind.RECTANGLE, (0, 0), (100, 10))
    assert (found.pixels, found.least, found.greatest) == (500, 50.0, 99.0)


@pytest.mark.parametrize("corners", [((10.6, 5), (10.9, 9)), ((20, 20), (20, 20))])
def test_a_region_without_a_pixel_has_no_values(corners: tuple) -> None:
    points = tuple(Point(*corner) for corner in corners)
    assert statistics(radiograph(), Kind.RECTANGLE, points) is None
    assert statistics(radiograph(), Kind.ELLIPSE, points) is None


def test_what_lies_beside_the_picture_does_not_count() -> None:
    found = _inside(radiograph(), Kind.RECTANGLE, (-50, -50), (2, 500))
    assert (found.pixels, found.least, found.greatest) == (200, 0.0, 1.0)


@pytest.mark.parametrize("dtype", [np.uint16, np.int16, np.int32, np.float32, np.float64])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_large_region_has_the_figures_that_all_its_values_together_have(
    dtype: type, hidden: bool
) -> None:
    noise = np.random.default_rng(3).normal(30_000, 20, (500, 700)).astype(dtype)
    rows, columns = np.indices(noise.shape) + 0.5
    padding = (rows < columns) if hidden else None
    picture = radiograph(noise, padding=padding)
    mask = ((columns - 350) / 340) ** 2 + ((rows - 250) / 240) ** 2 < 1
    if padding is not None:
        mask &= ~padding
    values = noise[mask].astype(np.float64)
    found = _inside(picture, Kind.ELLIPSE, (10, 10), (690, 490))
    assert (found.pixels, found.least, found.greatest) == (mask.sum(), values.min(), values.max())
    assert found.mean == pytest.approx(values.mean(), rel=1e-12)
    assert found.deviation == pytest.approx(values.std(), rel=1e-9)


def test_the_mean_of_whole_numbers_is_not_rounded_on_the_way() -> None:
    picture = radiograph(np.full((600, 600), 65_535, np.uint16))
    found = _inside(picture, Kind.RECTANGLE, (0, 0), (600, 600))
    assert (found.mean, found.deviation) == (65_535.0, 0.0)
