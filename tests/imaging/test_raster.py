"""A picture file becomes one grey plane, and its colour where it has any."""

import contextlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from tests.data import KERMANY, KERMANY_FULL_SIZE, needs_kermany, needs_kermany_full_size
from tests.imaging.samples import encoded, gradient
from viewer.errors import DamagedFileError, HilumError, LimitExceededError
from viewer.imaging import Photometric, Radiograph, open_radiograph
from viewer.imaging.raster import decode_raster

_ORIENTATION = 0x0112
_DAMAGED = (
    "The picture is damaged or cut short.",
    "The picture is damaged: its file is cut short.",
    "The picture's header is damaged.",
)
"""Of no file in particular: what Pillow says could quote one."""


def opened(path: Path, content: bytes, **options: int) -> Radiograph:
    path.write_bytes(content)
    return open_radiograph(path, **options)


def numbered() -> np.ndarray:
    """12 x 20, so that no two of its eight orientations are alike."""
    return (np.arange(12)[:, None] * 20 + np.arange(20)).astype(np.uint8)


def deep() -> np.ndarray:
    return numbered().astype(np.uint16) * 257 + 3


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_lossless_eight_bit_pictures_open_as_they_are_stored(tmp_path: Path, kind: str) -> None:
    radiograph = opened(tmp_path / "p", encoded(Image.fromarray(numbered()), kind))
    np.testing.assert_array_equal(radiograph.pixels, numbered())
    assert radiograph.photometric is Photometric.MONOCHROME2
    assert radiograph.colour is None


def test_webp_opens(tmp_path: Path) -> None:
    picture = Image.fromarray(numbered())
    radiograph = opened(tmp_path / "p", encoded(picture, "WEBP", lossless=True))
    np.testing.assert_array_equal(radiograph.pixels, numbered())
    assert radiograph.colour is None


def test_sixteen_bit_png_keeps_its_depth(tmp_path: Path) -> None:
    pixels = opened(tmp_path / "deep.png", encoded(Image.fromarray(deep()), "PNG")).pixels
    assert pixels.dtype == np.uint16
    np.testing.assert_array_equal(pixels, deep())


def tiff(order: str, values: np.ndarray, photometric: int) -> bytes:
    """An uncompressed TIFF of one strip, as the TIFF 6.0 specification lays it out."""
    bits = 8 * values.itemsize
    data = values.astype(values.dtype.newbyteorder(order)).tobytes()
    kinds = {"u": 1, "i": 2, "f": 3}
    fields = [
        (256, 3, values.shape[1]),
        (257, 3, values.shape[0]),
        (258, 3, bits),
        (259, 3, 1),
        (262, 3, photometric),
        (273, 4, 8),
        (277, 3, 1),
        (278, 3, values.shape[0]),
        (279, 4, len(data)),
        (339, 3, kinds[values.dtype.kind]),
    ]
    entries = b"".join(
        struct.pack(f"{order}HHI", tag, kind, 1)
        + struct.pack(f"{order}HH" if kind == 3 else f"{order}I", *((v, 0) if kind == 3 else (v,)))
        for tag, kind, v in fields
    )
    mark = b"II*\0" if order == "<" else b"MM\0*"
    directory = struct.pack(f"{order}H", len(fields)) + entries + bytes(4)
    return mark + struct.pack(f"{order}I", 8 + len(data)) + data + directory


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("dtype", ["u1", "u2", "i2", "f4"])
def test_tiff_of_either_byte_order_keeps_its_values(tmp_path: Path, order: str, dtype: str) -> None:
    values = numbered().astype(dtype)
    pixels = opened(tmp_path / "p.tif", tiff(order, values, 1)).pixels
    np.testing.assert_array_equal(pixels, values)
    assert pixels.dtype.isnative


@pytest.mark.parametrize("dtype", ["u1", "u2"])
def test_tiff_whose_white_is_zero_is_inverted_exactly_once(tmp_path: Path, dtype: str) -> None:
    values = numbered().astype(dtype)
    radiograph = opened(tmp_path / "p.tif", tiff("<", values, 0))
    brightest = np.unravel_index(values.argmin(), values.shape)
    shown = radiograph.pixels.astype(float)
    if radiograph.photometric is Photometric.MONOCHROME1:
        shown = -shown
    assert np.unravel_index(shown.argmax(), shown.shape) == brightest


