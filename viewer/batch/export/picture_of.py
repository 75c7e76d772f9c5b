"""Where exports have pictures from."""

from collections.abc import Callable

from viewer.batch.worklist.outcome import Picture
from viewer.batch.worklist.row import Row

PictureOf = Callable[[Row], Picture | None]
"""Gives what is kept of a row's radiograph, such as `Worklist.picture`."""
