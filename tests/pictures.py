"""Pictures whose verdict by the stand-in model is certain, and files that are broken."""

from pathlib import Path

import numpy as np
import pydicom
from PIL import Image

from tests.data import CHEST_DICOM


def write_normal(path: Path) -> Path:
    """Mostly dark: the stand-in says normal."""
    return _write_gradient(path, 3.0)


def write_many(folder: Path, count: int) -> list[Path]:
    """So many pictures like `write_normal`'s, no two alike."""
    folder.mkdir(exist_ok=True)
    return [_write_gradient(folder / f"{i:02}.png", 3.0 + i / 100) for i in range(count)]


def write_pneumonia(path: Path) -> Path:
    """Mostly bright: the stand-in says pneumonia."""
    return _write_gradient(path, 1 / 3)


def write_text(path: Path) -> Path:
    path.write_text("no picture at all", encoding="utf-8")
    return path


def write_truncated_jpeg(path: Path) -> Path:
    noise = np.random.default_rng(0).integers(0, 256, (256, 256)).astype(np.uint8)
    Image.fromarray(noise).save(path, "JPEG")
    path.write_bytes(path.read_bytes()[:5000])
    return path


def write_dicom_without_pixels(path: Path) -> Path:
    dataset = pydicom.dcmread(CHEST_DICOM)
    del dataset.PixelData
    dataset.save_as(path)
    return path


def write_empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _write_gradient(path: Path, power: float) -> Path:
    ramp = np.linspace(0.0, 1.0, 96) ** power
    Image.fromarray(np.tile(np.rint(255 * ramp).astype(np.uint8), (64, 1))).save(path)
    return path
