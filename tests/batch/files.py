"""Files for batches: sound ones made of a real radiograph, and every kind of bad one."""

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image
from pydicom import Dataset, FileMetaDataset
from pydicom.uid import ComprehensiveSRStorage, ExplicitVRLittleEndian, generate_uid

from tests.data import CHEST_DICOM
from viewer.imaging import open_radiograph
from viewer.imaging.windowing import default_view, display_grey


@cache
def chest_jpeg() -> bytes:
    """The chest radiograph of pydicom-data as a JPEG of a quarter its rows and columns."""
    radiograph = open_radiograph(CHEST_DICOM)
    grey = display_grey(
        radiograph.pixels[::4, ::4].astype(np.float32), default_view(radiograph), inverted=True
    )
    jpeg = io.BytesIO()
    Image.fromarray(grey).save(jpeg, "JPEG")
    return jpeg.getvalue()


def write_jpegs(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number:03}.jpg" for number in range(count)]
    for file in files:
        file.write_bytes(chest_jpeg())
    return files


def write_bad_files(folder: Path) -> dict[str, str]:
    """Write one file of each bad kind; gives what the sentence of each must say."""
    folder.mkdir(exist_ok=True)
    folder.joinpath("text.jpg").write_text("Dear colleague, thank you for sending this patient.")
    folder.joinpath("truncated.jpg").write_bytes(chest_jpeg()[: len(chest_jpeg()) // 2])
    folder.joinpath("empty.dcm").touch()
    _write_report(folder / "report.dcm")
    return {
        "empty.dcm": "empty",
        "report.dcm": "no picture",
        "text.jpg": "neither a picture nor DICOM",
        "truncated.jpg": "damaged",
    }


def _write_report(path: Path) -> None:
    report = Dataset()
    report.file_meta = FileMetaDataset()
    report.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    report.SOPClassUID = ComprehensiveSRStorage
    report.SOPInstanceUID = generate_uid()
    report.PatientID = "4711"
    report.save_as(path, enforce_file_format=True)