def test_numbers_that_are_none_in_a_float_tiff_become_the_smallest(tmp_path: Path) -> None:
    values = numbered().astype("f4") - 7.5
    values[3, 4], values[5, 6] = np.nan, np.inf
    pixels = opened(tmp_path / "p.tif", tiff("<", values, 1)).pixels
    assert pixels[3, 4] == pixels[5, 6] == -7.5
    assert np.isfinite(pixels).all()


def test_each_page_of_a_tiff_is_a_frame(tmp_path: Path) -> None:
    first, second = Image.fromarray(numbered()), Image.fromarray(deep())
    content = encoded(first, "TIFF", save_all=True, append_images=[second])
    path = tmp_path / "pages.tif"
    radiograph = opened(path, content, frame=1)
    assert (radiograph.header.frames, radiograph.source.frame) == (2, 1)
    np.testing.assert_array_equal(radiograph.pixels, deep())
    np.testing.assert_array_equal(open_radiograph(path).pixels, numbered())
    with pytest.raises(HilumError, match="2 frame"):
        open_radiograph(path, frame=2)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_read(tmp_path: Path, kind: str) -> None:
    first, second = Image.fromarray(numbered()), Image.fromarray(255 - numbered())
    content = encoded(first, kind, save_all=True, append_images=[second], lossless=True)
    radiograph = opened(tmp_path / "p", content)
    assert radiograph.header.frames == 1
    np.testing.assert_array_equal(radiograph.pixels, numbered())


UPRIGHT = {
    1: lambda a: a,
    2: lambda a: a[:, ::-1],
    3: lambda a: a[::-1, ::-1],
    4: lambda a: a[::-1],
    5: lambda a: a.T,
    6: lambda a: np.rot90(a, -1),
    7: lambda a: a[::-1, ::-1].T,
    8: lambda a: np.rot90(a),
}
"""What each value of Orientation asks for (Exif 2.3, section 4.6.4)."""


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_every_orientation_is_turned_upright(
    tmp_path: Path, kind: str, depth: int, orientation: int
) -> None:
    values = numbered() if depth == 8 else deep()
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    content = encoded(Image.fromarray(values), kind, exif=exif)
    pixels = opened(tmp_path / "p", content).pixels
    np.testing.assert_array_equal(pixels, UPRIGHT[orientation](values))


