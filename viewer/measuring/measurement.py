"""What a person draws on a radiograph to measure it."""

import math
import secrets
import time
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the radiograph, fractions included; its first pixel spans 0 to 1."""

    column: float
    row: float


class Kind(StrEnum):
    """What is measured; the order of the points is that of drawing.

    `LENGTH` has two ends, `ANGLE` an arm's end, the vertex and the other arm's end, `COBB`
    the ends of two lines, `RECTANGLE` and `ELLIPSE` two opposite corners, and `RATIO` the
    two borders of the heart and those of the thorax.
    """

    LENGTH = "length"
    ANGLE = "angle"
    COBB = "cobb"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    RATIO = "cardiothoracic ratio"

    @property
    def points(self) -> int:
        return _POINTS[self]


_POINTS = {
    Kind.LENGTH: 2,
    Kind.ANGLE: 3,
    Kind.COBB: 4,
    Kind.RECTANGLE: 2,
    Kind.ELLIPSE: 2,
    Kind.RATIO: 4,
}


class Level(StrEnum):
    """What lies level in the picture as it was shown when it was measured.

    A width of the cardiothoracic ratio counts along it, and a line of the Cobb angle tilts
    against it. `NONE` takes the straight way from point to point.
    """

    ROWS = "rows"
    COLUMNS = "columns"
    NONE = "none"


def new_id() -> str:
    """An identity that no other program gives, and that sorts by when it was given."""
    return f"{time.time_ns():016x}{secrets.token_hex(4)}"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was drawn, and where; its figures are computed from the radiograph.

    Attributes
    ----------
    points : tuple of Point
        As many as the kind has.
    level : Level
        Of use to the cardiothoracic ratio and the Cobb angle.
    text : str
        What the person calls it.
    label : Point or None
        Where the person put the figures; None where they go by themselves.
    """

    kind: Kind
    points: tuple[Point, ...]
    level: Level = Level.ROWS
    text: str = ""
    label: Point | None = None
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if len(self.points) != self.kind.points:
            raise ValueError(f"a {self.kind} has {self.kind.points} points")
        placed = (*self.points, *([] if self.label is None else [self.label]))
        if not all(math.isfinite(number) for point in placed for number in point):
            raise ValueError("a point is nowhere")

    def with_point(self, index: int, place: Point) -> "Measurement":
        """Put one point elsewhere.

        The thorax is as wide as it is at one level: its other border goes along.
        """
        points = list(self.points)
        points[index] = place
        if self.kind is Kind.RATIO and index >= 2:
            other = 5 - index
            points[other] = levelled(points[other], place, self.level)
        return replace(self, points=tuple(points))

    def moved(self, columns: float, rows: float) -> "Measurement":
        """Put the whole elsewhere, its figures with it."""
        label = None if self.label is None else _moved(self.label, columns, rows)
        points = tuple(_moved(point, columns, rows) for point in self.points)
        return replace(self, points=points, label=label)


def levelled(place: Point, at: Point, level: Level) -> Point:
    """The place brought to the level that another point is at."""
    if level is Level.ROWS:
        return Point(place.column, at.row)
    if level is Level.COLUMNS:
        return Point(at.column, place.row)
    return place


def _moved(point: Point, columns: float, rows: float) -> Point:
    return Point(point.column + columns, point.row + rows)
