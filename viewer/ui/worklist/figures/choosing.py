"""Operating points between those that the model's card names."""

from collections.abc import Iterable

from viewer.reading import OperatingPoint
from viewer.ui.texts import said, tr

STEPS = 1000
"""Thresholds that can be chosen: thousandths, as they are shown."""
_CHOSEN = "chosen"
_DESCRIPTION = "Chosen in the worklist, while its readings were looked at."


def step_of(threshold: float) -> int:
    return round(threshold * STEPS)


def point_at(step: int, points: Iterable[OperatingPoint]) -> OperatingPoint:
    """The card's point that is shown as that many thousandths, or else one of its own."""
    for point in points:
        if step_of(point.threshold) == step:
            return point
    return OperatingPoint(name=_CHOSEN, threshold=step / STEPS, description=_DESCRIPTION)


def point_name(point: OperatingPoint, points: Iterable[OperatingPoint]) -> str:
    return said(point.name) if point in points else tr("Chosen here")
