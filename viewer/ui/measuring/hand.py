"""The left button on what is measured: draw, select, drag."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from viewer.measuring import Measurement, Point
from viewer.ui.measuring.board import Board
from viewer.ui.measuring.calibration_line import is_calibration
from viewer.ui.measuring.draft import Draft
from viewer.ui.measuring.drawing_tool import DrawingTool
from viewer.ui.measuring.picking import LABEL, WHOLE, corners, part_at, selected_last
from viewer.ui.measuring.placed import Placing

_STILL = 4.0
"""How far a click may slip before it is a drag, in pixels of the screen."""


@dataclass(frozen=True, slots=True)
class _Grip:
    """What is held of a measurement: a point by its index, the figures, or the whole."""

    measurement: Measurement
    part: int
    start: QPointF
    label: QPointF
    """Where the middle of the figures was."""


class Hand:
    """The interaction of a canvas.

    Both ways of drawing work: click, move, click; and press, drag, let go.

    Parameters
    ----------
    calibrate : callable
        Told the two ends of a line whose length the person knows.
    rename : callable
        Told that the person wants to name the selected measurement.
    """

    def __init__(
        self,
        board: Board,
        placing: Placing,
        calibrate: Callable[[Board, Point, Point], None],
        rename: Callable[[], None],
    ) -> None:
        self._board, self._placing = board, placing
        self._calibrate, self._rename = calibrate, rename
        self._tool: DrawingTool | None = None
        self._grip: _Grip | None = None
        self._pressed = QPointF()

    def set_tool(self, tool: DrawingTool | None) -> None:
        self._tool = tool
        self._board.set_draft(None)

    def cancel(self) -> bool:
        """Leave off drawing or dragging; whether there was anything to leave off."""
        busy = self._board.draft is not None or self._grip is not None
        self._grip = None
        self._board.drag(None)
        self._board.set_draft(None)
        return busy

    def select_at(self, place: QPointF) -> None:
        """Select what is there, or nothing, before a menu opens on it."""
        if self._board.sheet is not None:
            found = self._found(place)
            self._board.sheet.select(None if found is None else found[0].id)

    # Interaction

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        if self._board.sheet is None or not self._board.visible:
            return False
        self._pressed = place
        if self._board.draft is not None:
            self._draw_on(place, modifiers)
            return True
        if self._take_hold(place):
            return True
        if self._tool is None:
            self._board.sheet.select(None)
            return False
        self._board.sheet.select(None)
        tool = self._tool
        self._board.set_draft(Draft(tool.kind, self._board.level, calibrates=tool.calibrates))
        self._draw_on(place, modifiers)
        return True

    def move(self, place: QPointF) -> None:
        if self._board.draft is not None:
            self._follow(place)
        elif self._grip is not None and self._far(self._pressed, place):
            self._board.drag(self._moved(self._grip, place))

    def release(self, place: QPointF) -> None:
        if self._board.draft is not None:
            self._end_stroke(place)
        dragged, self._grip = self._board.dragged, None
        if dragged is not None and self._board.sheet is not None:
            self._board.drag(None)
            self._board.sheet.replace(dragged)

    def double_click(self, place: QPointF) -> bool:
        if self._tool is not None:
            modifiers = QGuiApplication.keyboardModifiers()
            if self.press(place, modifiers):
                self.release(place)
            return True
        if self._found(place) is None:
            return False
        self._take_hold(place)
        self._grip = None
        self._rename()
        return True

    def hover(self, place: QPointF) -> Qt.CursorShape | None:
        if self._board.draft is not None:
            self._follow(place)
            return Qt.CursorShape.CrossCursor
        found = self._found(place)
        if found is not None:
            part = found[1]
            whole = Qt.CursorShape.SizeAllCursor
            return whole if part in (WHOLE, LABEL) else Qt.CursorShape.PointingHandCursor
        return None if self._tool is None else Qt.CursorShape.CrossCursor

    # Drawing

    def _draw_on(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        draft = self._board.draft
        assert draft is not None
        free = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        point = self._point(place)
        changed = (
            draft.fix(point, free=free) if draft.begins_line else draft.follow(point, free=free)
        )
        self._board.set_draft(changed)

    def _follow(self, place: QPointF) -> None:
        draft = self._board.draft
        assert draft is not None
        self._board.set_draft(draft.follow(self._point(place), free=_shift()))

    def _end_stroke(self, place: QPointF) -> None:
        """Fix the point where the button was let go, unless it was only clicked to begin."""
        draft = self._board.draft
        assert draft is not None
        before = draft.fixed[-1]
        draft = draft.fix(self._point(place), free=_shift())
        # As they lie on the radiograph: the cursor may be far beside it.
        if not self._far(QPointF(*before), QPointF(*draft.fixed[-1])):
            return
        if not draft.complete:
            self._board.set_draft(draft)
            return
        self._board.set_draft(None)
        assert self._board.sheet is not None
        if draft.calibrates:
            self._calibrate(self._board, *draft.fixed[:2])
        else:
            self._board.sheet.add(draft.finished())

    # Selecting and dragging

    def _take_hold(self, place: QPointF) -> bool:
        found = self._found(place)
        if found is None:
            return False
        measurement, part, label = found
        assert self._board.sheet is not None
        self._board.sheet.select(measurement.id)
        self._grip = _Grip(measurement, part, place, label)
        return True

    def _found(self, place: QPointF) -> tuple[Measurement, int, QPointF] | None:
        """What is under the cursor, which part of it, and the middle of its figures.

        While a tool draws, only the handles of what is selected can be taken hold of.
        """
        if not self._board.visible or self._board.sheet is None:
            return None
        placed, offset = self._placing()
        placed = tuple(one for one in placed if not is_calibration(one.measurement))
        canvas = self._board.canvas
        at = canvas.viewport_place(place) - offset
        selected = self._board.selected
        if self._tool is not None:
            placed = tuple(one for one in placed if one.measurement == selected)
        for one in reversed(selected_last(placed, selected)):
            part = part_at(one, at)
            if part is not None and (self._tool is None or part >= 0):
                middle = canvas.item_place(one.label.center() + offset)
                return one.measurement, part, middle
        return None

    def _moved(self, grip: _Grip, place: QPointF) -> Measurement:
        measurement = grip.measurement
        columns, rows = place.x() - grip.start.x(), place.y() - grip.start.y()
        if grip.part == WHOLE:
            first, last = corners(measurement)
            most = self._board.point(float("inf"), float("inf"))
            columns = min(max(columns, -first.column), most.column - last.column)
            rows = min(max(rows, -first.row), most.row - last.row)
            return measurement.moved(columns, rows)
        if grip.part == LABEL:
            return replace(
                measurement, label=Point(grip.label.x() + columns, grip.label.y() + rows)
            )
        return measurement.with_point(grip.part, self._point(place))

    def _point(self, place: QPointF) -> Point:
        return self._board.point(place.x(), place.y())

    def _far(self, one: QPointF, other: QPointF) -> bool:
        canvas = self._board.canvas
        way = QLineF(canvas.viewport_place(one), canvas.viewport_place(other))
        return way.length() >= _STILL


def _shift() -> bool:
    return bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
