"""DICOM objects for a test, and what becomes of them."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydicom import Dataset
from pydicom.uid import UID, ExplicitVRBigEndian, ImplicitVRLittleEndian

from tests.data import CHEST_DICOM
from tests.imaging.samples import small_dicom
from viewer.imaging import Radiograph, Source
from viewer.imaging.dicom import decode_dicom


def sample(name: str) -> Path:
    """A file of pydicom-data, which is always there."""
    return CHEST_DICOM.parent / name


def as_bytes(dataset: Dataset, syntax: UID | None = None) -> bytes:
    if syntax is not None:
        dataset.file_meta.TransferSyntaxUID = syntax
    buffer = io.BytesIO()
    dataset.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def opened(dataset: Dataset, frame: int = 0, syntax: UID | None = None) -> Radiograph:
    return opened_bytes(as_bytes(dataset, syntax), frame)


def opened_bytes(content: bytes, frame: int = 0) -> Radiograph:
    return decode_dicom(content, Source(Path("x.dcm"), "", frame))


def dicom_of(pixels: np.ndarray, **attributes: object) -> Dataset:
    """An object that stores `pixels`, (rows, columns) or (frames, rows, columns)."""
    rows, columns = pixels.shape[-2:]
    bits = 8 * pixels.itemsize
    own = {
        "Rows": rows,
        "Columns": columns,
        "BitsAllocated": bits,
        "BitsStored": bits,
        "HighBit": bits - 1,
        "PixelRepresentation": int(pixels.dtype.kind == "i"),
        "PixelData": pixels.tobytes(),
    }
    if pixels.ndim == 3:
        own["NumberOfFrames"] = len(pixels)
    dataset = small_dicom(**(own | attributes))
    dataset["PixelData"].VR = "OW" if bits > 8 else "OB"
    return dataset


def colour_dicom(planes: np.ndarray, **attributes: object) -> Dataset:
    """An RGB object of (rows, columns, 3) values."""
    own = {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB", "PlanarConfiguration": 0}
    dataset = dicom_of(planes[..., 0], **(own | attributes))
    dataset.PixelData = planes.tobytes()
    return dataset


def lut_item(
    descriptor: Sequence[int], data: object, vr: str = "US", descriptor_vr: str = "US"
) -> Dataset:
    item = Dataset()
    item.LUTDescriptor, item.LUTData = list(descriptor), data
    item["LUTDescriptor"].VR, item["LUTData"].VR = descriptor_vr, vr
    return item


SYNTAXES = {
    "explicit": None,
    "implicit": ImplicitVRLittleEndian,
    "big endian": ExplicitVRBigEndian,
}
