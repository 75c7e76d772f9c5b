"""The places in which radiographs are shown side by side, and the one that is worked at."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.ui.desk.shown import Shown


@dataclass(frozen=True, slots=True)
class Layout:
    rows: int
    columns: int

    @property
    def count(self) -> int:
        return self.rows * self.columns


ONE, TWO, FOUR = Layout(1, 1), Layout(1, 2), Layout(2, 2)


class Places(QObject):
    """As many places as the largest layout has; the layout says how many are in sight.

    Parameters
    ----------
    make : callable
        Makes what one place shows.
    """

    arranged = Signal()
    """The layout changed, or which places are in sight."""
    active_changed = Signal(object)
    current_changed = Signal(object)
    """The Current of the place that is worked at."""

    def __init__(self, make: Callable[[], Shown], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = [make() for _ in range(FOUR.count)]
        self._layout = ONE
        self._active = self._order[0]
        self._maximised = False
        for shown in self._order:
            shown.drawn.connect(self._pass_on)

    @property
    def all(self) -> list[Shown]:
        """In the order in which they are laid out, those out of sight last."""
        return list(self._order)

    @property
    def in_layout(self) -> list[Shown]:
        return self._order[: self._layout.count]

    @property
    def in_sight(self) -> list[Shown]:
        return [self._active] if self._maximised else self.in_layout

    @property
    def hung(self) -> dict[Shown, Path]:
        """Which file is in which place of the layout."""
        paths = ((shown, shown.current.path) for shown in self.in_layout)
        return {shown: path for shown, path in paths if path is not None}

    @property
    def layout(self) -> Layout:
        return self._layout

    @property
    def maximised(self) -> bool:
        """Whether the active place has all the room for a while."""
        return self._maximised

    @property
    def active(self) -> Shown:
        return self._active

    def arrange(self, layout: Layout) -> None:
        """Show so many places; the active one stays in sight."""
        last = layout.count - 1
        if self._order.index(self._active) > last:
            self._order.remove(self._active)
            self._order.insert(last, self._active)
        self._layout, self._maximised = layout, False
        self.arranged.emit()
        for shown in self._order[layout.count :]:
            shown.rest()
        for shown in self.in_layout:
            shown.wake()

    def lead(self, shown: Shown) -> None:
        """Lay one out first, before the others."""
        self._order.remove(shown)
        self._order.insert(0, shown)
        self.arranged.emit()

    def maximise(self, maximised: bool) -> None:
        """Give the active place all the room, or share it again."""
        wanted = maximised and self._layout.count > 1
        if wanted != self._maximised:
            self._maximised = wanted
            self.arranged.emit()

    def activate(self, shown: Shown) -> None:
        if shown is self._active:
            return
        self._active = shown
        if self._maximised:
            self.arranged.emit()
        self.active_changed.emit(shown)
        self.current_changed.emit(shown.current)

    def after_active(self, step: int = 1) -> Shown:
        """The place so many further in the layout, round and round."""
        places = self.in_layout
        return places[(places.index(self._active) + step) % len(places)]

    def _pass_on(self, current: object) -> None:
        if self.sender() is self._active:
            self.current_changed.emit(current)
