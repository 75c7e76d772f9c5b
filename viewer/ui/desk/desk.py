"""The desk: what is open, which radiograph is looked at, and what is still being asked."""

import os
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.errors import HilumError
from viewer.imaging import nothing_found
from viewer.reading import ModelCard, ModelIdentity, OperatingPoint, Reader, Reading, judge
from viewer.ui.desk.current import Current
from viewer.ui.desk.entry import Found
from viewer.ui.desk.glances import Glances
from viewer.ui.desk.loading import Loaded, find, load, prepare_shown
from viewer.ui.desk.siblings import Siblings
from viewer.ui.studies.model import StudiesModel
from viewer.ui.work import Lane, Work

_KEPT_BYTES = 400_000_000
"""Decoded radiographs that are kept, so that walking back and forth does not decode again."""


@dataclass(frozen=True, slots=True)
class ModelInUse:
    card: ModelCard
    identity: ModelIdentity
    provider: str


class Desk(QObject):
    """Opens, shows and reads radiographs; the views only draw what its signals carry."""

    current_changed = Signal(object)
    model_ready = Signal(object)
    model_refused = Signal(object)
    operating_point_changed = Signal(object)
    problem = Signal(object)
    """A HilumError that belongs to no listed file."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studies = StudiesModel(self)
        self._work = work
        self._current = Current()
        self._model: ModelInUse | None = None
        self._refusal: HilumError | None = None
        self._point: OperatingPoint | None = None
        self._kept: OrderedDict[tuple[Path, int], Loaded] = OrderedDict()
        self._asked = False  # whether the shown file or frame is on its way
        self._glances = Glances(work, self.studies, self._judged)
        self._siblings = Siblings(work, self._visit, self._walk_tree, self.problem.emit)
        self._finds = 0
        self._finding: dict[int, int] = {}  # how many files each has found so far

    @property
    def current(self) -> Current:
        return self._current

    @property
    def model(self) -> ModelInUse | None:
        return self._model

    @property
    def operating_point(self) -> OperatingPoint | None:
        return self._point

    @property
    def can_walk(self) -> bool:
        """Whether there may be another file to look at."""
        path = self._current.path
        return path is not None and (len(self.studies) > 1 or path in self._siblings)

    @property
    def frames(self) -> int:
        """How many pictures the file has that is looked at."""
        entry = None if self._current.path is None else self.studies.entry(self._current.path)
        return 1 if entry is None else entry.header.frames

    # Model

    def load_model(self) -> None:
        """Open the model in its thread; `model_ready` or `model_refused` tells the end."""
        self._work.ask_reader("model", _in_use, self._take_model, self._take_refusal)

    def set_operating_point(self, point: OperatingPoint) -> None:
        """Judge every reading again at another operating point, without reading again."""
        if point == self._point:
            return
        self._point = point
        self._glances.read_at(point)
        self.studies.rejudge(self._judged)
        self.operating_point_changed.emit(point)
        if self._current.reading is not None:
            self._set_current(replace(self._current, reading=self._judged(self._current.reading)))

    def _take_model(self, model: ModelInUse) -> None:
        self._model = model
        self._point = model.card.operating_points[0]
        self._glances.read_at(self._point)
        self.model_ready.emit(model)
        self._glances.begin(model.card.input)

    def _take_refusal(self, refusal: HilumError) -> None:
        self._refusal = refusal
        self.model_refused.emit(refusal)
        self._glances.begin(None)

    def _judged(self, reading: Reading) -> Reading:
        point = self._point or reading.operating_point
        return replace(
            reading,
            operating_point=point,
            verdict=judge(reading.probability, point, reading.scope),
        )

    # Opening

    def open_paths(self, paths: list[Path]) -> None:
        """List files and the radiographs of folders as they are found, and show the first."""
        self._finds += 1
        number = self._finds
        self._finding[number] = 0
        self._work.stream(
            Lane.FIND,
            ("find", number),
            lambda: find(paths),
            lambda found: self._take_found(number, found),
            lambda count: self._end_find(number, paths, count),
            lambda error: self._end_find(number, paths, 0, error),
        )

    def close_all(self) -> None:
        """Clear the list, and drop every question about it."""
        for number in self._finding:
            self._work.forget(("find", number))
        for subject in ("show", "read"):
            self._work.forget(subject)
        self._glances.forget()
        self._siblings.forget()
        self._finding.clear()
        self._kept.clear()
        self._asked = False
        self.studies.clear()
        self._set_current(Current())

    def _take_found(self, number: int, found: list[Found]) -> None:
        first = self._finding[number] == 0
        self._finding[number] += len(found)
        self._siblings.dismiss([item.path for item in found])
        new = self.studies.add(found)
        if first:
            self.show_path(found[0].path)
        self._glances.wait(new)

    def _end_find(
        self, number: int, paths: list[Path], count: int, error: HilumError | None = None
    ) -> None:
        del self._finding[number]
        if error is not None:
            self.problem.emit(error)
        elif count == 0:
            self.problem.emit(nothing_found(paths))
        elif len(paths) == 1:
            path = Path(os.path.abspath(paths[0]))
            if self.studies.entry(path) is not None:  # it was a file, and not a folder of some
                self._siblings.admit(path)
                self._set_current(self._current)

    # Walking

    def walk(self, step: int) -> None:
        """Look at the file so many steps on: in the tree, or beside one that was opened alone."""
        path = self._current.path
        if path is None:
            return
        if path in self._siblings:
            self._siblings.walk(path, step)
        else:
            self._walk_tree(step)

    def walk_frames(self, step: int) -> None:
        """Look at the frame so many steps on in the same file."""
        wanted = min(max(self._current.frame + step, 0), self.frames - 1)
        if wanted == self._current.frame:
            return
        self._set_current(replace(self._current, frame=wanted, open_error=None))
        if not self._asked:  # else the one under way is shown first, and asks for this one then
            self._ask()

    def _walk_tree(self, step: int) -> None:
        path = self._current.path
        beside = None if path is None else self.studies.neighbour(path, step)
        if beside is not None:
            self.show_path(beside)

    def _visit(self, found: Found) -> None:
        self.studies.add([found])
        self.show_path(found.path)

    # Showing

    def show_path(self, path: Path) -> None:
        """Look at a listed file; one that failed is tried again."""
        before = self._current
        if path == before.path and before.open_error is None:
            return
        entry = None if before.path is None else self.studies.entry(before.path)
        if entry is not None and not entry.settled:
            self._work.forget("read")
        self._work.forget("show")
        self._asked = False
        self._current = Current(path)
        if (path, 0) not in self._kept:
            self.current_changed.emit(self._current)
        self._ask()
        self._glances.leave_out(path)

    def _ask(self) -> None:
        path, frame = self._current.path, self._current.frame
        assert path is not None
        kept = self._kept.get((path, frame))
        if kept is not None:
            self._kept.move_to_end((path, frame))
            self._take_loaded(path, frame, kept)
            return
        self._asked = True
        self._work.ask(
            Lane.DECODE,
            "show",
            lambda: load(path, frame),
            lambda loaded: self._take_loaded(path, frame, loaded),
            lambda error: self._take_open_error(path, frame, error),
        )

    def _take_loaded(self, path: Path, frame: int, loaded: Loaded) -> None:
        self._asked = False
        self._keep(path, frame, loaded)
        header, thumbnail = loaded.radiograph.header, loaded.thumbnail
        if frame == 0:
            self.studies.update(path, header=header, thumbnail=thumbnail, error=None)
        entry = self.studies.entry(path)
        reading = None if entry is None else entry.reading
        self._set_current(
            replace(
                self._current,
                loaded=loaded,
                reading=reading,
                open_error=None,
                reading_error=self._refusal,
            )
        )
        if frame == 0 and reading is None and self._refusal is None:
            # After the first paint, which the network's work would slow down on few cores.
            QTimer.singleShot(0, self, lambda: self._read(path, loaded))
        if self._current.frame != frame:
            self._ask()

    def _take_open_error(self, path: Path, frame: int, error: HilumError) -> None:
        self._asked = False
        if frame == 0:
            self.studies.update(path, error=error)
        if self._current.frame != frame:
            self._ask()
        else:
            self._set_current(replace(self._current, loaded=None, open_error=error))

    def _keep(self, path: Path, frame: int, loaded: Loaded) -> None:
        self._kept[path, frame] = loaded
        while len(self._kept) > 1 and self._kept_bytes() > _KEPT_BYTES:
            self._kept.popitem(last=False)

    def _kept_bytes(self) -> int:
        return sum(loaded.nbytes for loaded in self._kept.values())

    def _set_current(self, current: Current) -> None:
        self._current = current
        self.current_changed.emit(current)

    # Reading what is shown; of a file with several frames, the first

    def _read(self, path: Path, loaded: Loaded) -> None:
        if path != self._current.path:
            return
        point = self._point
        radiograph = loaded.radiograph
        self._work.ask_reader(
            "read",
            lambda reader: reader.read_prepared(
                prepare_shown(radiograph, reader.card.input), point
            ),
            lambda answer: self._take_reading(path, answer),
            lambda error: self._take_reading_error(path, error),
        )

    def _take_reading(self, path: Path, reading: Reading) -> None:
        judged = self._judged(reading)
        self.studies.update(path, reading=judged)
        if path == self._current.path:
            self._set_current(replace(self._current, reading=judged))

    def _take_reading_error(self, path: Path, error: HilumError) -> None:
        if self._refusal is None:  # a refused model is no fault of the file
            self.studies.update(path, error=error)
        if path == self._current.path:
            self._set_current(replace(self._current, reading_error=error))


def _in_use(reader: Reader) -> ModelInUse:
    return ModelInUse(reader.card, reader.identity, reader.provider)
