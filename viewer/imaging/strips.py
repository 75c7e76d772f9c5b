"""Pictures taken in strips of rows, so that intermediate values never need the whole one's room."""

from collections.abc import Iterator

_PIXELS = 1 << 20
"""Of a strip: some megabytes in floating point, and enough for the loop around it not to count."""


def strips(rows: int, columns: int) -> Iterator[slice]:
    """The rows of each strip of a picture, from the top; a strip has at least one row."""
    height = max(1, _PIXELS // max(1, columns))
    for top in range(0, rows, height):
        yield slice(top, min(top + height, rows))
