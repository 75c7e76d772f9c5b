"""The values that describe one radiograph."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.modality_map import ModalityMap
from viewer.imaging.spacing import Spacing

Pixels = NDArray[np.integer[Any]] | NDArray[np.float32]


class Photometric(StrEnum):
    """Photometric Interpretation, reduced to the two that a grey picture can have.

    DICOM PS3.3 C.7.6.3.1.2.
    """

    MONOCHROME1 = "MONOCHROME1"
    MONOCHROME2 = "MONOCHROME2"


class VoiFunction(StrEnum):
    """VOI LUT Function (DICOM PS3.3 C.11.2.1.3)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """A window, in the unit of `Radiograph.pixels` (DICOM PS3.3 C.11.2.1.2)."""

    centre: float
    width: float
    explanation: str = ""
    function: VoiFunction = VoiFunction.LINEAR


@dataclass(frozen=True, slots=True, eq=False)
class VoiLut:
    """One item of the VOI LUT Sequence (DICOM PS3.3 C.11.2.1.1).

    `values` is (entries,) float32, scaled to 0..1; `first` is the pixel value that the
    first entry stands for.
    """

    first: int
    values: NDArray[np.float32]
    explanation: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """One plane of the Overlay Plane Module (DICOM PS3.3 C.9.2), laid on the picture.

    `mask` is (rows, columns) bool of the radiograph, True where the overlay is drawn.
    """

    mask: NDArray[np.bool_]
    label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Shutter:
    """What the Display Shutter Module hides (DICOM PS3.3 C.7.6.11 and C.7.6.15).

    `mask` is (rows, columns) bool, True where the picture is hidden; `grey` is the grey
    level 0..1 that stands there instead, 1 being white on the viewbox.
    """

    mask: NDArray[np.bool_]
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a picture that was decoded all the same.

    Attributes
    ----------
    words : str
        To end a sentence with.
    confined : bool
        Whether most of the picture is known to be sound. A picture with other damage is
        shown, and no verdict is given.
    """

    words: str
    confined: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What reading and the worklist need of a DICOM header; empty for a JPEG or PNG.

    `frames` is the number of pictures in the file, which a TIFF has as well.
    `patient_orientation` is the direction of the rows and that of the columns
    (DICOM PS3.3 C.7.6.1.1.1), such as ("L", "F"); empty where the file does not say.
    """

    patient_id: str = ""
    patient_name: str = ""
    patient_sex: str = ""
    age_years: float | None = None
    study_date: str = ""
    study_description: str = ""
    study_instance_uid: str = ""
    series_instance_uid: str = ""
    sop_instance_uid: str = ""
    sop_class: str = ""
    modality: str = ""
    body_part: str = ""
    view_position: str = ""
    study_time: str = ""
    series_description: str = ""
    series_number: int | None = None
    instance_number: int | None = None
    patient_orientation: tuple[str, ...] = ()
    laterality: str = ""
    frames: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that a radiograph was read from, and the frame among theirs, from 0.

    The path of a file in a zip archive is the archive's path followed by the name in it.
    """

    path: Path
    sha256: str
    frame: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Radiograph:
    """One chest picture, as its file holds it.

    Attributes
    ----------
    pixels : ndarray, (rows, columns)
        Values after the modality LUT; integer wherever the file's are, else float32.
        Read-only.
    photometric : Photometric
        MONOCHROME1 where the smallest value is to be shown white.
    windows, voi_luts : tuple
        The views that the file itself offers, in its order.
    aspect : float
        Height of a pixel divided by its width.
    padding : ndarray, (rows, columns), bool, or None
        True where the pixel is no part of the picture (Pixel Padding Value,
        DICOM PS3.3 C.7.5.1.1.2). None where every pixel is.
    colour : ndarray, (rows, columns, 3), uint8, or None
        The picture in colour, where it is not all grey; `pixels` are then its luma.
    modality : ModalityMap or None
        How the file's stored values became `pixels`; None where they are the same.
    overlays, shutter
        What the file lays over the picture, and hides of it; the network sees neither.
    damage : Damage or None
        None where the decoder had nothing to say; not every decoder would.
    reducible : bool
        Whether `open_radiograph` could have opened the file at a reduced scale: a whole JPEG.
    """

    pixels: Pixels
    photometric: Photometric
    source: Source
    windows: tuple[Window, ...] = ()
    voi_luts: tuple[VoiLut, ...] = ()
    spacing: Spacing | None = None
    header: Header = field(default_factory=Header)
    aspect: float = 1.0
    padding: NDArray[np.bool_] | None = None
    colour: NDArray[np.uint8] | None = None
    modality: ModalityMap | None = None
    overlays: tuple[Overlay, ...] = ()
    shutter: Shutter | None = None
    damage: Damage | None = None
    reducible: bool = False

    def __post_init__(self) -> None:
        self.pixels.setflags(write=False)

    @property
    def rows(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def columns(self) -> int:
        return int(self.pixels.shape[1])
