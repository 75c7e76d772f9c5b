"""How a member of an archive is addressed: by a name that can lead nowhere else."""

import re

from viewer.imaging.ordering import natural

MAX_NAME = 1024
"""Characters. File systems end at 255 a part, and a path of many thousand parts costs seconds."""

_DRIVE = re.compile("[A-Za-z]:")
_LEFT_OUT = {"__MACOSX", "Thumbs.db"}

Order = tuple[tuple[int, tuple[str, str]], ...]


def address_of(name: str) -> str | None:
    """The path of a member within its archive, with `/` between its parts.

    Backslashes, which some programs write, part folders as well. Names that are absolute,
    that lead up or to a drive, or that no path can hold, have no address.
    """
    slashed = name.replace("\\", "/")
    parts = [part for part in slashed.split("/") if part not in ("", ".")]
    unsafe = slashed.startswith("/") or ".." in parts or "\0" in name or _DRIVE.match(slashed)
    return None if unsafe or not parts or len(name) > MAX_NAME else "/".join(parts)


def is_left_out(name: str) -> bool:
    """Whether a file or folder is one that people don't see: hidden, or a system's own."""
    return name.startswith(".") or name in _LEFT_OUT


def order_of(address: str) -> Order:
    """A key that sorts as a walk does: of each folder first the files, then the folders."""
    *folders, name = address.split("/")
    return (*((1, natural(folder)) for folder in folders), (0, natural(name)))
