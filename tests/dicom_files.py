"""Small DICOM radiographs, made for one test each."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import DigitalXRayImageStorageForPresentation, ExplicitVRLittleEndian, generate_uid

_SIDE = 96


def write_dicom(path: Path, pixels: NDArray[np.uint16] | None = None, **attributes: Any) -> Path:
    """Write a chest radiograph; `attributes` are keywords of DICOM and their values.

    `pixels` is (rows, columns) or (frames, rows, columns).
    """
    if pixels is None:
        pixels = np.tile(np.linspace(0, 4095, _SIDE).astype(np.uint16), (_SIDE, 1))
    dataset = Dataset()
    dataset.SOPClassUID = DigitalXRayImageStorageForPresentation
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=[str(path)])
    dataset.Modality, dataset.BodyPartExamined = "DX", "CHEST"
    dataset.PatientName, dataset.PatientID = "Roe^Jane", "1"
    dataset.StudyInstanceUID = dataset.SeriesInstanceUID = "1.2.3"
    if pixels.ndim == 3:
        dataset.NumberOfFrames = pixels.shape[0]
    dataset.Rows, dataset.Columns = pixels.shape[-2:]
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    dataset.PixelData = pixels.astype("<u2").tobytes()
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.save_as(path, enforce_file_format=True)
    return path


def write_with_overlay_and_shutter(path: Path) -> Path:
    """A grey picture, a cross drawn over its middle, and its left quarter hidden in black."""
    write_dicom(path, np.full((_SIDE, _SIDE), 2048, np.uint16))
    dataset = dcmread(path)
    cross = np.zeros((_SIDE, _SIDE), np.uint8)
    cross[_SIDE // 2, 30:66] = cross[30:66, _SIDE // 2] = 1
    for element, kind, value in (
        (0x0010, "US", _SIDE),
        (0x0011, "US", _SIDE),
        (0x0040, "CS", "G"),
        (0x0050, "SS", [1, 1]),
        (0x0100, "US", 1),
        (0x0102, "US", 0),
        (0x3000, "OW", np.packbits(cross.ravel(), bitorder="little").tobytes()),
    ):
        dataset.add_new((0x6000, element), kind, value)
    dataset.ShutterShape = "RECTANGULAR"
    dataset.ShutterLeftVerticalEdge, dataset.ShutterRightVerticalEdge = _SIDE // 4, _SIDE
    dataset.ShutterUpperHorizontalEdge, dataset.ShutterLowerHorizontalEdge = 1, _SIDE
    dataset.ShutterPresentationValue = 0
    dataset.save_as(path)
    return path
