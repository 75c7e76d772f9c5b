"""Files for the batch's benchmarks, each a window of one real radiograph, no two alike."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image
from pydicom import dcmread
from pydicom.uid import generate_uid

from tests.data import CHEST_DICOM
from viewer.imaging import open_radiograph
from viewer.imaging.windowing import default_view, display_grey

_JPEG_QUALITY = 92
_DICOM_BYTES_PER_PIXEL = 2
_SPARE = 1.2
"""The worklist and the system want room as well."""


def write_jpegs(folder: Path, count: int, side: int) -> list[Path]:
    """The chest of pydicom-data as 8-bit JPEGs."""
    chest = open_radiograph(CHEST_DICOM)
    grey = display_grey(chest.pixels.astype(np.float32), default_view(chest), inverted=True)
    files = [folder / f"{number:06}.jpg" for number in range(count)]
    for file, (rows, columns) in zip(files, _windows(grey.shape, side), strict=False):
        Image.fromarray(grey[rows, columns]).save(file, quality=_JPEG_QUALITY)
    return files


def write_dicoms(folder: Path, count: int, side: int) -> list[Path]:
    """The same chest as it was stored: 15 bits, MONOCHROME1, uncompressed."""
    dataset = dcmread(CHEST_DICOM)
    pixels = dataset.pixel_array
    dataset.Rows = dataset.Columns = side
    files = [folder / f"{number:06}.dcm" for number in range(count)]
    for file, (rows, columns) in zip(files, _windows(pixels.shape, side), strict=False):
        dataset.PixelData = pixels[rows, columns].tobytes()
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        dataset.save_as(file)
    return files


def check_room(folder: Path, count: int, side: int) -> None:
    """End the program with a sentence where so many DICOM files find no room."""
    needed = _SPARE * count * side**2 * _DICOM_BYTES_PER_PIXEL
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SystemExit(
            f"{count:,} DICOM files need {needed / 1e9:.1f} GB, and {folder} has "
            f"{free / 1e9:.1f} GB free. Name fewer with --files, or another folder with --folder."
        )


def _windows(shape: tuple[int, ...], side: int) -> Iterator[tuple[slice, slice]]:
    """Each place that a square of that side can have in a picture, once."""
    for row in range(shape[0] - side + 1):
        for column in range(shape[1] - side + 1):
            yield slice(row, row + side), slice(column, column + side)