def test_jpeg_is_turned_upright_as_exif_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    turned = opened(tmp_path / "p", encoded(gradient(), "JPEG", quality=95, exif=exif)).pixels
    assert turned.shape == (120, 80)
    assert turned[0].mean() < turned[-1].mean()


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "P", "LA", "RGBA", "1"])
def test_every_colour_mode_becomes_one_grey_plane(tmp_path: Path, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    radiograph = opened(tmp_path / "p", encoded(gradient().convert(mode), kind))
    assert (radiograph.pixels.shape, radiograph.pixels.dtype) == ((80, 120), np.uint8)
    assert radiograph.colour is None
    if mode != "1":
        expected = np.asarray(gradient()).astype(int)
        assert np.abs(radiograph.pixels - expected).max() <= 4


def marked(mode: str = "RGB") -> Image.Image:
    """Grey, with a red mark in a corner."""
    picture = gradient().convert("RGB")
    picture.paste((250, 10, 10), (0, 0, 16, 16))
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "P"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_colour_is_kept_beside_its_luma(tmp_path: Path, kind: str, mode: str) -> None:
    radiograph = opened(tmp_path / "p", encoded(marked(mode), kind))
    assert radiograph.colour is not None
    red, green, blue = (int(level) for level in radiograph.colour[5, 5])
    assert red > 200
    assert max(green, blue) < 60
    luma = radiograph.colour @ np.array((0.299, 0.587, 0.114))
    assert np.abs(radiograph.pixels - luma).max() <= 1


def test_what_is_transparent_is_black(tmp_path: Path) -> None:
    palette = gradient().convert("P")
    content = encoded(palette, "PNG", transparency=int(np.asarray(palette)[0, 119]))
    pixels = opened(tmp_path / "p", content).pixels
    assert pixels[0, 119] == 0
    assert pixels[0, 60] > 40


def test_progressive_jpeg_equals_baseline(tmp_path: Path) -> None:
    baseline = opened(tmp_path / "b", encoded(gradient(), "JPEG", quality=90))
    progressive = opened(tmp_path / "p", encoded(gradient(), "JPEG", quality=90, progressive=True))
    np.testing.assert_array_equal(progressive.pixels, baseline.pixels)


@pytest.mark.parametrize(
    ("enough", "expected"), [(None, 2000), (1000, 2000), (500, 1000), (250, 500), (100, 250)]
)
def test_a_large_jpeg_is_decoded_no_smaller_than_twice_what_is_enough(
    enough: int | None, expected: int
) -> None:
    picture = gradient().resize((2400, 2000))
    content = encoded(picture, "JPEG")
    pixels = decode_raster(content, enough=enough).pixels
    assert pixels.shape == (expected, expected * 6 // 5)
    small = np.asarray(picture.resize((expected * 6 // 5, expected), Image.Resampling.BOX))
    assert np.abs(pixels.astype(int) - small).max() <= 3


def test_only_a_jpeg_is_decoded_smaller(tmp_path: Path) -> None:
    content = encoded(gradient(), "PNG")
    assert opened(tmp_path / "p", content, enough=10).pixels.shape == (80, 120)


def test_damaged_exif_is_an_error_of_the_world_and_no_bug(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[0x010F] = 6, "maker"
    sound = encoded(gradient(), "JPEG", exif=exif)
    random = np.random.default_rng(9)
    path = tmp_path / "flipped.jpeg"
    read = 0
    for _ in range(100):
        content = bytearray(sound)
        content[random.integers(20, 90)] = random.integers(0, 256)
        with contextlib.suppress(HilumError):
            opened(path, content)
            read += 1
    assert read


@pytest.mark.parametrize(
    ("kind", "options"),
    [("JPEG", {}), ("PNG", {}), ("TIFF", {"compression": "tiff_lzw"}), ("WEBP", {}), ("BMP", {})],
)
def test_a_truncated_picture_is_damaged(
    tmp_path: Path, kind: str, options: dict[str, object]
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (80, 120)).astype(np.uint8)
    content = encoded(Image.fromarray(noise), kind, **options)
    with pytest.raises(DamagedFileError) as refused:
        opened(tmp_path / "p", content[: len(content) // 2])
    assert refused.value.sentence in _DAMAGED


def png(columns: int, rows: int, *chunks: tuple[bytes, bytes]) -> bytes:
    parts = [(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)), *chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (*parts, (b"IDAT", zlib.compress(bytes(64))), (b"IEND", b""))
    )


def huge_tiff() -> bytes:
    directory = ImageFileDirectory_v2()
    for tag, number in ((256, 50_000), (257, 50_000), (258, 8), (259, 1), (262, 1), (273, 8)):
        directory[tag] = number
    return b"II*\0\x08\0\0\0" + directory.tobytes(8)


@pytest.mark.parametrize("content", [png(60_000, 60_000), huge_tiff()], ids=["png", "tiff"])
def test_a_picture_that_announces_too_many_pixels_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(LimitExceededError, match="pixels"):
        opened(tmp_path / "p", content)


def test_a_text_chunk_that_inflates_without_end_costs_its_file(tmp_path: Path) -> None:
    bomb = b"Comment\0\0" + zlib.compress(bytes(5_000_000), 9)
    with pytest.raises(HilumError):
        opened(tmp_path / "p", png(8, 8, (b"zTXt", bomb)))


@needs_kermany
def test_a_radiograph_of_the_training_data_opens_as_it_is_stored() -> None:
    path = next((KERMANY / "test" / "NORMAL").iterdir())
    with Image.open(path) as picture:
        np.testing.assert_array_equal(
            open_radiograph(path).pixels, np.asarray(picture.convert("L"))
        )


@needs_kermany_full_size
def test_real_radiographs_of_several_sizes_are_grey() -> None:
    for path in sorted(KERMANY_FULL_SIZE.rglob("*.jpeg"))[:4]:
        assert open_radiograph(path, enough=224).colour is None
