"""The radiograph that is looked at."""

from dataclasses import dataclass
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging import Radiograph
from viewer.reading import Reading
from viewer.ui.desk.loading import Loaded


@dataclass(frozen=True, slots=True, eq=False)
class Current:
    """What is looked at, as far as it has come.

    `frame` is the one that was asked for, from 0; until it is there, `loaded` is the one before.
    """

    path: Path | None = None
    frame: int = 0
    loaded: Loaded | None = None
    reading: Reading | None = None
    open_error: HilumError | None = None
    reading_error: HilumError | None = None
    veiled: bool = False
    """Whether the person reads blind and has not committed; `reading` is None then."""

    @property
    def radiograph(self) -> Radiograph | None:
        return None if self.loaded is None else self.loaded.radiograph
