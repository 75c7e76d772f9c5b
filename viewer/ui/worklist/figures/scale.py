"""Where probabilities stand across a drawing: as on the reading panel's scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.histogram import BINS
from viewer.ui.reading.probability_scale import place_on_scale

RIM = 9.0
"""Left free at the right end, so that the slider's handle has room there."""
_NARROWEST = 0.02


@dataclass(frozen=True, slots=True)
class Scale:
    """0..1 across the drawing, with the card's first operating point in the middle.

    It stays there while the threshold moves, so that the bars stand still. A bin begins at it,
    and at the card's threshold no bar is divided.
    """

    middle: float = 0.5

    def place(self, probability: float) -> float:
        return place_on_scale(probability, self._middle)

    def probability(self, place: float) -> float:
        """What stands at a place; the nearest end for one outside 0..1."""
        return float(self._probabilities(np.clip(place, 0.0, 1.0)))

    def edges(self) -> NDArray[np.float64]:
        """Of bins that are drawn equally wide, (BINS + 1,)."""
        return self._probabilities(np.linspace(0.0, 1.0, BINS + 1))

    @property
    def _middle(self) -> float:
        return min(max(self.middle, _NARROWEST), 1.0 - _NARROWEST)

    def _probabilities(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        above = self._middle + (2.0 * places - 1.0) * (1.0 - self._middle)
        return np.where(places < 0.5, 2.0 * places * self._middle, above)
