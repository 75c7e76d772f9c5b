"""The one gate that everything from outside passes before it is decoded."""

import os
import stat
import zlib
from pathlib import Path

from viewer.errors import FileUnavailableError, LimitExceededError

MAX_FILE_BYTES = 512 * 1024 * 1024
"""A chest radiograph is 8 to 40 MB; a long multi-frame object a few hundred."""

MAX_PIXELS = 100_000_000
"""Rows x columns x frames. The largest detectors make 4,300 x 4,300."""

MAX_INFLATED_BYTES = 512 * 1024 * 1024
"""What a deflated data set may grow to: a 597 KB one was seen to ask for over a gigabyte."""


def read_bytes(path: Path) -> bytes:
    """Read a whole file that is there, not empty, and not too large.

    Raises
    ------
    FileUnavailableError, LimitExceededError
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            # Opening a pipe waits until somebody writes to it, which may be never.
            raise FileUnavailableError(
                "This is a pipe or a device, not a file.", "Open the radiograph's own file."
            )
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_FILE_BYTES:
                raise LimitExceededError(
                    f"The file has {size / 1e6:,.0f} MB; "
                    f"the limit is {MAX_FILE_BYTES / 1e6:,.0f} MB.",
                    "Check that it is a radiograph and not a volume or a video.",
                )
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise FileUnavailableError(
            "The file is not there.", "It may have been moved or deleted; open it again."
        ) from error
    except IsADirectoryError as error:
        raise FileUnavailableError(
            "This is a folder, not a file.", "Open it as a folder."
        ) from error
    except OSError as error:
        raise FileUnavailableError(
            f"The file can't be read: {error.strerror or error}.",
            "Check its permissions and the disk or network share that it is on.",
        ) from error
    if not content:
        raise FileUnavailableError("The file is empty.", "Copy it again from where it came from.")
    return content


def check_pixels(rows: int, columns: int, frames: int = 1) -> None:
    """Refuse a picture whose decoded size would be beyond reason.

    Raises
    ------
    LimitExceededError
    """
    if rows * columns * frames > MAX_PIXELS:
        raise LimitExceededError(
            f"The file announces {rows:,} x {columns:,} pixels in {frames:,} frame(s); "
            f"the limit is {MAX_PIXELS:,} pixels in all.",
            "Check that it is a radiograph and not a volume or a video.",
        )


def check_inflated(deflated: bytes) -> None:
    """Refuse a raw deflate stream that would inflate beyond the limit, without keeping it.

    Raises
    ------
    LimitExceededError
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    total, chunk = 0, deflated
    while chunk:
        total += len(inflater.decompress(chunk, 1 << 20))
        if total > MAX_INFLATED_BYTES:
            raise LimitExceededError(
                f"The file's {len(deflated) / 1e6:,.1f} MB inflate to more than "
                f"{MAX_INFLATED_BYTES / 1e6:,.0f} MB.",
                "Such a file may have been made to do harm; ask where it comes from.",
            )
        chunk = inflater.unconsumed_tail
