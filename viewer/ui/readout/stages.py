"""What one pixel is at each stage on its way from the file to the screen and to the network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import Radiograph
from viewer.imaging.windowing import display_grey
from viewer.ui.canvas.radiograph_item import RadiographItem

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stages:
    """A pixel, from the file on.

    Attributes
    ----------
    stored : (int, int) or None
        The least and the greatest stored value that it can have; None where the file's way does
        not tell, and of a picture in colour.
    modality : int, float or (red, green, blue)
        After the modality LUT.
    shown : int or (red, green, blue)
        Grey level 0..255 after the window, shutter and padding included.
    network : float or None
        Grey level 0..1 of the place of the network's input that it lies in, which is as large as
        several pixels; None where there is no input.
    """

    row: int
    column: int
    stored: tuple[int, int] | None
    modality: float | Colour
    shown: int | Colour
    network: float | None


def stages_at(
    item: RadiographItem, row: int, column: int, network: NDArray[np.float32] | None
) -> Stages:
    """Follow a pixel of the radiograph that is shown.

    Parameters
    ----------
    network : ndarray, (size, size), or None
        The network's input of the same radiograph.
    """
    radiograph = item.radiograph
    return Stages(
        row,
        column,
        _stored(radiograph, row, column),
        _values(radiograph, row, column),
        _shown(item, row, column),
        None if network is None else _seen(network, radiograph, row, column),
    )


def _values(radiograph: Radiograph, row: int, column: int) -> float | Colour:
    if radiograph.colour is not None:
        red, green, blue = radiograph.colour[row, column].tolist()
        return red, green, blue
    return radiograph.pixels[row, column].item()


def _stored(radiograph: Radiograph, row: int, column: int) -> tuple[int, int] | None:
    if radiograph.colour is not None:
        return None
    value = radiograph.pixels[row, column].item()
    if radiograph.modality is not None:
        return radiograph.modality.stored(value)
    return (value, value) if isinstance(value, int) else None


def _shown(item: RadiographItem, row: int, column: int) -> int | Colour:
    radiograph, hidden = item.radiograph, item.hidden_grey(row, column)
    if hidden is not None:
        return hidden if radiograph.colour is None else (hidden, hidden, hidden)
    values = np.atleast_1d(np.array(_values(radiograph, row, column), np.float32))
    grey = display_grey(values, item.view, item.small_is_white).tolist()
    return grey[0] if len(grey) == 1 else (grey[0], grey[1], grey[2])


def _seen(network: NDArray[np.float32], radiograph: Radiograph, row: int, column: int) -> float:
    rows, columns = network.shape
    place = row * rows // radiograph.rows, column * columns // radiograph.columns
    return float(network[place])
