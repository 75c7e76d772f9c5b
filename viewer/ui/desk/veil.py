"""What may not be seen yet: while a person reads blind, the network's reading waits."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal


class Veil(QObject):
    """Hides the readings of all files but some; or of none, as long as it is up.

    Whoever shows a reading, in whatever form, asks here first. `StudiesModel` and `Shown` do
    for those who draw what they hand out.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._down = False
        self._lifted: set[Path] = set()

    @property
    def down(self) -> bool:
        return self._down

    def hides(self, path: Path | None) -> bool:
        return self._down and path is not None and path not in self._lifted

    def fall(self, but: Iterable[Path] = ()) -> None:
        """Hide every reading, except of these files."""
        self._down, self._lifted = True, set(but)
        self.changed.emit()

    def rise(self) -> None:
        """Hide nothing."""
        self._down = False
        self.changed.emit()

    def lift(self, path: Path) -> None:
        """Let the reading of one file be seen."""
        if path not in self._lifted:
            self._lifted.add(path)
            self.changed.emit()

    def lower(self, path: Path) -> None:
        """Hide the reading of one file again."""
        if path in self._lifted:
            self._lifted.discard(path)
            self.changed.emit()
