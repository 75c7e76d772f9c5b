"""Which part of a measurement is under the cursor."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF

from viewer.measuring import Measurement, Point
from viewer.ui.measuring.placed import Placed

LABEL, WHOLE = -1, -2
"""The parts that are no point: the figures, and the whole by one of its lines."""


def selected_last(placed: Sequence[Placed], selected: Measurement | None) -> list[Placed]:
    return sorted(
        placed, key=lambda one: selected is not None and one.measurement.id == selected.id
    )


def part_at(placed: Placed, at: QPointF) -> int | None:
    handle = placed.handle_at(at)
    if handle is not None:
        return handle
    if placed.label.contains(at):
        return LABEL
    return WHOLE if placed.is_at(at) else None


def corners(measurement: Measurement) -> tuple[Point, Point]:
    columns = [point.column for point in measurement.points]
    rows = [point.row for point in measurement.points]
    return Point(min(columns), min(rows)), Point(max(columns), max(rows))
