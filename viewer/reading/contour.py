"""Lines round the places where a field is at or above a level."""

import numpy as np
from numpy.typing import NDArray

Outline = NDArray[np.float64]
"""(points, 2): x and y as shares of the picture's width and height; the last joins the first."""

_FAR_BELOW = 1e9
_SIDES = 4


def contours(field: NDArray[np.floating], level: float) -> tuple[Outline, ...]:
    """Find the lines by marching squares (Lorensen and Cline 1987, in two dimensions).

    Every square between four neighbouring samples is entered and left by a line through the
    sides whose ends lie on either side of the level. Where all four sides do, the mean of the
    corners tells which of them belong together. What is above the level lies to the left of its
    line, so that a line round a place and a line round a hole run in opposite directions. Places
    that reach the border are closed along it.

    Parameters
    ----------
    field : ndarray, (rows, columns)
        Samples in the middle of equal fields of the picture.
    """
    rows, columns = field.shape
    padded = np.pad(field.astype(np.float64), 1, constant_values=level - _FAR_BELOW)
    following = _links(padded, level)
    crossings = _crossings(padded, level)
    outlines = []
    while following:
        start, side = following.popitem()
        loop = [start]
        while side != start:
            loop.append(side)
            side = following.pop(side)
        # The padding put the first sample at 1, and it lies half a field from the border.
        outlines.append((crossings[loop] - 0.5) / (columns, rows))
    return tuple(outlines)


def enclosed(outline: Outline) -> float:
    """The share of the picture within a line; negative round a hole."""
    x, y = outline.T
    return float(np.dot(np.roll(x, -1), y) - np.dot(x, np.roll(y, -1))) / 2


def simplified(outline: Outline, tolerance: float) -> Outline:
    """Leave out the points that lie within `tolerance` of the line between others.

    By Ramer (1972) and Douglas and Peucker (1973): a line costs what its points cost, each time
    that it is drawn.
    """
    if len(outline) < _SIDES:
        return outline
    opposite = int(np.linalg.norm(outline - outline[0], axis=1).argmax())
    closed = np.vstack([outline, outline[:1]])
    kept = {0, opposite}
    spans = [(0, opposite), (opposite, len(outline))]
    while spans:
        first, last = spans.pop()
        start, along = closed[first], closed[last] - closed[first]
        between = closed[first + 1 : last] - start
        length = float(np.hypot(*along))
        if len(between) == 0 or length == 0.0:
            continue
        away = np.abs(along[0] * between[:, 1] - along[1] * between[:, 0]) / length
        farthest = int(away.argmax())
        if away[farthest] > tolerance:
            middle = first + 1 + farthest
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    return outline[sorted(kept)]


def _links(padded: NDArray[np.float64], level: float) -> dict[int, int]:
    """From each side by which a line enters a square to the one by which it leaves."""
    inside = padded >= level
    # Clockwise from the top left corner, and from the top side.
    corners = (inside[:-1, :-1], inside[:-1, 1:], inside[1:, 1:], inside[1:, :-1])
    across = np.arange(padded.size).reshape(padded.shape)
    down = across + padded.size
    sides = (across[:-1, :-1], down[:-1, 1:], across[1:, :-1], down[:-1, :-1])
    entered = [~corners[k] & corners[(k + 1) % _SIDES] for k in range(_SIDES)]
    left = [corners[k] & ~corners[(k + 1) % _SIDES] for k in range(_SIDES)]
    saddle = (entered[0] & entered[2]) | (entered[1] & entered[3])
    middle = (padded[:-1, :-1] + padded[:-1, 1:] + padded[1:, 1:] + padded[1:, :-1]) / 4 >= level
    links: dict[int, int] = {}
    for k in range(_SIDES):
        for turn, among_saddles in ((1, ~middle), (2, None), (3, middle)):
            m = (k + turn) % _SIDES
            met = entered[k] & left[m]
            if among_saddles is not None:
                met &= ~saddle | among_saddles
            links.update(zip(sides[k][met].tolist(), sides[m][met].tolist(), strict=True))
    return links


def _crossings(padded: NDArray[np.float64], level: float) -> NDArray[np.float64]:
    """Where the level is crossed on every side of a square: x and y, in samples."""
    row, column = np.indices(padded.shape).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):  # only sides that are crossed are asked
        across = (level - padded) / (np.roll(padded, -1, axis=1) - padded)
        down = (level - padded) / (np.roll(padded, -1, axis=0) - padded)
    places = [np.stack([column + across, row], axis=-1), np.stack([column, row + down], axis=-1)]
    return np.stack(places).reshape(-1, 2)
