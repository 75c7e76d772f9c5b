"""What became of one file: its row, and what is kept beside it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch.worklist.row import Row


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file lay on its disk when it was read; that of an archive for the files in it.

    Attributes
    ----------
    size : int
        Bytes.
    modified : int
        Nanoseconds since 1970, as `os.stat` gives them.
    """

    size: int
    modified: int


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is kept of a radiograph that was read, to show it in tables and reports.

    Attributes
    ----------
    thumbnail : bytes
        A JPEG of what the network saw, `THUMBNAIL_SIDE` pixels at its longer side.
    contribution : ndarray, (h, w), float32
        As `Reading.contribution`.
    full_scale : float
        As the model card's `contribution.full_scale`: what a heatmap draws at full strength.
    """

    thumbnail: bytes
    contribution: NDArray[np.float32]
    full_scale: float


THUMBNAIL_SIDE = 160


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What became of one file.

    Attributes
    ----------
    stamp : Stamp or None
        None where the file could not even be got at: a batch that goes on tries it again.
    picture : Picture or None
        None if the file failed.
    """

    row: Row
    stamp: Stamp | None
    picture: Picture | None
