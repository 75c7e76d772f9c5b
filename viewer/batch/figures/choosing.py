"""Operating points between those that the model's card names."""

from collections.abc import Iterable

from viewer.reading import OperatingPoint

STEPS = 1000
"""Thresholds that can be chosen: thousandths, as they are shown."""

CHOSEN = "chosen"
"""What such a point is called in tables and exports."""


def step_of(threshold: float) -> int:
    """How many thousandths a threshold is shown as."""
    return round(threshold * STEPS)


def point_at(step: int, points: Iterable[OperatingPoint]) -> OperatingPoint:
    """The card's point that is shown as that many thousandths, or else one of its own."""
    for point in points:
        if step_of(point.threshold) == step:
            return point
    return OperatingPoint(
        name=CHOSEN,
        threshold=step / STEPS,
        description="Chosen here, and not on validation data as the model's own points were.",
    )
