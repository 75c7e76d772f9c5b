"""What a file hides of its picture (DICOM PS3.3 C.7.6.11 and C.7.6.15)."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from pydicom import Dataset

from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.elements import decimals, strings, value, whole
from viewer.imaging.dicom.frames import functional_group
from viewer.imaging.dicom.overlays import overlay_mask
from viewer.imaging.radiograph import Shutter
from viewer.imaging.strips import strips

_WHITE = 65535.0
_FARTHEST = 10.0**6
"""Pixels. No picture that passes the gate has a corner so far out, and Pillow counts in 32 bits."""

Mask = NDArray[np.bool_]


def shutter(
    parsed: DicomObject, shape: tuple[int, int], aspect: float, frame: int
) -> Shutter | None:
    """All shutters of a frame of `shape` (rows, columns) in one; what any hides is hidden.

    None where nothing is hidden, or everything: such a shutter is an error of its file.
    """
    source = functional_group(parsed.dataset, frame, "FrameDisplayShutterSequence")
    names = _names(source)
    if not names:
        return None
    hidden = np.zeros(shape, np.bool_)
    for name in names:
        if name == "BITMAP":
            group = bitmap_group(parsed.dataset)
            closed = None if group is None else overlay_mask(parsed, group, shape, frame)
        else:
            shown = _shape(name, source, shape, aspect)
            closed = None if shown is None else np.logical_not(shown, out=shown)
        if closed is not None:
            hidden |= closed
    return Shutter(hidden, _grey(source)) if hidden.any() and not hidden.all() else None


def bitmap_group(dataset: Dataset) -> int | None:
    """The overlay group that is the bitmap of a shutter, and so no overlay."""
    return whole(dataset, "ShutterOverlayGroup") if "BITMAP" in _names(dataset) else None


def _names(source: Dataset) -> set[str]:
    return {name.strip().upper() for name in strings(value(source, "ShutterShape"))}


def _shape(name: str, source: Dataset, shape: tuple[int, int], aspect: float) -> Mask | None:
    """Where a geometric shutter leaves the picture open; None if it is unknown or broken."""
    if name == "RECTANGULAR":
        return _rectangle(source, shape)
    if name == "CIRCULAR":
        return _circle(source, shape, aspect)
    return _polygon(source, shape) if name == "POLYGONAL" else None


def _rectangle(source: Dataset, shape: tuple[int, int]) -> Mask | None:
    upper, lower, left, right = (
        whole(source, f"Shutter{edge}Edge")
        for edge in ("UpperHorizontal", "LowerHorizontal", "LeftVertical", "RightVertical")
    )
    if upper is None or lower is None or left is None or right is None:
        return None
    mask = np.zeros(shape, np.bool_)
    # Counted from 1; a pixel on the edge is not outside the shape.
    mask[max(upper - 1, 0) : max(lower, 0), max(left - 1, 0) : max(right, 0)] = True
    return mask


def _circle(source: Dataset, shape: tuple[int, int], aspect: float) -> Mask | None:
    centre = decimals(source, "CenterOfCircularShutter")
    radius = whole(source, "RadiusOfCircularShutter")
    if len(centre) != 2 or centre[0] is None or centre[1] is None or not radius or radius < 0:
        return None
    # The radius counts pixels along the row, so one row is `aspect` of them.
    down = (np.arange(1, shape[0] + 1) - centre[0])[:, np.newaxis] * aspect
    across = np.arange(1, shape[1] + 1) - centre[1]
    mask = np.empty(shape, np.bool_)
    for rows in strips(*shape):
        mask[rows] = down[rows] ** 2 + across**2 <= float(radius) ** 2
    return mask


def _polygon(source: Dataset, shape: tuple[int, int]) -> Mask | None:
    numbers = decimals(source, "VerticesOfThePolygonalShutter")
    if len(numbers) < 6 or len(numbers) % 2:
        return None
    known = [number - 1 for number in numbers if number is not None and abs(number) <= _FARTHEST]
    if len(known) < len(numbers):
        return None
    # Row before column here, x before y there.
    vertices = list(zip(known[1::2], known[0::2], strict=True))
    picture = Image.new("1", (shape[1], shape[0]))
    ImageDraw.Draw(picture).polygon(vertices, fill=1, outline=1)
    return np.array(picture, np.bool_)


def _grey(source: Dataset) -> float:
    """The grey level, 0..1, that stands in a shutter; black where the file leaves it open."""
    presented = value(source, "ShutterPresentationValue")
    if presented is None:
        # C.10.7.1.1: lightness first, scaled to 16 bits; P-Values are perceptually linear too.
        lab = value(source, "ShutterPresentationColorCIELabValue")
        presented = lab[0] if lab else 0
    return min(max(float(presented) / _WHITE, 0.0), 1.0)
