"""What a worker makes of a file for the window: a place, a radiograph to show, or a glance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from viewer.imaging import Header, InputSpec, find_radiographs, open_radiograph
from viewer.imaging.identify import identify
from viewer.imaging.radiograph import Radiograph
from viewer.imaging.studies import place_of
from viewer.reading import PreparedRadiograph, prepare
from viewer.ui.canvas.masks import mask_levels
from viewer.ui.canvas.pyramid import Pyramid, build_pyramid
from viewer.ui.desk.entry import Found
from viewer.ui.desk.thumbnail import THUMBNAIL_SIDE, thumbnail


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A radiograph that is ready to be shown.

    `overlays` is where any overlay draws, (rows, columns) bool at each of the pyramid's
    levels; empty without one.
    """

    radiograph: Radiograph
    pyramid: Pyramid
    overlays: tuple[NDArray[np.bool_], ...]
    thumbnail: QImage

    @property
    def nbytes(self) -> int:
        planes: tuple[NDArray[Any], ...] = (*self.pyramid.levels, *self.overlays)
        return sum(plane.nbytes for plane in planes)


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """What the list and the model need of a radiograph, without its pixels."""

    header: Header
    thumbnail: QImage
    prepared: PreparedRadiograph | None


def find(paths: Iterable[Path]) -> Iterator[Found]:
    """Find radiographs in files and folders, and tell where in the tree each belongs."""
    return map(place, find_radiographs(paths))


def place(path: Path) -> Found:
    """Tell where in the tree a file belongs, without decoding it."""
    header = identify(path)
    return Found(path, header, place_of(path, header))


def load(path: Path, frame: int = 0) -> Loaded:
    """Open a frame of a file to show it. Raises as `open_radiograph`."""
    radiograph = open_radiograph(path, frame=frame)
    picture = radiograph.pixels if radiograph.colour is None else radiograph.colour
    pyramid = build_pyramid(picture, radiograph.padding)
    return Loaded(
        radiograph,
        pyramid,
        mask_levels([overlay.mask for overlay in radiograph.overlays], len(pyramid.levels)),
        thumbnail(radiograph, pyramid),
    )


def prepare_shown(radiograph: Radiograph, spec: InputSpec) -> PreparedRadiograph:
    """Make the network's input of a radiograph that is shown whole.

    A JPEG is decoded again at the scale at which every other reading has it: one file gives
    one probability, to the last digit, whoever asks.
    """
    if radiograph.reducible:
        source = radiograph.source
        radiograph = open_radiograph(source.path, frame=source.frame, enough=spec.size)
    return prepare(radiograph, spec)


def glance(path: Path, spec: InputSpec | None) -> Glance:
    """Open a file to list it, and to read it where a model gives its `spec`.

    Raises as `open_radiograph`.
    """
    # A thumbnail takes no more than a network's input.
    radiograph = open_radiograph(path, enough=THUMBNAIL_SIDE if spec is None else spec.size)
    prepared = None if spec is None else prepare(radiograph, spec)
    return Glance(radiograph.header, thumbnail(radiograph), prepared)
