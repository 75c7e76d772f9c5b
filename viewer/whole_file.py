"""A file is written whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from viewer.errors import ExportError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside `path`, which takes its place once all of it is on the disk.

    Whatever goes wrong meanwhile, an older file is left whole and nothing lies beside it.

    Raises
    ------
    OSError
        If the file can't be written, besides what the caller raises.
    """
    target = Path(os.path.realpath(path))  # a link stays one, and what it points to is replaced
    # Short, since the file's own name may be as long as the system allows.
    temporary = target.with_name(f".hilum-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def exporting(path: Path) -> Iterator[BinaryIO]:
    """As `replacing`, and what goes wrong is told to the person.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        # Replacing a folder fails anyway; a device such as /dev/null must not be replaced.
        raise ExportError(f"{path} is no file that can be written.", "Choose another name.")
    try:
        with replacing(path) as file:
            yield file
    except OSError as error:
        raise ExportError(
            f"The file {path} can't be written: {error.strerror or error}.",
            "Check that the folder is there, may be written to and has room; "
            "on Windows, close the program that shows the file.",
        ) from error
