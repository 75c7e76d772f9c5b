"""What GDCM's values become by pydicom's functions, to hold ours against."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels import (
    apply_color_lut,
    apply_modality_lut,
    apply_voi,
    apply_windowing,
    convert_color_space,
)
from pydicom.uid import ExplicitVRBigEndian

from viewer.imaging import VoiLut
from viewer.imaging.windowing import View

_GROUPS = ("PixelValueTransformationSequence", "FrameVOILUTSequence")


def of_frame(dataset: Dataset, frame: int) -> Dataset:
    """The data set with the frame's functional groups at its top, where pydicom looks."""
    groups = list(dataset.get("SharedFunctionalGroupsSequence") or ())
    groups += list(dataset.get("PerFrameFunctionalGroupsSequence") or ())[frame : frame + 1]
    flat = Dataset(dataset)
    flat.file_meta = dataset.file_meta
    for item in (group.get(keyword) for group in groups for keyword in _GROUPS):
        if item:
            flat.update(item[0])
    return flat


def values(stored: NDArray[Any], photometric: str, dataset: Dataset) -> NDArray[Any]:
    """Modality values of a grey picture, RGB of eight bits of one in colour."""
    if photometric.startswith("MONOCHROME"):
        return apply_modality_lut(stored, dataset)
    return to_rgb(stored, photometric, dataset)


def to_rgb(stored: NDArray[Any], photometric: str, dataset: Dataset) -> NDArray[np.uint8]:
    """(rows, columns, 3); of wider samples the upper eight bits."""
    if photometric == "PALETTE COLOR":
        stored = apply_color_lut(stored, dataset)
        if _is_misread(dataset):
            stored = stored.byteswap()
    elif photometric.startswith("YBR"):
        stored = convert_color_space(stored, "YBR_FULL", "RGB")
    return (stored >> (8 * (stored.dtype.itemsize - 1))).astype(np.uint8)


def _is_misread(dataset: Dataset) -> bool:
    """Whether pydicom 3.0 took a palette's big-endian words for little-endian ones."""
    return (
        dataset.file_meta.get("TransferSyntaxUID") == ExplicitVRBigEndian
        and "RedPaletteColorLookupTableData" in dataset
    )


def grey(modality: NDArray[Any], view: View, number: int, dataset: Dataset) -> NDArray[np.float64]:
    """Grey level 0..255, not rounded, by the file's VOI LUT or window of that number."""
    if isinstance(view, VoiLut):
        bits = dataset.VOILUTSequence[number].LUTDescriptor[2]
        return apply_voi(modality, dataset, number) * (255.0 / (2**bits - 1))
    return windowed(modality, dataset, number)


def windowed(modality: NDArray[Any], dataset: Dataset, number: int = 0) -> NDArray[np.float64]:
    """Grey level 0..255, not rounded, whatever range pydicom's result has."""
    with np.errstate(over="ignore"):  # a sigmoid's exponential, far from its centre
        shown = apply_windowing(modality, dataset, number)
        bottom, top = apply_windowing(np.array([-1e30, 1e30]), dataset, number)
    return (shown - bottom) * (255.0 / (top - bottom))
