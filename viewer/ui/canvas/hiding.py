"""What of a radiograph is not to be seen: its padding, and what a shutter hides."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Shutter
from viewer.ui.canvas.panned import panned
from viewer.ui.canvas.sampling import Mask, nearest
from viewer.ui.canvas.screen_values import Spot
from viewer.ui.canvas.visible_part import VisiblePart

_WHITE = 255


@dataclass(frozen=True, slots=True, eq=False)
class Hiding:
    """Bits to keep of each of the screen's pixels, and bits to put there, (rows, columns), uint8.

    They change with the place and not with the window, so that a drag costs two passes over bytes.
    """

    kept: NDArray[np.uint8]
    instead: NDArray[np.uint8] | None

    def apply(self, shown: NDArray[np.uint8]) -> None:
        """Hide in a grey or coloured picture, in place."""
        colour = shown.ndim == 3
        shown &= self.kept[..., np.newaxis] if colour else self.kept
        if self.instead is not None:
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
    return _hiding(
        None if padding is None else spot.on_screen(_within(spot, *padding)),
        None if shutter is None else spot.on_screen(_within(spot, shutter.mask, (0, 0), 1)),
        shutter,
    )


def panned_hiding(
    before: Hiding | None,
    corner: tuple[int, int],
    spot: Spot,
    hide: Callable[[Spot], Hiding | None],
) -> Hiding | None:
    """What hides at a block of pixels, of which some are known from before; see `panned`."""
    if before is None:
        return hide(spot)

    def kept(part: Spot) -> NDArray[np.uint8]:
        found = hide(part)
        return _plane(part, _WHITE) if found is None else found.kept

    def instead(part: Spot) -> NDArray[np.uint8]:
        found = hide(part)
        if found is None or found.instead is None:
            return _plane(part, 0)
        return found.instead

    return Hiding(
        panned(before.kept, corner, spot, kept),
        None if before.instead is None else panned(before.instead, corner, spot, instead),
    )


def hiding_of_part(
    part: VisiblePart, padding: Mask | None, shutter: Shutter | None
) -> Hiding | None:
    """The same for the places of a level instead of the screen's pixels."""
    shut = None if shutter is None else shutter.mask[part.full_slices]
    return _hiding(padding, shut, shutter)


def _hiding(padding: Mask | None, shut: Mask | None, shutter: Shutter | None) -> Hiding | None:
    instead = None
    if shutter is not None and shut is not None:
        grey = np.uint8(round(_WHITE * shutter.grey))
        instead = shut.view(np.uint8) * grey if grey else None
    masks = [mask for mask in (padding, shut) if mask is not None]
    if not masks:
        return None
    # 0 where bare, and all bits elsewhere.
    return Hiding(np.logical_or.reduce(masks).view(np.uint8) - np.uint8(1), instead)


def _within(spot: Spot, mask: Mask, origin: tuple[int, int], side: int) -> Mask:
    """Whether each pixel lies in a place where the mask is True, along the item's axes."""
    return nearest(mask, *spot.taps(origin, side, mask.shape))


def _plane(spot: Spot, value: int) -> NDArray[np.uint8]:
    return np.full((spot.height, spot.width), value, np.uint8)
