"""What the network and the scope need of a radiograph."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.model_input import InputSpec, model_input
from viewer.imaging.radiograph import Damage, Header, Radiograph, Source


@dataclass(frozen=True, slots=True, eq=False)
class PreparedRadiograph:
    """All that a reading needs of a radiograph: small, and free of its pixels.

    Attributes
    ----------
    image : ndarray, (size, size, 1), float32
        As `model_input` makes it.
    source, header, damage
        As of `Radiograph`.
    ratio : float
        Height of the radiograph, of which `image` is a square, divided by its width.
    elapsed : float
        Seconds from the decoded radiograph to the image.
    """

    image: NDArray[np.float32]
    source: Source
    header: Header
    damage: Damage | None
    ratio: float
    elapsed: float


def prepare(radiograph: Radiograph, spec: InputSpec) -> PreparedRadiograph:
    """Make the network's input; any thread may, while others read."""
    start = time.perf_counter()
    image = model_input(radiograph, spec)
    elapsed = time.perf_counter() - start
    return PreparedRadiograph(
        image,
        radiograph.source,
        radiograph.header,
        radiograph.damage,
        radiograph.rows * radiograph.aspect / radiograph.columns,
        elapsed,
    )
