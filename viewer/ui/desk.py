"""The desk: what is open, which radiograph is looked at, and what is still being asked."""

from collections import OrderedDict, deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.errors import HilumError
from viewer.imaging import Radiograph, find_radiographs, nothing_found
from viewer.reading import ModelCard, ModelIdentity, OperatingPoint, Reader, Reading, judge
from viewer.ui.loading import Glance, Loaded, glance, load
from viewer.ui.pyramid import Pyramid
from viewer.ui.studies_model import StudiesModel
from viewer.ui.work import Lane, Work

_KEPT_BYTES = 400_000_000
"""Decoded radiographs that are kept, so that walking back and forth does not decode again."""


@dataclass(frozen=True, slots=True)
class ModelInUse:
    card: ModelCard
    identity: ModelIdentity
    provider: str


@dataclass(frozen=True, slots=True, eq=False)
class Current:
    """The radiograph that is looked at, as far as it has come."""

    path: Path | None = None
    radiograph: Radiograph | None = None
    pyramid: Pyramid | None = None
    reading: Reading | None = None
    open_error: HilumError | None = None
    reading_error: HilumError | None = None


class Desk(QObject):
    """Opens, shows and reads radiographs; the views only draw what its signals carry."""

    current_changed = Signal(object)
    model_ready = Signal(object)
    model_refused = Signal(object)
    operating_point_changed = Signal(object)
    problem = Signal(object)
    """A HilumError that belongs to no listed file."""
    advanced = Signal(int, int)
    """How many of how many listed files are settled."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studies = StudiesModel(self)
        self._work = work
        self._current = Current()
        self._model: ModelInUse | None = None
        self._refusal: HilumError | None = None
        self._point: OperatingPoint | None = None
        self._kept: OrderedDict[Path, Loaded] = OrderedDict()
        self._waiting: deque[Path] = deque()
        self._settled = 0
        self._glancing = False
        self._finds = 0
        self._finding: dict[int, bool] = {}  # whether anything was found yet

    @property
    def current(self) -> Current:
        return self._current

    @property
    def model(self) -> ModelInUse | None:
        return self._model

    @property
    def settled(self) -> tuple[int, int]:
        """How many of how many listed files are read or have failed."""
        return self._settled, self.studies.rowCount()

    @property
    def operating_point(self) -> OperatingPoint | None:
        return self._point

    # Model

    def load_model(self) -> None:
        """Open the model in its thread; `model_ready` or `model_refused` tells the end."""
        self._work.ask_reader("model", _in_use, self._take_model, self._take_refusal)

    def set_operating_point(self, point: OperatingPoint) -> None:
        """Judge every reading again at another operating point, without reading again."""
        if point == self._point:
            return
        self._point = point
        self.studies.rejudge(self._judged)
        self.operating_point_changed.emit(point)
        if self._current.reading is not None:
            self._set_current(replace(self._current, reading=self._judged(self._current.reading)))

    def _take_model(self, model: ModelInUse) -> None:
        self._model = model
        self._point = model.card.operating_points[0]
        self.model_ready.emit(model)
        self._glance_at_next()

    def _take_refusal(self, refusal: HilumError) -> None:
        self._refusal = refusal
        self.model_refused.emit(refusal)
        self._glance_at_next()

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
        self._finding[number] = False
        self._work.stream(
            Lane.FIND,
            ("find", number),
            lambda: find_radiographs(paths),
            lambda found: self._take_found(number, found),
            lambda count: self._end_find(number, paths, count),
            lambda error: self._end_find(number, paths, 0, error),
        )

    def close_all(self) -> None:
        """Clear the list, and drop every question about it."""
        for number in self._finding:
            self._work.forget(("find", number))
        for subject in ("show", "read", "glance"):
            self._work.forget(subject)
        self._finding.clear()
        self._waiting.clear()
        self._kept.clear()
        self._glancing = False
        self._settled = 0
        self.studies.clear()
        self._set_current(Current())
        self._tell_progress()

    def _take_found(self, number: int, found: list[Path]) -> None:
        first = not self._finding[number]
        self._finding[number] = True
        self._waiting.extend(self.studies.append(found))
        if first:
            row = self.studies.row_of(found[0])
            if row is not None:
                self.show_row(row)
        self._tell_progress()
        self._glance_at_next()

    def _end_find(
        self, number: int, paths: list[Path], count: int, error: HilumError | None = None
    ) -> None:
        del self._finding[number]
        if error is not None:
            self.problem.emit(error)
        elif count == 0:
            self.problem.emit(nothing_found(paths))

    # Showing

    def show_row(self, row: int) -> None:
        """Look at a listed file; one that failed is tried again."""
        path = self.studies.entry(row).path
        if path == self._current.path and self._current.open_error is None:
            return
        self._leave_current()
        kept = self._kept.get(path)
        if kept is not None:
            self._kept.move_to_end(path)
            self._work.forget("show")
            self._take_loaded(path, kept)
        else:
            self._set_current(Current(path))
            self._work.ask(
                Lane.DECODE,
                "show",
                lambda: load(path),
                lambda loaded: self._take_loaded(path, loaded),
                lambda error: self._take_open_error(path, error),
            )
        self._glance_at_next()

    def walk(self, step: int) -> None:
        """Look at the file so many rows on."""
        if self._current.path is None:
            return
        row = (self.studies.row_of(self._current.path) or 0) + step
        if 0 <= row < self.studies.rowCount():
            self.show_row(row)

    def _leave_current(self) -> None:
        path = self._current.path
        if path is None:
            return
        row = self.studies.row_of(path)
        if row is not None and not self.studies.entry(row).settled:
            self._work.forget("read")
            self._waiting.appendleft(path)

    def _take_loaded(self, path: Path, loaded: Loaded) -> None:
        self._keep(path, loaded)
        self._update(path, header=loaded.radiograph.header, thumbnail=loaded.thumbnail, error=None)
        row = self.studies.row_of(path)
        reading = None if row is None else self.studies.entry(row).reading
        self._set_current(
            Current(path, loaded.radiograph, loaded.pyramid, reading, None, self._refusal)
        )
        if reading is None and self._refusal is None:
            point = self._point
            self._work.ask_reader(
                "read",
                lambda reader: reader.read(loaded.radiograph, point),
                lambda answer: self._take_reading(path, answer),
                lambda error: self._take_reading_error(path, error),
            )

    def _take_open_error(self, path: Path, error: HilumError) -> None:
        self._update(path, error=error)
        self._set_current(Current(path, open_error=error))

    def _take_reading(self, path: Path, reading: Reading) -> None:
        judged = self._judged(reading)
        self._update(path, reading=judged)
        if path == self._current.path:
            self._set_current(replace(self._current, reading=judged))

    def _take_reading_error(self, path: Path, error: HilumError) -> None:
        if self._refusal is None:  # a refused model is no fault of the file
            self._update(path, error=error)
        if path == self._current.path:
            self._set_current(replace(self._current, reading_error=error))

    def _keep(self, path: Path, loaded: Loaded) -> None:
        self._kept[path] = loaded
        while len(self._kept) > 1 and _kept_bytes(self._kept) > _KEPT_BYTES:
            self._kept.popitem(last=False)

    def _set_current(self, current: Current) -> None:
        self._current = current
        self.current_changed.emit(current)

    # Reading the rest of the list, one at a time so that the shown radiograph goes first

    def _glance_at_next(self) -> None:
        if self._glancing or (self._model is None and self._refusal is None):
            return
        path = self._next_waiting()
        if path is None:
            return
        self._glancing = True
        spec = None if self._model is None else self._model.card.input
        self._work.ask(
            Lane.DECODE,
            "glance",
            lambda: glance(path, spec),
            lambda answer: self._take_glance(path, answer),
            lambda error: self._end_glance(path, error=error),
        )

    def _next_waiting(self) -> Path | None:
        while self._waiting:
            path = self._waiting.popleft()
            row = self.studies.row_of(path)
            if row is None or path == self._current.path or self.studies.entry(row).settled:
                continue
            return path
        return None

    def _take_glance(self, path: Path, answer: Glance) -> None:
        self._update(path, header=answer.header, thumbnail=answer.thumbnail)
        prepared, point = answer.prepared, self._point
        if prepared is None:
            self._end_glance(path)
            return
        self._work.ask_reader(
            "glance",
            lambda reader: reader.read_prepared(prepared, point),
            lambda reading: self._end_glance(path, reading=self._judged(reading)),
            lambda error: self._end_glance(path, error=error),
        )

    def _end_glance(self, path: Path, **changes: Any) -> None:
        self._glancing = False
        if path != self._current.path:
            self._update(path, **changes)
        self._glance_at_next()

    def _update(self, path: Path, **changes: Any) -> None:
        row = self.studies.row_of(path)
        if row is None:
            return
        before = self.studies.entry(row).settled
        self.studies.update(path, **changes)
        after = self.studies.entry(row).settled
        if before != after:
            self._settled += 1 if after else -1
            self._tell_progress()

    def _tell_progress(self) -> None:
        self.advanced.emit(*self.settled)


def _in_use(reader: Reader) -> ModelInUse:
    return ModelInUse(reader.card, reader.identity, reader.provider)


def _kept_bytes(kept: OrderedDict[Path, Loaded]) -> int:
    return sum(level.nbytes for loaded in kept.values() for level in loaded.pyramid.levels)
