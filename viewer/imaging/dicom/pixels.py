"""The stored values of one frame of a Dataset."""

from typing import Any

from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.pixels.utils import pixel_array

from viewer.errors import (
    DamagedFileError,
    DecoderMissingError,
    NoPixelsError,
    UnsupportedFormatError,
)
from viewer.imaging.dicom.elements import one_line
from viewer.imaging.gate import check_pixels

_AGAIN = "Copy it again from where it came from."


def stored_values(dataset: Dataset, frame: int = 0) -> NDArray[Any]:
    """Decode one frame, counted from 0, which the caller knows to be there.

    Returns
    -------
    ndarray, (rows, columns) or (rows, columns, 3), integer
        Stored values before any LUT; colour is RGB, whatever the file's colour space and
        planes. Palette pictures stay indices.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError, NoPixelsError,
    UnsupportedFormatError
    """
    if "PixelData" not in dataset:
        if any(name in dataset for name in ("FloatPixelData", "DoubleFloatPixelData")):
            raise UnsupportedFormatError(
                "The DICOM object holds floating point pixels, which radiographs never do.",
                "Check that it is a radiograph and not a parametric map.",
            )
        raise NoPixelsError(
            "The DICOM object holds no picture.",
            "It may be a report, a plan or an index; open the images of its study.",
        )
    try:
        rows, columns = int(dataset.Rows), int(dataset.Columns)
    except Exception as error:  # missing, no number, or of an unknown kind
        raise DamagedFileError(
            "The DICOM header lacks the picture's rows or columns.", _AGAIN
        ) from error
    check_pixels(rows, columns)
    try:
        return pixel_array(dataset, index=frame)
    except RuntimeError as error:
        raise DecoderMissingError(
            "No installed decoder could read the pixels "
            f"({dataset.file_meta.TransferSyntaxUID.name}).",
            "12-bit JPEG needs the extra `jpeg12`; otherwise the file may be damaged.",
        ) from error
    except Exception as error:
        raise DamagedFileError(f"The pixels are damaged: {one_line(error)}.", _AGAIN) from error
