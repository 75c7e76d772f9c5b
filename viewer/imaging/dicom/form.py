"""What the header says of the form of a frame's pixels."""

from dataclasses import dataclass
from typing import Any

from pydicom import Dataset

from viewer.errors import DamagedFileError, UnsupportedFormatError
from viewer.imaging.dicom.elements import text, whole

_ALLOCATED = (1, 8, 16, 32)
_SAMPLES = (1, 3)


@dataclass(frozen=True, slots=True)
class FrameForm:
    """The Image Pixel Module (DICOM PS3.3 C.7.6.3), by the standard's names.

    `bits_stored` is at least 1 and at most `bits_allocated`, whatever the header says.
    """

    rows: int
    columns: int
    samples: int
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool
    photometric: str
    planar: int

    def options(self) -> dict[str, Any]:
        """The form as pydicom's decoders want it, of one frame."""
        return {
            "number_of_frames": 1,
            "rows": self.rows,
            "columns": self.columns,
            "samples_per_pixel": self.samples,
            "bits_allocated": self.bits_allocated,
            "bits_stored": self.bits_stored,
            "pixel_representation": int(self.signed),
            "photometric_interpretation": self.photometric,
            "planar_configuration": self.planar,
            "pixel_keyword": "PixelData",
        }


def read_form(dataset: Dataset) -> FrameForm:
    """Read the form of the frames.

    Raises
    ------
    DamagedFileError, UnsupportedFormatError
    """
    rows, columns = whole(dataset, "Rows"), whole(dataset, "Columns")
    if rows is None or columns is None:
        raise DamagedFileError(
            "The DICOM header lacks the picture's rows or columns.",
            "Copy it again from where it came from.",
        )
    samples = whole(dataset, "SamplesPerPixel") or 1
    allocated = whole(dataset, "BitsAllocated") or 0
    if samples not in _SAMPLES or allocated not in _ALLOCATED:
        raise UnsupportedFormatError(
            f"The DICOM header announces {samples} samples of {allocated} bits for each pixel, "
            "which no radiograph has.",
            "Check that it is a radiograph; if so, the file is damaged.",
        )
    stored = whole(dataset, "BitsStored") or allocated
    stored = stored if 1 <= stored <= allocated else allocated
    high_bit = whole(dataset, "HighBit")
    return FrameForm(
        rows=rows,
        columns=columns,
        samples=samples,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=stored - 1 if high_bit is None else high_bit,
        # A colour has no sign, whatever the header says.
        signed=samples == 1 and whole(dataset, "PixelRepresentation") == 1,
        photometric=text(dataset, "PhotometricInterpretation").upper(),
        planar=1 if whole(dataset, "PlanarConfiguration") == 1 else 0,
    )
