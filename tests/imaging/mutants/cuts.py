"""The middle of real radiographs with all of their header, in each transfer syntax."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.encaps import encapsulate
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.imaging.mutants.grey import eight_bit
from tests.imaging.samples import encoded

PATIENT_NAME = "Quixote^Alonso"
PATIENT_ID = "ROCINANTE-1605"

_SIDE = 96
_SYNTAXES = {
    "explicit": ExplicitVRLittleEndian,
    "implicit": ImplicitVRLittleEndian,
    "big-endian": ExplicitVRBigEndian,
    "deflated": DeflatedExplicitVRLittleEndian,
    "rle": RLELossless,
    "jpeg": JPEGBaseline8Bit,
    "jpeg-ls": JPEGLSLossless,
    "jpeg-2000": JPEG2000Lossless,
}


def cut(path: Path, syntax: UID) -> bytes:
    dataset = dcmread(path)
    top, left = dataset.Rows // 3, dataset.Columns // 3
    pixels = dataset.pixel_array[top : top + _SIDE, left : left + _SIDE + 1].copy()
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.PatientName, dataset.PatientID = PATIENT_NAME, PATIENT_ID
    if syntax == JPEGBaseline8Bit:
        _hold_jpeg(dataset, pixels)
    elif syntax.is_encapsulated:
        dataset.compress(syntax, pixels, generate_instance_uid=False)
    else:
        order = "<u2" if syntax.is_little_endian else ">u2"
        dataset.PixelData = pixels.astype(order).tobytes()
        dataset["PixelData"].VR = "OW"
    # pydicom writes a data set that it has read in that file's byte order only.
    written = Dataset()
    written.update({element.tag: element for element in dataset})
    written.file_meta = dataset.file_meta
    written.file_meta.TransferSyntaxUID = syntax
    buffer = io.BytesIO()
    written.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _hold_jpeg(dataset: Dataset, pixels: NDArray[np.uint16]) -> None:
    dataset.BitsAllocated = dataset.BitsStored = 8
    dataset.HighBit = 7
    dataset.PixelData = encapsulate([encoded(eight_bit(pixels), "JPEG")])
    dataset["PixelData"].VR = "OB"
    dataset["PixelData"].is_undefined_length = True


MAKERS: dict[str, Callable[[], bytes]] = {
    f"{stem}-{name}.dcm": partial(cut, path, syntax)
    for stem, path in (("chest", CHEST_DICOM), ("extremity", EXTREMITY_DICOM))
    for name, syntax in _SYNTAXES.items()
}
