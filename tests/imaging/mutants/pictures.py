"""A real radiograph in the formats that are not DICOM."""

from collections.abc import Callable
from functools import partial

from PIL import Image

from tests.imaging.mutants.grey import chest, eight_bit
from tests.imaging.samples import encoded

_ORIENTATION, _TURNED = 0x0112, 6  # EXIF: a quarter turn


def _grey(kind: str, **options: object) -> bytes:
    return encoded(eight_bit(chest()), kind, **options)


def _in_mode(mode: str, kind: str, **options: object) -> bytes:
    return encoded(eight_bit(chest()).convert(mode), kind, **options)


def _sixteen_bit(kind: str, **options: object) -> bytes:
    return encoded(Image.fromarray(chest()), kind, **options)


def _turned(kind: str) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = _TURNED
    return _grey(kind, exif=exif)


def _pages() -> bytes:
    return _grey("TIFF", save_all=True, append_images=[eight_bit(chest())] * 2)


def _large_jpeg() -> bytes:
    return encoded(eight_bit(chest()).resize((2000, 2000)), "JPEG")


MAKERS: dict[str, Callable[[], bytes]] = {
    "grey.jpg": partial(_grey, "JPEG"),
    "progressive.jpg": partial(_grey, "JPEG", progressive=True),
    "turned.jpg": partial(_turned, "JPEG"),
    "colour.jpg": partial(_in_mode, "RGB", "JPEG"),
    "cmyk.jpg": partial(_in_mode, "CMYK", "JPEG"),
    "large.jpg": _large_jpeg,
    "grey.png": partial(_grey, "PNG"),
    "sixteen.png": partial(_sixteen_bit, "PNG"),
    "palette.png": partial(_in_mode, "P", "PNG"),
    "alpha.png": partial(_in_mode, "LA", "PNG"),
    "turned.png": partial(_turned, "PNG"),
    "bits.png": partial(_in_mode, "1", "PNG"),
    "grey.tif": partial(_grey, "TIFF"),
    "sixteen.tif": partial(_sixteen_bit, "TIFF"),
    "float.tif": partial(_in_mode, "F", "TIFF"),
    "lzw.tif": partial(_sixteen_bit, "TIFF", compression="tiff_lzw"),
    "deflate.tif": partial(_grey, "TIFF", compression="tiff_adobe_deflate"),
    "jpeg.tif": partial(_grey, "TIFF", compression="jpeg"),
    "fax.tif": partial(_in_mode, "1", "TIFF", compression="group4"),
    "pages.tif": _pages,
    "lossy.webp": partial(_grey, "WEBP"),
    "lossless.webp": partial(_grey, "WEBP", lossless=True),
    "grey.bmp": partial(_grey, "BMP"),
    "colour.bmp": partial(_in_mode, "RGB", "BMP"),
}
