"""One opened file, and what is known of it so far."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from viewer.errors import HilumError
from viewer.imaging import Header
from viewer.imaging.studies import Place
from viewer.reading import Reading
from viewer.ui.looks import FAILED, VEILED, WAITING, Look, look_of, probability_text
from viewer.ui.texts import said


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it was found: enough to list it, though it was not decoded yet."""

    path: Path
    header: Header
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An instance of the tree; `header` is what the file said when it was found or opened."""

    path: Path
    place: Place
    header: Header
    thumbnail: QImage | None = None
    reading: Reading | None = None
    error: HilumError | None = None
    veiled: bool = False
    """Whether the person reads blind and has not committed; `reading` is None then."""

    @property
    def settled(self) -> bool:
        return self.reading is not None or self.error is not None

    @property
    def title(self) -> str:
        title, name = self.place.instance.title, self.path.name
        # A file's name is nobody's sentence.
        return name + said(title[len(name) :]) if title.startswith(name) else said(title)

    @property
    def look(self) -> Look:
        if self.error is not None:
            return FAILED
        if self.veiled:
            return VEILED
        return WAITING if self.reading is None else look_of(self.reading.verdict)

    @property
    def remark(self) -> str:
        """The second line of the list."""
        if self.error is not None:
            return said(self.error.sentence)
        if self.reading is None:
            return self.look.word
        return f"{probability_text(self.reading.probability)}  {self.look.word}"
