"""What a measurement comes to on its radiograph."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from viewer.imaging import Length, Radiograph, Scale, Spacing, scale_of
from viewer.measuring.measurement import Kind, Level, Measurement, Point
from viewer.measuring.region import Statistics, statistics
from viewer.measuring.view_warning import view_warning


@dataclass(frozen=True, slots=True)
class LengthFigures:
    length: Length


@dataclass(frozen=True, slots=True)
class AngleFigures:
    """In degrees, 0 to 180."""

    degrees: float


@dataclass(frozen=True, slots=True)
class RegionFigures:
    """`area` is in square millimetres or pixels; `statistics` None where no pixel is inside.

    Or where they are `pending`, and nobody knows yet.
    """

    area: Length
    statistics: Statistics | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class RatioFigures:
    """`ratio` is None where the thorax has no width; `warning` is empty, or words of caution."""

    ratio: float | None
    heart: Length
    thorax: Length
    warning: str


Figures = LengthFigures | AngleFigures | RegionFigures | RatioFigures


Describe = Callable[[Radiograph, Kind, tuple[Point, ...]], Statistics | None]


def figures_of(
    measurement: Measurement,
    radiograph: Radiograph,
    spacing: Spacing | None,
    describe: Describe = statistics,
) -> Figures:
    """Compute the figures by `spacing`, which is the radiograph's own or a person's."""
    scale, points = scale_of(radiograph, spacing), measurement.points
    match measurement.kind:
        case Kind.LENGTH:
            return LengthFigures(scale.length(*_step(points[0], points[1])))
        case Kind.ANGLE:
            first = _vector(points[1], points[0], scale)
            second = _vector(points[1], points[2], scale)
            return AngleFigures(_degrees_between(first, second))
        case Kind.COBB:
            return AngleFigures(_cobb(points, measurement.level, scale))
        case Kind.RATIO:
            heart = _width(points[0], points[1], measurement.level, scale)
            thorax = _width(points[2], points[3], measurement.level, scale)
            return ratio_figures(heart, thorax, radiograph.header.view_position)
        case Kind.RECTANGLE | Kind.ELLIPSE:
            described = describe(radiograph, measurement.kind, points)
            return RegionFigures(_area(measurement, scale), described)


def ratio_figures(heart: Length, thorax: Length, view_position: str) -> RatioFigures:
    """The cardiothoracic ratio: the heart's width to that of the thorax."""
    ratio = heart.value / thorax.value if thorax.value > 0 else None
    if ratio is not None and ratio >= 1.0:
        return RatioFigures(ratio, heart, thorax, "the heart is wider than the thorax")
    return RatioFigures(ratio, heart, thorax, view_warning(view_position))


def _step(start: Point, end: Point) -> tuple[float, float]:
    return end.row - start.row, end.column - start.column


def _vector(start: Point, end: Point, scale: Scale) -> tuple[float, float]:
    down, across = _step(start, end)
    return across * scale.column, down * scale.row


def _degrees_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    # By the tangent, which unlike the cosine keeps its digits near 0 and 180.
    cross = one[0] * other[1] - one[1] * other[0]
    dot = one[0] * other[0] + one[1] * other[1]
    return math.degrees(math.atan2(abs(cross), dot))


def _cobb(points: tuple[Point, ...], level: Level, scale: Scale) -> float:
    """The angle between two lines, each taken along the level, whichever way it was drawn.

    So that a curve beyond 90 degrees is not told as its supplement.
    """
    axis = 1 if level is Level.COLUMNS else 0
    lines = [_vector(points[k], points[k + 1], scale) for k in (0, 2)]
    along = [line if line[axis] >= 0 else (-line[0], -line[1]) for line in lines]
    return _degrees_between(along[0], along[1])


def _width(one: Point, other: Point, level: Level, scale: Scale) -> Length:
    """The way from border to border along the level.

    Which is the sum of the borders' distances from the midline, wherever that is.
    """
    down, across = _step(one, other)
    if level is Level.ROWS:
        down = 0.0
    elif level is Level.COLUMNS:
        across = 0.0
    return scale.length(down, across)


def _area(measurement: Measurement, scale: Scale) -> Length:
    down, across = _step(*measurement.points[:2])
    value = abs(down * scale.row * across * scale.column)
    if measurement.kind is Kind.ELLIPSE:
        value *= math.pi / 4
    return Length(value, f"{scale.unit}²", scale.worth)
