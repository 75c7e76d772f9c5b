"""CSV tables with pictures beside them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image


def write_picture(path: Path, seed: int = 0, rows: int = 24, columns: int = 32) -> Path:
    """Write a small picture of noise; another seed gives other bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (rows, columns), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def write_table(path: Path, header: str, rows: Sequence[str]) -> Path:
    """Write a table and a picture for each row, whose first cell is its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(rows):
        write_picture(path.parent / row.split(",")[0], number)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
