"""From stored values to modality values (DICOM PS3.3 C.11.1)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.processing import apply_modality_lut

from viewer.imaging.radiograph import Pixels


def modality_values(stored: NDArray[Any], dataset: Dataset) -> Pixels:
    """Apply the modality LUT or the rescale; integers stay integers where that is exact."""
    if "ModalityLUTSequence" in dataset:
        return apply_modality_lut(stored, dataset)
    slope = float(dataset.get("RescaleSlope") or 1.0)
    intercept = float(dataset.get("RescaleIntercept") or 0.0)
    if slope == 1.0 and intercept == 0.0:
        return stored.copy() if not stored.flags.owndata else stored
    if slope == 1.0 and intercept.is_integer():
        return stored.astype(np.int32) + np.int32(intercept)
    return stored.astype(np.float32) * np.float32(slope) + np.float32(intercept)
