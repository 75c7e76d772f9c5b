"""The values inside regions: of small ones at once, of large ones from a worker thread."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.errors import HilumError
from viewer.imaging import Radiograph
from viewer.measuring import Kind, Measurement, Point, Statistics, statistics
from viewer.ui.work import Lane, Work

_AT_ONCE = 2_000_000
"""Pixels that are looked at before the next frame; more would be felt."""

Region = tuple[Kind, tuple[Point, ...]]


class Regions(QObject):
    """Knows what was asked of one radiograph.

    Parameters
    ----------
    wanted : callable
        Which measurements are to be seen: while the hand drags one, those of a moment ago
        need no answer any more.
    """

    found = Signal()

    def __init__(
        self, work: Work, wanted: Callable[[], Iterable[Measurement]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._wanted = work, wanted
        self._radiograph: Radiograph | None = None
        self._known: dict[Region, Statistics | None] = {}
        self._awaited: list[Region] = []
        self._looked_at = 0.0
        self._asking = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._begin_anew)

    def follow(self, radiograph: Radiograph | None) -> None:
        """Forget what another radiograph holds."""
        if radiograph is not self._radiograph:
            self._radiograph = radiograph
            self._known.clear()
            self._awaited.clear()
            self._forget_question()

    def forget_others(self) -> None:
        """Keep what is known of the measurements that are wanted."""
        wanted = self._regions_wanted()
        self._known = {region: known for region, known in self._known.items() if region in wanted}

    def awaits(self, kind: Kind, corners: tuple[Point, ...]) -> bool:
        return (kind, corners) in self._awaited

    def describe(
        self, radiograph: Radiograph, kind: Kind, corners: tuple[Point, ...]
    ) -> Statistics | None:
        """What `statistics` tells; None for now where that would hold up the window."""
        region = kind, corners
        if region in self._known or region in self._awaited:
            return self._known.get(region)
        size = _size(radiograph, corners)
        self._next.start(0)
        if self._looked_at + size > _AT_ONCE:
            self._awaited.append(region)
            return None
        self._looked_at += size
        self._known[region] = statistics(radiograph, kind, corners)
        return self._known[region]

    def finish(self) -> None:
        """Wait for what is awaited: a picture that is kept must have it."""
        if self._awaited and self._radiograph is not None:
            self._forget_question()
            self._take({one: statistics(self._radiograph, *one) for one in self._awaited})

    def _begin_anew(self) -> None:
        self._looked_at = 0.0
        self._ask()

    def _ask(self) -> None:
        if self._asking or self._radiograph is None:
            return
        wanted, radiograph = self._regions_wanted(), self._radiograph
        self._awaited = regions = [region for region in self._awaited if region in wanted]
        if regions:
            self._asking = True
            self._work.ask(
                Lane.FIND,
                self._subject,
                lambda: {region: statistics(radiograph, *region) for region in regions},
                self._take,
                self._fail,
            )

    def _take(self, found: dict[Region, Statistics | None]) -> None:
        self._asking = False
        self._known.update(found)
        self._awaited = [region for region in self._awaited if region not in found]
        self.found.emit()
        self._ask()

    def _fail(self, _error: HilumError) -> None:
        self._asking = False

    def _forget_question(self) -> None:
        if self._asking:
            self._asking = False
            self._work.forget(self._subject)

    @property
    def _subject(self) -> tuple[str, int]:
        return "regions", id(self)

    def _regions_wanted(self) -> set[Region]:
        return {(one.kind, one.points) for one in self._wanted()}


def _size(radiograph: Radiograph, corners: tuple[Point, ...]) -> float:
    (left, top), (right, bottom) = corners[:2]
    across = min(abs(right - left), radiograph.columns)
    return across * min(abs(bottom - top), radiograph.rows)
