"""The values inside a rectangle or an ellipse."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Radiograph
from viewer.measuring.measurement import Kind, Point


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of the pixels whose centre is inside, in the unit of `Radiograph.pixels`.

    `deviation` is the standard deviation of these pixels, not an estimate of more.
    """

    pixels: int
    mean: float
    deviation: float
    least: float
    greatest: float


def statistics(radiograph: Radiograph, kind: Kind, corners: tuple[Point, ...]) -> Statistics | None:
    """Describe the values between two corners; None where there are none.

    Padding is no part of the picture, and left out.
    """
    values = _values(radiograph, kind, corners)
    if not values.size:
        return None
    away = values.astype(np.float64)
    mean = float(away.mean())
    away -= mean  # in place: quick enough while a person draws
    return Statistics(
        int(values.size),
        mean,
        math.sqrt(float(away @ away) / values.size),
        float(values.min()),
        float(values.max()),
    )


def _values(radiograph: Radiograph, kind: Kind, corners: tuple[Point, ...]) -> NDArray[Any]:
    pixels, padding = radiograph.pixels, radiograph.padding
    runs = list(_runs(pixels.shape, kind, corners))
    values = _joined(pixels, runs)
    return values if padding is None else values[~_joined(padding, runs)]


def _joined(plane: NDArray[Any], runs: list[tuple[int, slice]]) -> NDArray[Any]:
    parts = [plane[row, columns] for row, columns in runs]
    return np.concatenate(parts) if parts else plane[:0, :0].ravel()


def _runs(
    shape: tuple[int, ...], kind: Kind, corners: tuple[Point, ...]
) -> Iterator[tuple[int, slice]]:
    """The pixels inside, row by row: in each they are one run."""
    (left, right), (top, bottom) = (sorted(point[axis] for point in corners[:2]) for axis in (0, 1))
    middle, across = (left + right) / 2, (right - left) / 2
    centre, down = (top + bottom) / 2, (bottom - top) / 2
    for row in range(max(_first(top), 0), min(_first(bottom), shape[0])):
        half = across
        if kind is Kind.ELLIPSE:
            away = (row + 0.5 - centre) / down
            half *= math.sqrt(max(0.0, 1.0 - away * away))
        start, stop = max(_first(middle - half), 0), min(_first(middle + half), shape[1])
        if start < stop:
            yield row, slice(start, stop)


def _first(edge: float) -> int:
    """The first pixel whose centre is not before the edge."""
    return math.ceil(edge - 0.5)
