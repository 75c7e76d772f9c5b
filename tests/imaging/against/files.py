"""The real DICOM files that are held against others, each read once by each reader."""

import hashlib
import warnings
from functools import cached_property
from pathlib import Path

import data_store
import pydicom
from pydicom import Dataset
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from tests.data import DICOM
from tests.imaging.against.gdcm_reader import CannotReadError, Stored, read_stored
from tests.imaging.against.reference import of_frame
from viewer.errors import HilumError
from viewer.imaging import Radiograph, open_radiograph

_FOLDERS = {
    "": DICOM,
    "pydicom-data": Path(data_store.__file__).parent / "data",
    "pydicom": Path(pydicom.__file__).parent / "data" / "test_files",
}
# Doses and segmentations are numbers and masks; on some of the former GDCM aborts.
_NO_PICTURES = ("RTDOSE", "SEG")

_NEEDED = ["Rows", "SamplesPerPixel", "PixelData"]
_LONG_IN_GDCM = ("color3d_jpeg_baseline.dcm", "SC_rgb_jpeg.dcm")


class HeldFile:
    """One file, and what each reader makes of it; each raises its own error again."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path

    @cached_property
    def dataset(self) -> Dataset:
        return pydicom.dcmread(self.path, force=True)

    @cached_property
    def syntax(self) -> UID:
        return UID(self.dataset.file_meta.get("TransferSyntaxUID", ImplicitVRLittleEndian))

    @cached_property
    def frames(self) -> int:
        return int(self.dataset.get("NumberOfFrames") or 1)

    @cached_property
    def _opened(self) -> dict[int, Radiograph | HilumError]:
        return {}

    def opened(self, frame: int = 0) -> Radiograph:
        """As the viewer opens it.

        Raises
        ------
        HilumError
        """
        if frame not in self._opened:
            try:
                self._opened[frame] = open_radiograph(self.path, frame=frame)
            except HilumError as error:
                self._opened[frame] = error
        result = self._opened[frame]
        if isinstance(result, HilumError):
            raise result
        return result

    @cached_property
    def by_gdcm(self) -> Stored:
        if self.path.name in _LONG_IN_GDCM:
            raise CannotReadError("GDCM takes seconds over it")
        return read_stored(self.path)

    def write_uncompressed(self, path: Path) -> Path:
        """Write GDCM's values under the file's own header, for who can't decode them."""
        copy = pydicom.dcmread(self.path)
        copy.PhotometricInterpretation = self.by_gdcm.photometric
        if copy.SamplesPerPixel == 3:
            copy.PlanarConfiguration = 0
        copy.PixelData = self.by_gdcm.values.tobytes()
        copy["PixelData"].is_undefined_length = False
        copy.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        copy.save_as(path)
        return path


def paths() -> dict[str, Path]:
    """By name: what holds a picture; of files with the same bytes the first alone."""
    found: dict[str, Path] = {}
    seen: set[bytes] = set()
    for name, folder in _FOLDERS.items():
        for path in sorted(folder.rglob("*.dcm")):
            digest = hashlib.sha256(path.read_bytes()).digest()
            if digest not in seen and _is_picture(path):
                found[str(Path(name) / path.relative_to(folder))] = path
            seen.add(digest)
    return found


def _is_picture(path: Path) -> bool:
    with warnings.catch_warnings(action="ignore"):  # some of the files are damaged on purpose
        header = pydicom.dcmread(path, force=True, specific_tags=["Modality", *_NEEDED])
    return all(it in header for it in _NEEDED) and header.get("Modality") not in _NO_PICTURES


def brings_views(path: Path) -> bool:
    """Whether the file is grey and brings a window or a VOI LUT for its first frame."""
    with warnings.catch_warnings(action="ignore"):
        header = pydicom.dcmread(path, force=True, stop_before_pixels=True)
        flat = of_frame(header, 0)
        return header.SamplesPerPixel == 1 and bool(
            flat.get("WindowWidth") or flat.get("VOILUTSequence")
        )
