"""The one gate that everything from outside passes before it is decoded."""

import os
import stat
import zlib
from pathlib import Path

from viewer.errors import DamagedFileError, FileUnavailableError, LimitExceededError

MAX_FILE_BYTES = 512 * 1024 * 1024
"""A chest radiograph is 8 to 40 MB; a long multi-frame object a few hundred."""

MAX_PIXELS = 100_000_000
"""Rows x columns of one frame. The largest detectors make 4,300 x 4,300, and a spine or a leg
stitched of three such exposures stays below half of this. Frames do not count, since only the one
that was asked for is decoded, and all of them together are bounded by the file's size."""

MAX_INFLATED_BYTES = 256 * 1024 * 1024
"""What a deflated data set may grow to: the largest picture that passes, in 16 bit, with room.
A 597 KB file was seen to ask for over a gigabyte."""

MAX_ELEMENTS = 500_000
"""Elements of a DICOM header, those in sequences included: each takes some hundred times the
memory of its eight bytes. The largest multi-frame objects have some ten thousand."""

MAX_OVERLAY_BYTES = 256 * 1024 * 1024
"""What the masks of all overlays of a frame may take, a byte for each pixel. All sixteen of a
4,000 x 4,000 pass, and two of the largest picture; packed and deflated, sixteen of those shrink to
some hundred kilobytes."""

MAX_ARCHIVE_ENTRIES = 200_000
"""The entries of a zip archive are kept in memory, 700 to 1,200 bytes each; a hospital's export on
one disc has some ten thousand."""

MAX_MEMBER_RATIO = 200
"""How much a member of an archive may grow where that makes it large. Radiographs shrink to a
half or a tenth; deflate's own limit, which zeros reach, is a thousand."""

LARGE_MEMBER_BYTES = 64 * 1024 * 1024
"""A smaller member may grow by any ratio: a black picture of 4,300 x 4,300 does, and is none of
the archives that were made to do harm."""

DECODER_MEMORY_BYTES = 1024 * 1024 * 1024
"""What a decoder may allocate for one file. The largest picture that passes takes 400 MB in a
decoder that keeps 32 bits of each pixel, and its result 200 MB."""

DECODER_SECONDS = 30.0
"""How long a decoder may have one file by the clock, on a machine that is busy otherwise."""

DECODER_CPU_SECONDS = 3.0
"""How long it may compute, whatever the size; codecs were seen never to end on damaged streams."""

DECODER_CPU_SECONDS_PER_MEGAPIXEL = 0.5
"""How much longer for each million pixels. JPEG 2000, the slowest, was measured at 0.05 to 0.19."""

_NO_VOLUME = "Check that it is a radiograph and not a volume or a video."
_HARMFUL = "Such a file may have been made to do harm; ask where it comes from."
_INFLATE_STEP = 1 << 20


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
            check_size(os.fstat(file.fileno()).st_size)
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
    check_size(len(content))  # it may have grown since it was measured
    return content


def check_size(size: int) -> None:
    """Refuse a file, or a member of an archive, of too many bytes.

    Raises
    ------
    LimitExceededError
    """
    if size > MAX_FILE_BYTES:
        raise LimitExceededError(
            f"The file has {size / 1e6:,.0f} MB; the limit is {MAX_FILE_BYTES / 1e6:,.0f} MB.",
            _NO_VOLUME,
        )


def check_pixels(rows: int, columns: int) -> None:
    """Refuse a picture that is empty, or whose decoded size would be beyond reason.

    Raises
    ------
    DamagedFileError, LimitExceededError
    """
    if rows <= 0 or columns <= 0:
        raise DamagedFileError(
            "The file announces a picture without rows or columns.",
            "Copy it again from where it came from.",
        )
    if rows * columns > MAX_PIXELS:
        raise LimitExceededError(
            f"The file announces {rows:,} x {columns:,} pixels; "
            f"the limit is {MAX_PIXELS:,} pixels in all.",
            _NO_VOLUME,
        )


def inflate(deflated: bytes | memoryview) -> bytearray:
    """Inflate a raw deflate stream, up to the limit.

    A stream that ends too early gives what there is.

    Raises
    ------
    LimitExceededError
    zlib.error
        If the stream is damaged.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    inflated = bytearray()
    chunk: bytes | memoryview = deflated
    while chunk and not inflater.eof:
        inflated += inflater.decompress(chunk, _INFLATE_STEP)
        if len(inflated) > MAX_INFLATED_BYTES:
            raise LimitExceededError(
                f"The file's {len(deflated) / 1e6:,.1f} MB inflate to more than "
                f"{MAX_INFLATED_BYTES / 1e6:,.0f} MB.",
                _HARMFUL,
            )
        chunk = inflater.unconsumed_tail
    return inflated


def check_archive(entries: int) -> None:
    """Refuse an archive of more entries than any export has.

    Raises
    ------
    LimitExceededError
    """
    if entries > MAX_ARCHIVE_ENTRIES:
        raise LimitExceededError(
            f"The archive has {entries:,} entries; the limit is {MAX_ARCHIVE_ENTRIES:,}.",
            "Unpack it, and open the folders of its studies.",
        )


def check_member(packed: int, unpacked: int) -> None:
    """Refuse a member of an archive that is too large, or grows as no radiograph does.

    Parameters
    ----------
    packed, unpacked : int
        Its sizes in bytes, as the archive announces them; whoever reads the member must not
        take more than `unpacked` bytes from it.

    Raises
    ------
    LimitExceededError
    """
    check_size(unpacked)
    if unpacked > LARGE_MEMBER_BYTES and unpacked > MAX_MEMBER_RATIO * max(packed, 1):
        raise LimitExceededError(
            f"A file of {packed / 1e6:,.1f} MB in the archive would grow to "
            f"{unpacked / 1e6:,.0f} MB.",
            _HARMFUL,
        )
