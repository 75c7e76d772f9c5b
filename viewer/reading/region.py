"""The most telling region: the places that hold half of what speaks for pneumonia."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from viewer.reading.card import ModelCard
from viewer.reading.contour import Outline, contours, enclosed
from viewer.reading.heatmap import smoothed
from viewer.reading.reading import Reading

_HALF = 0.5
_SPECK = 0.05
"""A place that holds less of what speaks for pneumonia is not worth a line."""
_FAINT = 0.2
"""Of the model's full scale. Where no place reaches it, nothing can be seen to speak for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Connected places, holes included.

    Attributes
    ----------
    share : float
        How much of what speaks for pneumonia lies in them.
    area : float
        Their share of the picture.
    """

    outlines: tuple[Outline, ...]
    places: int
    share: float
    area: float


def telling_region(reading: Reading, card: ModelCard) -> Region | None:
    """Find the smallest region with half of the positive contribution, specks left out.

    None where nothing speaks for pneumonia, or too little to be seen in the heatmap.
    """
    positive = smoothed(np.maximum(reading.contribution, 0.0)).clip(0.0)
    if positive.max() < _FAINT * card.contribution.full_scale:
        return None
    total = float(positive.sum())
    ranked = np.sort(positive, axis=None)[::-1]
    level = float(ranked[np.searchsorted(np.cumsum(ranked, dtype=np.float64), _HALF * total)])
    inside = positive >= level
    lines = contours(positive, level)
    kept = np.zeros_like(inside)
    outlines = []
    for line in lines:
        place = inside & _filled(line, inside.shape)
        if enclosed(line) > 0 and positive[place].sum() >= _SPECK * total:
            outlines.append(line)
            kept |= place
    holes = [line for line in lines if enclosed(line) < 0 and _touches(line, kept)]
    return Region(
        outlines=(*outlines, *holes),
        places=len(outlines),
        share=float(positive[kept].sum()) / total,
        area=float(kept.mean()),
    )


def _filled(line: Outline, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    rows, columns = shape
    canvas = Image.new("1", (columns, rows))
    points = line * (columns, rows) - 0.5
    ImageDraw.Draw(canvas).polygon([(x, y) for x, y in points.tolist()], fill=1, outline=1)
    return np.asarray(canvas, bool)


def _touches(hole: Outline, kept: NDArray[np.bool_]) -> bool:
    """Whether a hole is one of the kept places': its line runs between their samples."""
    rows, columns = kept.shape
    x, y = hole[0] * (columns, rows) - 0.5
    across = kept[round(y), [int(np.floor(x)), int(np.ceil(x))]]
    down = kept[[int(np.floor(y)), int(np.ceil(y))], round(x)]
    return bool(across.any() or down.any())
