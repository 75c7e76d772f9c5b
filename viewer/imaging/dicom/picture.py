"""The parts of a DICOM object, put together."""

from dataclasses import dataclass

from viewer.errors import DamagedFileError
from viewer.imaging.dicom.dataset import parse_dataset
from viewer.imaging.dicom.elements import one_line
from viewer.imaging.dicom.geometry import spacing
from viewer.imaging.dicom.header import read_header
from viewer.imaging.dicom.modality import modality_values
from viewer.imaging.dicom.photometric import grey_plane, photometric
from viewer.imaging.dicom.pixels import stored_values
from viewer.imaging.dicom.views import voi_luts, windows
from viewer.imaging.radiograph import (
    Header,
    Photometric,
    Pixels,
    Spacing,
    VoiLut,
    Window,
)

_AGAIN = "Copy it again from where it came from."


@dataclass(frozen=True, slots=True, eq=False)
class DicomPicture:
    """What a DICOM file gives to a Radiograph."""

    pixels: Pixels
    photometric: Photometric
    windows: tuple[Window, ...]
    voi_luts: tuple[VoiLut, ...]
    spacing: Spacing | None
    header: Header


def decode_dicom(content: bytes) -> DicomPicture:
    """Read the first frame of a DICOM object.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError, NoPixelsError,
    UnsupportedFormatError
    """
    dataset = parse_dataset(content)
    stored = stored_values(dataset)
    try:
        pixels = modality_values(grey_plane(stored, dataset), dataset)
    except Exception as error:
        raise DamagedFileError(f"The pixels are damaged: {one_line(error)}.", _AGAIN) from error
    try:
        return DicomPicture(
            pixels=pixels,
            photometric=photometric(dataset),
            windows=windows(dataset),
            voi_luts=voi_luts(dataset),
            spacing=spacing(dataset),
            header=read_header(dataset),
        )
    except Exception as error:  # pydicom reads an element's value only when it is asked for
        raise DamagedFileError(
            f"The DICOM header is damaged: {one_line(error)}.", _AGAIN
        ) from error
