"""A JPEG or PNG becomes one grey plane."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data import (
    KERMANY,
    needs_kermany,
)
from tests.imaging.samples import encoded, gradient
from viewer.errors import (
    HilumError,
)
from viewer.imaging import open_radiograph


def test_sixteen_bit_png_keeps_its_depth(tmp_path: Path) -> None:
    pixels = (np.arange(6, dtype=np.uint16) * 10_000).reshape(2, 3)
    path = tmp_path / "deep.png"
    Image.fromarray(pixels).save(path)
    opened = open_radiograph(path).pixels
    assert opened.dtype == np.uint16
    np.testing.assert_array_equal(opened, pixels)


def test_jpeg_is_turned_upright_as_exif_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn 90 degrees clockwise
    path = tmp_path / "turned.jpeg"
    path.write_bytes(encoded(gradient(), "JPEG", quality=95, exif=exif))
    opened = open_radiograph(path).pixels
    assert opened.shape == (120, 80)
    assert opened[0].mean() < opened[-1].mean()


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "P", "LA", "RGBA", "1"])
def test_every_colour_mode_becomes_one_grey_plane(tmp_path: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    path = tmp_path / f"picture.{kind.lower()}"
    path.write_bytes(encoded(gradient().convert(mode), kind))
    opened = open_radiograph(path).pixels
    assert (opened.shape, opened.dtype) == ((80, 120), np.uint8)


def test_damaged_exif_is_an_error_of_the_world_and_no_bug(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "maker"
    sound = encoded(gradient(), "JPEG", exif=exif)
    random = np.random.default_rng(9)
    path = tmp_path / "flipped.jpeg"
    opened = 0
    for _ in range(1500):
        content = bytearray(sound)
        content[random.integers(20, 90)] = random.integers(0, 256)
        path.write_bytes(content)
        with contextlib.suppress(HilumError):
            open_radiograph(path)
            opened += 1
    assert opened


@needs_kermany
def test_a_radiograph_of_the_training_data_opens_as_it_is_stored() -> None:
    path = next((KERMANY / "test" / "NORMAL").iterdir())
    with Image.open(path) as picture:
        np.testing.assert_array_equal(
            open_radiograph(path).pixels, np.asarray(picture.convert("L"))
        )
