"""The values inside a rectangle or an ellipse."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Radiograph
from viewer.measuring.measurement import Kind, Point

_CHUNK = 2**15


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
    dtype = radiograph.pixels.dtype
    # Of integers of 16 bits both sums are exact: the squares of a chunk stay below 2**53.
    whole = dtype.kind in "ui" and dtype.itemsize <= 2
    count, about = 0, 0.0
    total: float = 0
    squares: float = 0
    least, greatest = math.inf, -math.inf
    for values in _chunks(radiograph, kind, corners):
        least, greatest = min(least, float(values.min())), max(greatest, float(values.max()))
        away = values.astype(np.float64)
        if whole:
            total += int(values.sum(dtype=np.int64))
            squares += int(np.einsum("i,i", away, away))
        else:
            # The squares of what is near to nothing keep their digits.
            about = about if count else float(away.mean())
            away -= about
            total += float(away.sum())
            squares += float(np.einsum("i,i", away, away))
        count += values.size
    if not count:
        return None
    variance = (count * squares - total * total) / count**2
    deviation = math.sqrt(max(variance, 0.0))
    return Statistics(count, about + total / count, deviation, least, greatest)


def _chunks(
    radiograph: Radiograph, kind: Kind, corners: tuple[Point, ...]
) -> Iterator[NDArray[Any]]:
    """The values inside, as many at a time as stay in the processor's cache."""
    pixels, padding = radiograph.pixels, radiograph.padding
    runs = iter(_runs(pixels.shape, kind, corners))
    while chunk := _some(runs):
        values = _joined(pixels, chunk)
        if padding is not None and (hidden := _joined(padding, chunk)).any():
            values = values[~hidden]
        if values.size:
            yield values


def _some(runs: Iterator[tuple[int, slice]]) -> list[tuple[int, slice]]:
    chunk, size = [], 0
    for row, columns in runs:
        chunk.append((row, columns))
        size += columns.stop - columns.start
        if size >= _CHUNK:
            break
    return chunk


def _joined(plane: NDArray[Any], runs: list[tuple[int, slice]]) -> NDArray[Any]:
    return np.concatenate([plane[row, columns] for row, columns in runs])


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
