"""Listing a large folder: the first file's time, all of it, and how often folders are read.

Held against one `os.walk`, which reads names only.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from viewer.imaging import find_radiographs

_FILES_PER_FOLDER = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """Milliseconds, and directories read."""

    files: int
    first: float
    all: float
    folders: int
    folders_read: int
    walk: float


def list_folder(folder: Path) -> Listing:
    """List a folder of radiographs as the window does."""
    began = time.perf_counter()
    folders = sum(1 for _ in os.walk(folder))
    walked = 1000 * (time.perf_counter() - began)
    with (
        patch("os.scandir", wraps=os.scandir) as scans,
        patch("os.listdir", wraps=os.listdir) as lists,
    ):
        began = time.perf_counter()
        found = find_radiographs([folder])
        next(found)
        first = 1000 * (time.perf_counter() - began)
        files = 1 + sum(1 for _ in found)
        whole = 1000 * (time.perf_counter() - began)
    return Listing(files, first, whole, folders, scans.call_count + lists.call_count, walked)


def make_folder(folder: Path, content: bytes, count: int) -> Path:
    """So many files, half of them without an ending, in folders as an archive has them."""
    for number in range(count):
        place = folder / f"study{number // _FILES_PER_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"IM{number:06}{'.dcm' if number % 2 else ''}").write_bytes(content)
    return folder
