"""Overlays: one-bit planes that lie over the picture (DICOM PS3.3 C.9.2 and C.9.3)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.elements import strings
from viewer.imaging.dicom.form import read_form
from viewer.imaging.dicom.words import pixel_words
from viewer.imaging.gate import MAX_OVERLAY_BYTES, check_pixels
from viewer.imaging.radiograph import Overlay

_GROUPS = range(0x6000, 0x6020, 2)
"""Sixteen planes, as the standard allows."""

_ROWS, _COLUMNS, _FRAMES, _DESCRIPTION = 0x0010, 0x0011, 0x0015, 0x0022
_ORIGIN, _FIRST_FRAME, _BIT_POSITION = 0x0050, 0x0051, 0x0102
_LABEL, _DATA = 0x1500, 0x3000


def overlays(
    parsed: DicomObject, shape: tuple[int, int], frame: int, *, without: int | None = None
) -> tuple[Overlay, ...]:
    """The overlays that show something on a frame of `shape` (rows, columns).

    Their masks together take at most `MAX_OVERLAY_BYTES`; what follows those is left out.
    `without` is a group that is no overlay but the bitmap of a shutter.
    """
    found: list[Overlay] = []
    most = MAX_OVERLAY_BYTES // (shape[0] * shape[1])
    for group in _GROUPS:
        if len(found) == most:
            break
        if group == without or (group, _ROWS) not in parsed.dataset:
            continue
        mask = overlay_mask(parsed, group, shape, frame)
        if mask is not None:
            label, description = (_text(parsed.dataset, group, it) for it in (_LABEL, _DESCRIPTION))
            found.append(Overlay(mask, label, description))
    return tuple(found)


def overlay_mask(
    parsed: DicomObject, group: int, shape: tuple[int, int], frame: int
) -> NDArray[np.bool_] | None:
    """Where a group's plane is set, (rows, columns) of the frame; None if it is nowhere.

    None as well for a plane that is damaged, or that belongs to other frames.
    """
    try:
        plane = _plane(parsed, group, frame)
        if plane is None:
            return None
        mask = _placed(plane, _element(parsed.dataset, group, _ORIGIN) or (1, 1), shape)
    except Exception:  # a broken overlay never costs the picture
        return None
    return mask if mask.any() else None


def _plane(parsed: DicomObject, group: int, frame: int) -> NDArray[np.bool_] | None:
    dataset = parsed.dataset
    frames = _element(dataset, group, _FRAMES)
    index = 0
    if frames is not None:  # without it, one plane is for all frames
        index = frame - (int(_element(dataset, group, _FIRST_FRAME) or 1) - 1)
        if not 0 <= index < int(frames):
            return None
    if (group, _DATA) not in dataset:
        return _embedded(parsed, int(_element(dataset, group, _BIT_POSITION)), frame)
    rows, columns = (int(_element(dataset, group, it)) for it in (_ROWS, _COLUMNS))
    check_pixels(rows, columns)
    return _unpacked(parsed, group, (rows, columns), index)


def _unpacked(
    parsed: DicomObject, group: int, shape: tuple[int, int], index: int
) -> NDArray[np.bool_]:
    element = parsed.dataset[group, _DATA]
    packed = np.frombuffer(element.value, np.uint8)
    count = shape[0] * shape[1]
    first = index * count  # frames follow each other without a gap (PS3.5 section 8.1.2)
    part = packed[first // 16 * 2 : -(-(first + count) // 16) * 2]
    if not parsed.little_endian and element.VR == "OW":
        part = part[: len(part) // 2 * 2].reshape(-1, 2)[:, ::-1].ravel()
    bits = np.unpackbits(part, bitorder="little")[first % 16 :][:count]
    return bits.reshape(shape).view(np.bool_)


def _embedded(parsed: DicomObject, position: int, frame: int) -> NDArray[np.bool_] | None:
    """A plane in a bit of the pixel data that no pixel uses (retired; PS3.5-2004, 8.1.2)."""
    form = read_form(parsed.dataset)
    if form.high_bit - form.bits_stored < position <= form.high_bit:
        return None
    words = pixel_words(parsed, frame)
    return None if words is None else (words & (1 << position)) != 0


def _placed(plane: NDArray[np.bool_], origin: Any, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Lay a plane on the picture; `origin` is the row and column of its first point, from 1."""
    mask = np.zeros(shape, np.bool_)
    top, left = (int(number) - 1 for number in origin)
    height, width = plane.shape
    target = mask[max(top, 0) : max(top + height, 0), max(left, 0) : max(left + width, 0)]
    down, right = max(-top, 0), max(-left, 0)
    target[:] = plane[down : down + target.shape[0], right : right + target.shape[1]]
    return mask


def _element(dataset: Dataset, group: int, element: int) -> Any:
    return dataset[group, element].value if (group, element) in dataset else None


def _text(dataset: Dataset, group: int, element: int) -> str:
    try:
        found = strings(_element(dataset, group, element))
    except Exception:
        return ""
    return "\\".join(found).replace("\0", "").strip()
