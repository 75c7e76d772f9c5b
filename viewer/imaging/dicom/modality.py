"""From stored values to modality values (DICOM PS3.3 C.11.1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.errors import DamagedFileError
from viewer.imaging.dicom.elements import decimals, is_big_endian, value
from viewer.imaging.dicom.frames import functional_group
from viewer.imaging.dicom.tables import look_up, read_table
from viewer.imaging.modality_map import ModalityLut, ModalityMap, Rescale
from viewer.imaging.radiograph import Pixels

_AGAIN = "Copy it again from where it came from."
_LARGEST = 2**31 - 1


def modality_values(stored: NDArray[Any], dataset: Dataset, frame: int) -> Pixels:
    """Apply the modality LUT, else the rescale; integers stay integers where that is exact.

    Without either the stored values come back themselves.

    Raises
    ------
    DamagedFileError
        For a table that can't be read: nobody knows what the values mean without it.
    """
    way = modality_map(dataset, frame, signed=stored.dtype.kind == "i")
    if way is None:
        return stored
    if isinstance(way, ModalityLut):
        return look_up(stored, way.first, way.entries)
    slope, intercept = way.slope, way.intercept
    ends = [end * slope + intercept for end in (int(stored.min()), int(stored.max()))]
    fits = max(map(abs, (slope, intercept, *ends))) <= _LARGEST
    if fits and slope.is_integer() and intercept.is_integer():
        return _scaled(stored.astype(np.int32), np.int32(slope), np.int32(intercept))
    return _scaled(stored.astype(np.float32), np.float32(slope), np.float32(intercept))


def modality_map(dataset: Dataset, frame: int, *, signed: bool) -> ModalityMap | None:
    """How stored values become modality values; None where they are the same.

    The standard allows only one of table and rescale; where a file has both, the table counts,
    as in pydicom.

    Raises
    ------
    DamagedFileError
        For a table that can't be read.
    """
    items = value(dataset, "ModalityLUTSequence")
    if items:
        table = read_table(items[0], signed=signed, big_endian=is_big_endian(dataset))
        if table is None:
            raise DamagedFileError("The modality LUT of the DICOM object is damaged.", _AGAIN)
        return ModalityLut(table.first, table.entries)
    slope, intercept = rescale(dataset, frame)
    return None if (slope, intercept) == (1.0, 0.0) else Rescale(slope, intercept)


def _scaled(values: NDArray[Any], slope: np.number[Any], intercept: np.number[Any]) -> Pixels:
    values *= slope
    values += intercept
    return values


def rescale(dataset: Dataset, frame: int) -> tuple[float, float]:
    """Rescale Slope and Intercept; a slope of zero or nonsense counts as 1."""
    source = functional_group(dataset, frame, "PixelValueTransformationSequence")
    slopes, intercepts = (
        decimals(source, keyword) for keyword in ("RescaleSlope", "RescaleIntercept")
    )
    return (slopes[0] if slopes else None) or 1.0, (intercepts[0] if intercepts else None) or 0.0
