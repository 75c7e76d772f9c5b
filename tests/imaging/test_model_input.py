"""What the network sees is the same for the same radiograph, however it is stored."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.data import (
    CHEST_DICOM,
    CHEST_DICOM_JPEG2000,
    DICOM,
    KERMANY,
    KERMANY_FULL_SIZE,
    needs_dicom,
    needs_kermany_full_size,
)
from viewer.imaging import (
    InputSpec,
    Overlay,
    Photometric,
    Radiograph,
    Shutter,
    Source,
    VoiFunction,
    VoiLut,
    Window,
    model_input,
    open_radiograph,
)
from viewer.imaging.windowing import default_view, display_grey

SPEC = InputSpec(192)


def radiograph(pixels: np.ndarray, **attributes: object) -> Radiograph:
    return Radiograph(
        pixels,
        attributes.pop("photometric", Photometric.MONOCHROME2),
        Source(Path("x"), hashlib.sha256(pixels.tobytes()).hexdigest()),
        **attributes,
    )


def picture() -> np.ndarray:
    return (np.random.default_rng(8).gamma(4, 300, (300, 260)) + 50).astype(np.uint16)


def test_input_is_a_square_of_grey_levels() -> None:
    image = model_input(open_radiograph(CHEST_DICOM), SPEC)
    assert (image.shape, image.dtype) == ((192, 192, 1), np.float32)
    assert (image.min(), image.max()) == (0.0, 1.0)


def test_monochrome1_twin_gives_the_same_input() -> None:
    pixels = picture()
    twin = radiograph(pixels.max() + 100 - pixels, photometric=Photometric.MONOCHROME1)
    np.testing.assert_allclose(
        model_input(twin, SPEC), model_input(radiograph(pixels), SPEC), atol=1e-5
    )


def test_unit_of_the_stored_values_does_not_matter() -> None:
    pixels = picture()
    scaled = radiograph(pixels.astype(np.float32) * 3.7 - 800)
    np.testing.assert_allclose(
        model_input(scaled, SPEC), model_input(radiograph(pixels), SPEC), atol=1e-4
    )


def test_file_windows_do_not_matter() -> None:
    opened = open_radiograph(CHEST_DICOM)
    bare = Radiograph(opened.pixels, opened.photometric, opened.source)
    np.testing.assert_array_equal(model_input(opened, SPEC), model_input(bare, SPEC))


def test_voi_lut_bends_the_grey_scale() -> None:
    pixels = picture()
    bend = VoiLut(0, np.linspace(0, 1, 65536, dtype=np.float32) ** 0.5)
    bent = model_input(radiograph(pixels, voi_luts=(bend,)), SPEC)
    expected = model_input(radiograph(np.sqrt(pixels / 65535).astype(np.float32)), SPEC)
    np.testing.assert_allclose(bent, expected, atol=1e-3)


def test_sigmoid_window_bends_the_grey_scale() -> None:
    pixels = picture()
    window = Window(1200.0, 900.0, function=VoiFunction.SIGMOID)
    bent = model_input(radiograph(pixels, windows=(window,)), SPEC)
    expected = radiograph((1 / (1 + np.exp(-4 * (pixels - 1200.0) / 900))).astype(np.float32))
    np.testing.assert_allclose(bent, model_input(expected, SPEC), atol=1e-5)


@pytest.mark.parametrize("photometric", Photometric)
def test_padding_is_black_and_leaves_the_picture_as_it_is(photometric: Photometric) -> None:
    pixels = np.add.outer(np.arange(300), np.arange(260)).astype(np.uint16)
    padded = np.full((600, 260), 60000, np.uint16)
    padded[:300] = pixels
    padding = np.zeros(padded.shape, np.bool_)
    padding[300:] = True
    image = model_input(radiograph(padded, photometric=photometric, padding=padding), SPEC)
    assert not image[97:].any()
    # In the upper half of the square, the picture has all of its width and half of its height.
    alone = model_input(radiograph(pixels, photometric=photometric), SPEC)
    np.testing.assert_allclose(
        image[:95], alone.reshape(96, 2, 192, 1).mean(axis=1)[:95], atol=0.01
    )


def test_nothing_but_padding_gives_zeros() -> None:
    padding = np.ones((50, 40), np.bool_)
    assert not model_input(radiograph(picture()[:50, :40], padding=padding), SPEC).any()


def test_overlays_and_shutters_are_not_seen() -> None:
    pixels = picture()
    half = np.zeros(pixels.shape, np.bool_)
    half[:150] = True
    covered = radiograph(pixels, overlays=(Overlay(half),), shutter=Shutter(half))
    np.testing.assert_array_equal(model_input(covered, SPEC), model_input(radiograph(pixels), SPEC))


def test_flat_picture_gives_zeros() -> None:
    assert not model_input(radiograph(np.full((50, 40), 7, np.uint8)), SPEC).any()


def test_lossless_compression_does_not_matter() -> None:
    np.testing.assert_array_equal(
        model_input(open_radiograph(CHEST_DICOM_JPEG2000), SPEC),
        model_input(open_radiograph(CHEST_DICOM), SPEC),
    )


def test_the_eight_bit_jpeg_of_a_dicom_gives_nearly_its_input(tmp_path: Path) -> None:
    opened = open_radiograph(CHEST_DICOM)
    grey = display_grey(opened.pixels.astype(np.float32), default_view(opened), inverted=True)
    Image.fromarray(grey).save(tmp_path / "chest.jpeg", quality=95)
    ours = model_input(open_radiograph(tmp_path / "chest.jpeg"), SPEC)
    assert np.abs(ours - model_input(opened, SPEC)).mean() < 0.01


@needs_dicom
def test_real_monochrome1_twin_gives_the_negative() -> None:
    # The twin has the same stored values under the other photometric interpretation.
    folder = DICOM / "torchxrayvision"
    (original,) = folder.glob("1.2.276*.dcm")
    twin = model_input(open_radiograph(folder / "Fake_MONOHR1.dcm"), SPEC)
    np.testing.assert_allclose(twin, 1 - model_input(open_radiograph(original), SPEC), atol=1e-6)


# The lower half of person525_bacteria_2216 at full size is broken inside the file.
TWINS = [p for p in sorted(KERMANY_FULL_SIZE.glob("*/*.jpeg")) if "person525" not in p.stem]


@needs_kermany_full_size
@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.stem)
def test_full_size_and_reduced_copy_give_nearly_the_same_input(path: Path) -> None:
    (reduced,) = KERMANY.glob(f"*/{path.parent.name}/{path.name}")
    pair = [model_input(open_radiograph(file), SPEC).ravel() for file in (path, reduced)]
    assert np.corrcoef(*pair)[0, 1] > 0.98
