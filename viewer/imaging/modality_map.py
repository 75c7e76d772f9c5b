"""The way from stored values to modality values, kept so that it can be gone back for one pixel.

Stored values are needed for a read-out only: to keep them all would double a picture's memory.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Rescale:
    """value = stored * slope + intercept (DICOM PS3.3 C.11.1.1.2)."""

    slope: float
    intercept: float

    def stored(self, value: float) -> tuple[int, int] | None:
        """The stored value, twice; None where values are too coarse to tell it."""
        step = float(np.spacing(np.float32(max(abs(value), abs(self.intercept)))))
        if abs(self.slope) <= 2 * step:
            return None
        found = round((value - self.intercept) / self.slope)
        return found, found


@dataclass(frozen=True, slots=True, eq=False)
class ModalityLut:
    """A table (DICOM PS3.3 C.11.1.1.1); `first` is the stored value of its first entry."""

    first: int
    entries: NDArray[np.integer[Any]]

    def stored(self, value: float) -> tuple[int, int] | None:
        """The least and the greatest stored value that the table gives this value to.

        Below its first entry and beyond its last they are not known.
        """
        places = np.flatnonzero(self.entries == value)
        if not places.size:
            return None
        return self.first + int(places[0]), self.first + int(places[-1])


ModalityMap = Rescale | ModalityLut
