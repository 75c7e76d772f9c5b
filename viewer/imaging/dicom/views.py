"""The views that a file brings: windows and VOI LUTs (DICOM PS3.3 C.11.2)."""

import numpy as np
from pydicom import Dataset

from viewer.imaging.dicom.elements import numbers, strings, text
from viewer.imaging.radiograph import VoiFunction, VoiLut, Window


def windows(dataset: Dataset) -> tuple[Window, ...]:
    centres = numbers(dataset.get("WindowCenter"))
    widths = numbers(dataset.get("WindowWidth"))
    explanations = strings(dataset.get("WindowCenterWidthExplanation"))
    name = str(dataset.get("VOILUTFunction") or "LINEAR").upper()
    function = VoiFunction(name) if name in VoiFunction.__members__ else VoiFunction.LINEAR
    return tuple(
        Window(centre, width, explanations[i] if i < len(explanations) else "", function)
        for i, (centre, width) in enumerate(zip(centres, widths, strict=False))
        if width > 0
    )


def voi_luts(dataset: Dataset) -> tuple[VoiLut, ...]:
    luts = []
    for item in dataset.get("VOILUTSequence") or ():
        try:
            entries, first, bits = (int(number) for number in item.LUTDescriptor)
            data = item["LUTData"].value
            entries = entries or 65536  # PS3.3 C.11.2.1.1: 0 stands for 2^16
            if isinstance(data, bytes):
                # Eight-bit entries may be packed two to a word.
                data = np.frombuffer(data, "<u2" if len(data) >= 2 * entries else "u1")
            table = np.asarray(data, np.float32)[:entries]
        except (AttributeError, KeyError, TypeError, ValueError):
            continue  # an unusable table is no view; the windows remain
        if len(table) == entries and 1 <= bits <= 16:
            scaled = np.clip(table / np.float32(2**bits - 1), 0.0, 1.0).astype(np.float32)
            luts.append(VoiLut(first, scaled, text(item, "LUTExplanation")))
    return tuple(luts)
