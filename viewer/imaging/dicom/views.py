"""The views that a file brings: windows and VOI LUTs (DICOM PS3.3 C.11.2)."""

import numpy as np
from pydicom import Dataset

from viewer.imaging.dicom.elements import decimals, is_big_endian, strings, text, value, whole
from viewer.imaging.dicom.frames import functional_group
from viewer.imaging.dicom.modality import rescale
from viewer.imaging.dicom.tables import read_table
from viewer.imaging.radiograph import VoiFunction, VoiLut, Window

_SEQUENCE = "FrameVOILUTSequence"


def windows(dataset: Dataset, frame: int) -> tuple[Window, ...]:
    """Each usable window of the file, in its order; of equal ones the first."""
    source = functional_group(dataset, frame, _SEQUENCE)
    centres, widths = decimals(source, "WindowCenter"), decimals(source, "WindowWidth")
    explanations = strings(value(source, "WindowCenterWidthExplanation"))
    name = text(source, "VOILUTFunction").upper()
    function = VoiFunction(name) if name in VoiFunction.__members__ else VoiFunction.LINEAR
    found = (
        Window(centre, width, explanations[i].strip() if i < len(explanations) else "", function)
        for i, (centre, width) in enumerate(zip(centres, widths, strict=False))
        if centre is not None and width is not None and width > 0
    )
    return tuple(dict.fromkeys(found))


def voi_luts(dataset: Dataset, frame: int) -> tuple[VoiLut, ...]:
    """Each usable VOI LUT of the file, in its order."""
    source = functional_group(dataset, frame, _SEQUENCE)
    # C.11.2.1.1: what the table's first value means depends on what the modality LUT gives.
    tabled = bool(value(dataset, "ModalityLUTSequence"))
    slope, intercept = rescale(dataset, frame)
    largest = 2 ** (whole(dataset, "BitsStored") or 16) - 1
    lowest = intercept + min(slope, 0.0) * largest
    signed = value(dataset, "PixelRepresentation") == 1 or lowest < 0
    luts = []
    for item in value(source, "VOILUTSequence") or ():
        table = read_table(item, signed=signed and not tabled, big_endian=is_big_endian(dataset))
        if table is not None:  # an unusable table is no view; the others remain
            scaled = table.entries.astype(np.float32) / np.float32(2**table.bits - 1)
            luts.append(VoiLut(table.first, scaled, text(item, "LUTExplanation")))
    return tuple(luts)


def whole_range(bits: int) -> Window:
    """The window of a picture made for a screen of that many bits, which brings none."""
    largest = 2**bits - 1
    return Window(largest / 2, float(largest), "as stored", VoiFunction.LINEAR_EXACT)
