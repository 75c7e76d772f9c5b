"""What the pictures show: pydicom's sample radiograph under made-up headers, and drawn files."""

from dataclasses import dataclass
from pathlib import Path

import data_store
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from pydicom import Dataset, dcmread
from pydicom.uid import generate_uid

_SOURCE = Path(data_store.__file__).parent / "data"
Values = NDArray[np.float64]
_WHITE = 2000.0
"""A stored value of bone: the sample is of MONOCHROME1, whose small values are white."""
_WINDOW = (7500, 16000)
_CLOUDED = 0.3
"""From this depth on, a drawn cloud is labelled pneumonia."""
_ROOT = "1.2.826.0.1.3680043.8.498."
_SPACING = [0.2, 0.2]
"""Of the detector. The sample's own says zero; a chest of this size would have about this."""


@dataclass(frozen=True)
class Samples:
    """Files made for one run of the pictures."""

    study: Path
    present: Path
    prior: Path
    batch: Path
    broken: Path


def make_samples(folder: Path) -> Samples:
    study = folder / "Sample patient"
    study.mkdir(parents=True)
    follow_up = _chest("20260302", "Chest, follow-up")
    present = _write(study / "present.dcm", _with_pixels(follow_up, _clouded(follow_up, 1.0)))
    earlier = _chest("20250114", "Chest")
    prior = _write(study / "prior.dcm", _with_pixels(earlier, _exposed_anew(earlier)))
    broken = folder / "broken.dcm"
    whole = present.read_bytes()
    broken.write_bytes(whole[: len(whole) // 3])
    return Samples(study, present, prior, _make_batch(folder / "ward", broken), broken)


def _chest(date: str, description: str) -> Dataset:
    dataset = dcmread(_SOURCE / "RG1_UNCR.dcm")
    dataset.PatientName, dataset.PatientID = "Sample^Patient", "S-0001"
    dataset.PatientBirthDate, dataset.PatientAge = "", ""
    dataset.StudyDate = dataset.SeriesDate = dataset.ContentDate = date
    dataset.StudyDescription = description
    dataset.StudyInstanceUID = generate_uid(_ROOT, [date, "study"])
    dataset.SeriesInstanceUID = generate_uid(_ROOT, [date, "series"])
    dataset.SOPInstanceUID = generate_uid(_ROOT, [date, "instance"])
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.PatientOrientation = ["L", "F"]
    dataset.WindowCenter, dataset.WindowWidth = _WINDOW
    del dataset.PixelSpacing
    dataset.ImagerPixelSpacing = _SPACING
    return dataset


def _with_pixels(dataset: Dataset, values: Values) -> Dataset:
    stored = dataset.pixel_array
    kept = np.clip(values, stored.min(), stored.max()).astype(stored.dtype)
    dataset.PixelData = kept.tobytes()
    return dataset


def _exposed_anew(dataset: Dataset) -> Values:
    """A little lighter, and the patient a little to the side."""
    return np.roll(dataset.pixel_array.astype(np.float64), (24, -30), axis=(0, 1)) * 0.93


def _clouded(dataset: Dataset, depth: float) -> Values:
    """White clouds on both hila, so that the network has something to find."""
    stored = dataset.pixel_array.astype(np.float64)
    rows, columns = np.mgrid[: stored.shape[0], : stored.shape[1]]
    veil = np.zeros(stored.shape)
    for column in (0.34, 0.66):
        down = (rows / stored.shape[0] - 0.46) / 0.20
        across = (columns / stored.shape[1] - column) / 0.12
        veil += np.exp(-(down**2) - across**2)
    veil = np.clip(depth * veil * (0.4 + 1.2 * _clouds(stored.shape)), 0.0, 1.0)
    return stored * (1.0 - veil) + _WHITE * veil


def _clouds(shape: tuple[int, ...]) -> Values:
    """Noise of several sizes, 0..1."""
    rng = np.random.default_rng(1)
    whole = np.zeros(shape)
    for side in (6, 12, 24, 48):
        small = Image.fromarray(rng.normal(size=(side, side)).astype(np.float32))
        large = small.resize(shape[::-1], Image.Resampling.BICUBIC)
        whole += np.asarray(large) * (6 / side) ** 0.6
    return (whole - whole.min()) / np.ptp(whole)


def _make_batch(folder: Path, broken: Path) -> Path:
    """A folder as studies have them: labelled radiographs, one that is no chest, no pictures."""
    folder.mkdir()
    for number, depth in enumerate(np.random.default_rng(3).uniform(0.0, 1.2, 24), start=1):
        dataset = _chest(f"202602{1 + number:02}", "Chest")
        dataset.PatientID, dataset.PatientName = f"S-{number:04}", f"Sample^Patient {number}"
        label = folder / ("PNEUMONIA" if depth > _CLOUDED else "NORMAL")
        label.mkdir(exist_ok=True)
        _write(label / f"IM{number:04}.dcm", _with_pixels(dataset, _clouded(dataset, depth)))
    _write(folder / "IM0005-limb.dcm", dcmread(_SOURCE / "RG3_UNCR.dcm"))
    (folder / "IM0009-copy.dcm").write_bytes(broken.read_bytes())
    (folder / "IM0014-note.jpg").write_text("The film is in the archive.", encoding="utf-8")
    grey = np.tile(np.linspace(0, 255, 640).astype(np.uint8), (480, 1))
    Image.fromarray(grey).save(folder / "IM0016-test.png")
    return folder


def _write(path: Path, dataset: Dataset) -> Path:
    dataset.save_as(path, enforce_file_format=True)
    return path
