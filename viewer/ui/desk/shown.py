"""What one viewport shows: it asks for its own radiograph, and for the reading of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.errors import HilumError
from viewer.reading import Reading
from viewer.ui.desk.current import Current
from viewer.ui.desk.decoded import Decoded
from viewer.ui.desk.judging import Judging
from viewer.ui.desk.loading import Loaded, load, prepare_shown
from viewer.ui.studies.model import StudiesModel
from viewer.ui.work import Lane, Work


class Shown(QObject):
    """Shows and reads one radiograph at a time; `changed` carries its `Current`."""

    changed = Signal(object)
    drawn = Signal(object)
    """As `changed`, but after the viewport was told: its canvas shows the same by now."""

    def __init__(
        self,
        work: Work,
        studies: StudiesModel,
        judging: Judging,
        decoded: Decoded,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work, self._studies, self._judging = work, studies, judging
        self._decoded = decoded
        self._current = Current()
        self._asked = False  # whether a file or frame is on its way
        self._show, self._read = ("show", id(self)), ("read", id(self))
        judging.point_changed.connect(self._judge_again)
        studies.veil.changed.connect(self.touch)

    @property
    def current(self) -> Current:
        """What may be seen of it."""
        if self._studies.veil.hides(self._current.path):
            return replace(self._current, reading=None, veiled=True)
        return self._current

    @property
    def frames(self) -> int:
        """How many pictures the file has that is shown."""
        path = self._current.path
        entry = None if path is None else self._studies.entry(path)
        return 1 if entry is None else entry.header.frames

    def show_path(self, path: Path) -> None:
        """Show a listed file; one that failed is tried again."""
        before = self._current
        if path == before.path and before.open_error is None:
            return
        self._forget()
        self._current = Current(path)
        if (path, 0) not in self._decoded:
            self.touch()
        self._ask()

    def walk_frames(self, step: int) -> None:
        """Show the frame so many steps on in the same file."""
        wanted = min(max(self._current.frame + step, 0), self.frames - 1)
        if wanted == self._current.frame:
            return
        self._set_current(replace(self._current, frame=wanted, open_error=None))
        if not self._asked:  # else the one under way is shown first, and asks for this one then
            self._ask()

    def clear(self) -> None:
        self._forget()
        self._set_current(Current())

    def rest(self) -> None:
        """Let go of the radiograph while nobody sees it, but know which one it was."""
        if self._current.path is not None:
            self._forget()
            self._set_current(Current(self._current.path, self._current.frame))

    def wake(self) -> None:
        """Ask again for what was let go."""
        current = self._current
        nothing_yet = current.loaded is None and current.open_error is None
        if current.path is not None and nothing_yet and not self._asked:
            self._ask()

    def touch(self) -> None:
        """Tell again what is shown, after something around it changed."""
        current = self.current
        self.changed.emit(current)
        self.drawn.emit(current)

    # Showing

    def _forget(self) -> None:
        for subject in (self._show, self._read):
            self._work.forget(subject)
        self._asked = False

    def _ask(self) -> None:
        path, frame = self._current.path, self._current.frame
        assert path is not None
        kept = self._decoded.get((path, frame))
        if kept is not None:
            self._take_loaded(path, frame, kept)
            return
        self._asked = True
        self._work.ask(
            Lane.DECODE,
            self._show,
            lambda: load(path, frame),
            lambda loaded: self._take_loaded(path, frame, loaded),
            lambda error: self._take_open_error(path, frame, error),
        )

    def _take_loaded(self, path: Path, frame: int, loaded: Loaded) -> None:
        self._asked = False
        self._decoded.keep((path, frame), loaded)
        header, thumbnail = loaded.radiograph.header, loaded.thumbnail
        if frame == 0:
            self._studies.update(path, header=header, thumbnail=thumbnail, error=None)
        entry = self._studies.entry(path)
        reading = None if entry is None else entry.reading
        refusal = self._judging.refusal
        self._set_current(
            replace(
                self._current,
                loaded=loaded,
                reading=reading,
                open_error=None,
                reading_error=refusal,
            )
        )
        if frame == 0 and reading is None and refusal is None:
            # After the first paint, which the network's work would slow down on few cores.
            QTimer.singleShot(0, self, lambda: self._ask_reading(path, loaded))
        if self._current.frame != frame:
            self._ask()

    def _take_open_error(self, path: Path, frame: int, error: HilumError) -> None:
        self._asked = False
        if frame == 0:
            self._studies.update(path, error=error)
        if self._current.frame != frame:
            self._ask()
        else:
            self._set_current(replace(self._current, loaded=None, open_error=error))

    def _set_current(self, current: Current) -> None:
        self._current = current
        self.touch()

    # Reading what is shown; of a file with several frames, the first

    def _ask_reading(self, path: Path, loaded: Loaded) -> None:
        if path != self._current.path or self._current.loaded is None:
            return
        point = self._judging.point
        radiograph = loaded.radiograph
        self._work.ask_reader(
            self._read,
            lambda reader: reader.read_prepared(
                prepare_shown(radiograph, reader.card.input), point
            ),
            lambda answer: self._take_reading(path, answer),
            lambda error: self._take_reading_error(path, error),
        )

    def _take_reading(self, path: Path, reading: Reading) -> None:
        judged = self._judging.judged(reading)
        self._studies.update(path, reading=judged)
        self._set_current(replace(self._current, reading=judged))

    def _take_reading_error(self, path: Path, error: HilumError) -> None:
        if self._judging.refusal is None:  # a refused model is no fault of the file
            self._studies.update(path, error=error)
        self._set_current(replace(self._current, reading_error=error))

    def _judge_again(self) -> None:
        reading = self._current.reading
        if reading is not None:
            self._set_current(replace(self._current, reading=self._judging.judged(reading)))
