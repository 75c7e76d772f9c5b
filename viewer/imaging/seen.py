"""What a walk has come by, so that it gives each file once."""

import os
from collections.abc import Iterable
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging.archive import split
from viewer.imaging.offers import is_shown, listed
from viewer.imaging.ordering import natural

Identity = tuple[int, int]
"""A folder's device and number, by whatever way it is reached."""


class Seen:
    """Remembers folders, and files that come by another way than their folder's list.

    Those of a list need not be remembered, which would take memory for each: a folder is read
    once, and so are they. What comes by its name, by a link or from an index is a stray: it is
    remembered, and looked for in the folders that were read before.
    """

    def __init__(self) -> None:
        self._strays: set[str] = set()
        self._folders: set[Identity] = set()
        self._here: tuple[Identity, str] | None = None
        self._real: tuple[Path, str] | None = None
        self._offer: tuple[Path, frozenset[str]] | None = None

    def has_read(self, folder: Identity) -> bool:
        return folder in self._folders

    def begin(self, folder: Identity) -> None:
        """Say that a folder's list is read now."""
        self._folders.add(folder)
        self._here = folder, ""

    def come_to(self, name: str) -> None:
        """Say which file of the list comes now, in the natural order of names."""
        if self._here is not None:
            self._here = self._here[0], name

    def end(self) -> None:
        """Say that all files of the list came by."""
        self._here = None

    def is_no_stray(self, file: Path) -> bool:
        """Whether a file of a folder's list did not come before by another way."""
        return not self._strays or self._real_path(file) not in self._strays

    def is_new(self, file: Path) -> bool:
        """Whether a file that comes by another way than a list did not come before."""
        real = os.path.realpath(file) if os.path.islink(file) else self._real_path(file)
        if real in self._strays or self._was_listed(Path(real)):
            return False
        self._strays.add(real)
        return True

    def is_new_folder(self, folder: Path) -> bool:
        """Whether a folder that can't be listed did not come before; no list gives one."""
        real = os.path.realpath(folder)
        new = real not in self._strays
        self._strays.add(real)
        return new

    def _real_path(self, file: Path) -> str:
        folder = file.parent
        if self._real is None or self._real[0] != folder:
            self._real = folder, os.path.realpath(folder)
        return f"{self._real[1]}{os.sep}{file.name}"

    def _was_listed(self, real: Path) -> bool:
        """Whether a folder that was read gave this file, or the archive that it is in."""
        place = split(real)
        top = real if place is None else place[0]
        return self._has_passed(top) and str(real) in self._offer_of(top)

    def _has_passed(self, top: Path) -> bool:
        try:
            status = top.parent.stat()
        except OSError:
            return False
        folder = (status.st_dev, status.st_ino)
        if folder not in self._folders or not is_shown(top.name):
            return False
        if self._here is not None and self._here[0] == folder:
            return natural(top.name) < natural(self._here[1])
        return True

    def _offer_of(self, top: Path) -> frozenset[str]:
        if self._offer is None or self._offer[0] != top:
            self._offer = top, frozenset(_names(listed(top)))
        return self._offer[1]


def _names(files: Iterable[Path]) -> list[str]:
    try:
        return [str(file) for file in files]
    except (HilumError, OSError):  # an archive that changed meanwhile
        return []
