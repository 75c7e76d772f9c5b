"""The desk: what is open, in which places it is shown, and how it is judged."""

from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.errors import HilumError
from viewer.reading import OperatingPoint
from viewer.ui.desk.current import Current
from viewer.ui.desk.decoded import Decoded, Key
from viewer.ui.desk.entry import Entry, Found
from viewer.ui.desk.glances import Glances
from viewer.ui.desk.hanging import fill
from viewer.ui.desk.judging import Judging, ModelInUse
from viewer.ui.desk.opening import Opening
from viewer.ui.desk.places import Places
from viewer.ui.desk.shown import Shown
from viewer.ui.desk.siblings import Siblings
from viewer.ui.studies.model import StudiesModel
from viewer.ui.work import Work


class Desk(QObject):
    """Opens radiographs and shows them; the views only draw what its signals carry.

    What it says of the current radiograph is of the one in the active place.
    """

    current_changed = Signal(object)
    model_ready = Signal(object)
    model_refused = Signal(object)
    operating_point_changed = Signal(object)
    problem = Signal(object)
    """A HilumError that belongs to no listed file."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.studies = StudiesModel(self)
        self.walk_rows: Callable[[Path, int], bool] | None = None
        """Walks on from a file that was opened from a table, and says whether it was."""
        self._work = work
        self._judging = Judging(work, self)
        self._decoded = Decoded(self._shown_keys)
        self._glances = Glances(work, self.studies, self._judging.judged)
        self._siblings = Siblings(work, self._visit, self._walk_tree, self.problem.emit)
        self._opening = Opening(work, self._take_found, self._take_alone, self.problem.emit)
        self.places = Places(self._make_shown, self)
        self.places.current_changed.connect(self.current_changed)
        self._judging.model_ready.connect(self._take_model)
        self._judging.model_refused.connect(self._take_refusal)

    @property
    def current(self) -> Current:
        return self.places.active.current

    @property
    def model(self) -> ModelInUse | None:
        return self._judging.model

    @property
    def refusal(self) -> HilumError | None:
        """Why there is no model."""
        return self._judging.refusal

    @property
    def operating_point(self) -> OperatingPoint | None:
        return self._judging.point

    @property
    def can_walk(self) -> bool:
        """Whether there may be another file to look at."""
        path = self.current.path
        return path is not None and (len(self.studies) > 1 or path in self._siblings)

    @property
    def frames(self) -> int:
        """How many pictures the file has that is looked at."""
        return self.places.active.frames

    # Model

    def load_model(self) -> None:
        """Open the model in its thread; `model_ready` or `model_refused` tells the end."""
        self._judging.load_model()

    def set_operating_point(self, point: OperatingPoint) -> None:
        """Judge every reading again at another operating point, without reading again."""
        if point == self._judging.point:
            return
        self._glances.read_at(point)
        self._judging.set_point(point)
        self.studies.rejudge(self._judging.judged)
        self.operating_point_changed.emit(point)

    def _take_model(self, model: ModelInUse) -> None:
        self._glances.read_at(model.card.operating_points[0])
        self.model_ready.emit(model)
        self._glances.begin(model.card.input)

    def _take_refusal(self, refusal: HilumError) -> None:
        self.model_refused.emit(refusal)
        self._glances.begin(None)

    # Opening

    def open_paths(self, paths: list[Path]) -> None:
        """List files and the radiographs of folders as they are found, and show the first.

        The rest of its study is shown beside it where places are empty.
        """
        self._opening.open(paths)

    def stop_finding(self) -> None:
        """Look for no more radiographs; what was found stays."""
        self._opening.forget()

    def put_back(self, entries: Iterable[Entry], hung: Mapping[Shown, Path]) -> None:
        """List files again as they were, readings included, and show some where they were."""
        entries = list(entries)
        self.studies.add([Found(entry.path, entry.header, entry.place) for entry in entries])
        for entry in entries:
            self.studies.update(
                entry.path, thumbnail=entry.thumbnail, reading=entry.reading, error=entry.error
            )
        self.studies.rejudge(self._judging.judged)
        for shown in self.places.in_layout:
            if shown in hung:
                shown.show_path(hung[shown])
        self._glances.wait(entry.path for entry in entries if not entry.settled)

    def close_all(self) -> None:
        """Clear the list, and drop every question about it."""
        self._opening.forget()
        self._glances.forget()
        self._siblings.forget()
        self.studies.clear()
        for shown in self.places.all:
            shown.clear()
        self._decoded.clear()

    def _take_found(self, found: list[Found], first: bool) -> None:
        self._siblings.dismiss([item.path for item in found])
        new = self.studies.add(found)
        if first:
            self.show_path(found[0].path)
        fill(self.places, self.studies)
        self._glances.wait(new)

    def _take_alone(self, path: Path) -> None:
        if self.studies.entry(path) is not None:  # it was a file, and not a folder of some
            self._siblings.admit(path)
            self.places.active.touch()

    # Walking and showing

    def show_path(self, path: Path) -> None:
        """Look at a listed file; one that failed is tried again."""
        self.places.active.show_path(path)

    def walk(self, step: int) -> None:
        """Look at the file so many steps on: in the tree, or beside one that was opened alone."""
        path = self.current.path
        if path is None or (self.walk_rows is not None and self.walk_rows(path, step)):
            return
        if path in self._siblings:
            self._siblings.walk(path, step)
        else:
            self._walk_tree(step)

    def walk_frames(self, step: int) -> None:
        """Look at the frame so many steps on in the same file."""
        self.places.active.walk_frames(step)

    def _walk_tree(self, step: int) -> None:
        path = self.current.path
        beside = None if path is None else self.studies.neighbour(path, step)
        if beside is not None:
            self.show_path(beside)

    def _visit(self, found: Found) -> None:
        self.studies.add([found])
        self.show_path(found.path)

    # What the places show

    def _make_shown(self) -> Shown:
        shown = Shown(self._work, self.studies, self._judging, self._decoded, self)
        shown.changed.connect(self._leave_to_places)
        return shown

    def _leave_to_places(self) -> None:
        paths = [shown.current.path for shown in self.places.in_layout]
        self._glances.leave_to({path for path in paths if path is not None})

    def _shown_keys(self) -> Set[Key]:
        currents = [shown.current for shown in self.places.in_layout]
        return {(current.path, current.frame) for current in currents if current.path}
