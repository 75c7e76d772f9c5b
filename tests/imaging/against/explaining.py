"""Disagreements that are understood: each reason is checked before it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.utils import pixel_array
from pydicom.uid import JPEG2000TransferSyntaxes, RLELossless

from tests.imaging.against.files import HeldFile
from tests.imaging.against.reference import to_rgb
from tests.imaging.against.table import AGREES, DISAGREES, difference

_LUMA = (0.299, 0.587, 0.114)
"""Of red, green and blue (ITU-R BT.601)."""


@dataclass(frozen=True, slots=True)
class Case:
    """Two pictures that should be one; `theirs` and `ours` have one shape."""

    file: HeldFile
    frame: int
    ours: NDArray[Any]
    theirs: NDArray[Any]


def verdict(case: Case, tolerance: float, reasons: dict[str, Callable[[Case], bool]]) -> str:
    """AGREES, the name of the reason that holds, or DISAGREES."""
    if difference(case.ours, case.theirs).largest <= tolerance:
        return AGREES
    return next((name for name, holds in reasons.items() if holds(case)), DISAGREES)


def ybr_in_whole_numbers(case: Case) -> bool:
    """DCMTK is up to two levels off the formula of PS3.3 C.7.6.3.1.2; ours keeps to it."""
    dataset = case.file.dataset
    if not str(dataset.PhotometricInterpretation).startswith("YBR"):
        return False
    if case.file.syntax.is_encapsulated or difference(case.ours, case.theirs).largest > 2:
        return False
    stored = pixel_array(dataset, index=case.frame, raw=True)
    expected = to_rgb(stored, "YBR_FULL", dataset)
    if case.ours.ndim == 2:
        expected = np.rint(expected @ _LUMA)
    return difference(case.ours, expected).largest <= 1


def sign_left_to_the_code_stream(case: Case) -> bool:
    """Header and code stream differ in signedness; GDCM leaves values below zero wrapped."""
    wrapped = 2 ** int(case.file.dataset.BitsStored)
    return case.file.syntax in JPEG2000TransferSyntaxes and not np.any(
        (case.ours.astype(np.int64) - case.theirs.astype(np.int64)) % wrapped
    )


def rle_of_wide_colours(case: Case) -> bool:
    """GDCM mixes up the byte planes of RLE in colour with several bytes; pydicom doesn't."""
    dataset = case.file.dataset
    if case.file.syntax != RLELossless or dataset.SamplesPerPixel == 1:
        return False
    by_pydicom = to_rgb(pixel_array(dataset, index=case.frame), "RGB", dataset)
    return dataset.BitsAllocated > 8 and difference(case.ours, by_pydicom).largest == 0


def identity_of_monochrome1(case: Case) -> bool:
    """A pair that PS3.3 C.7.6.1 forbids: DCMTK obeys IDENTITY, we MONOCHROME1."""
    dataset = case.file.dataset
    said = (dataset.get("PhotometricInterpretation"), dataset.get("PresentationLUTShape"))
    return (
        said == ("MONOCHROME1", "IDENTITY")
        and difference(255 - case.ours.astype(np.int32), case.theirs).largest <= 1
    )


def fewer_bits_shifted_up(case: Case) -> bool:
    """Without a window, DCMTK shifts what has fewer than eight bits: the most is not white."""
    bits = int(case.file.dataset.BitsStored)
    stored = pixel_array(case.file.dataset, index=case.frame)
    return bits < 8 and bool(np.all(case.theirs == stored << (8 - bits)))


DCMTK_REASONS = {
    "DCMTK obeys IDENTITY, we MONOCHROME1": identity_of_monochrome1,
    "DCMTK shifts fewer bits up": fewer_bits_shifted_up,
    "DCMTK converts YBR in whole numbers": ybr_in_whole_numbers,
}
GDCM_REASONS = {
    "GDCM leaves the sign to the code stream": sign_left_to_the_code_stream,
    "GDCM mixes up RLE of wide colours": rle_of_wide_colours,
}
