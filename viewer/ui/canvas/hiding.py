"""What of a radiograph is not to be seen: its padding, and what a shutter hides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Shutter
from viewer.ui.canvas.sampling import Mask
from viewer.ui.canvas.screen_values import Spot, screen_mask

_WHITE = 255


@dataclass(frozen=True, slots=True, eq=False)
class Hiding:
    """Bits to keep of each of the screen's pixels, and bits to put there, (rows, columns), uint8.

    They change with the place and not with the window, so that a drag costs two passes over bytes.
    """

    kept: NDArray[np.uint8]
    instead: NDArray[np.uint8]

    def apply(self, shown: NDArray[np.uint8]) -> None:
        """Hide in a grey or coloured picture, in place."""
        colour = shown.ndim == 3
        shown &= self.kept[..., np.newaxis] if colour else self.kept
        shown |= self.instead[..., np.newaxis] if colour else self.instead


def hiding(
    spot: Spot, padding: tuple[Mask, tuple[int, int], int] | None, shutter: Shutter | None
) -> Hiding | None:
    """Padding is black in either polarity; a shutter has the grey that the file gives it.

    Parameters
    ----------
    padding : (mask, (row, column), side)
        A part of a level's padding, where its first place is, and how wide its places are.
    """
    if padding is None and shutter is None:
        return None
    bare: NDArray[np.bool_] | None = None
    grey = 0
    instead: NDArray[np.uint8] | None = None
    if padding is not None:
        mask, origin, side = padding
        bare = screen_mask(mask, origin, side, spot)
    if shutter is not None:
        shut = screen_mask(shutter.mask, (0, 0), 1, spot)
        grey = round(_WHITE * shutter.grey)
        instead = shut.view(np.uint8) * np.uint8(grey)
        bare = shut if bare is None else bare | shut
    assert bare is not None
    kept = bare.view(np.uint8) - np.uint8(1)  # 0 where bare, 255 elsewhere
    return Hiding(kept, np.zeros_like(kept) if instead is None else instead)
