"""The parts of a DICOM object, put together."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from viewer.errors import DamagedFileError, HilumError
from viewer.imaging.dicom.colour import colour_picture
from viewer.imaging.dicom.dataset import DicomObject, parse_object
from viewer.imaging.dicom.elements import whole
from viewer.imaging.dicom.frames import check_frame
from viewer.imaging.dicom.geometry import aspect, spacing
from viewer.imaging.dicom.header import read_header
from viewer.imaging.dicom.modality import modality_map, modality_values
from viewer.imaging.dicom.overlays import overlays
from viewer.imaging.dicom.padding import padding_mask
from viewer.imaging.dicom.photometric import is_monochrome, photometric
from viewer.imaging.dicom.pixels import stored_values
from viewer.imaging.dicom.shutters import bitmap_group, shutter
from viewer.imaging.dicom.views import voi_luts, whole_range, windows
from viewer.imaging.modality_map import ModalityMap
from viewer.imaging.radiograph import Header, Pixels, Radiograph, Source, VoiLut, Window


@dataclass(frozen=True, slots=True, eq=False)
class _Values:
    pixels: Pixels
    windows: tuple[Window, ...]
    voi_luts: tuple[VoiLut, ...] = ()
    padding: NDArray[np.bool_] | None = None
    colour: NDArray[np.uint8] | None = None
    modality: ModalityMap | None = None


def decode_dicom(content: bytes, source: Source) -> Radiograph:
    """Read the frame of a DICOM object that `source` names.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError, NoPixelsError,
    UnsupportedFormatError
    """
    parsed = parse_object(content)
    dataset = parsed.dataset
    frame = source.frame
    check_frame(dataset, frame)
    stored = stored_values(parsed, frame)
    try:
        header = read_header(dataset)  # first: it mends the character set, for all other texts
        values = (
            _grey(stored, parsed, frame)
            if stored.ndim == 2 and is_monochrome(dataset)
            else _coloured(stored, dataset)
        )
        del stored  # as large as the picture, and needed no more
        return _assembled(values, header, parsed, source)
    except HilumError:
        raise
    except Exception as error:  # pydicom reads an element's value only when it is asked for
        raise DamagedFileError(
            "The DICOM header is damaged.",
            "Copy it again from where it came from.",
        ) from error


def _assembled(values: _Values, header: Header, parsed: DicomObject, source: Source) -> Radiograph:
    dataset, frame = parsed.dataset, source.frame
    shape = (values.pixels.shape[0], values.pixels.shape[1])
    size = spacing(dataset, frame)
    ratio = aspect(dataset, size)
    return Radiograph(
        pixels=values.pixels,
        photometric=photometric(dataset),
        source=source,
        windows=values.windows,
        voi_luts=values.voi_luts,
        spacing=size,
        header=header,
        aspect=ratio,
        padding=values.padding,
        colour=values.colour,
        modality=values.modality,
        overlays=overlays(parsed, shape, frame, without=bitmap_group(dataset)),
        shutter=shutter(parsed, shape, ratio, frame),
    )


def _grey(stored: NDArray[np.integer[Any]], parsed: DicomObject, frame: int) -> _Values:
    dataset = parsed.dataset
    brought, luts = windows(dataset, frame), voi_luts(dataset, frame)
    bits = whole(dataset, "BitsStored") or 8
    if bits < 8 and not brought and not luts:
        brought = (whole_range(bits),)  # C.11.2: without a VOI LUT, the whole range is shown
    return _Values(
        modality_values(stored, dataset, frame),
        brought,
        luts,
        padding_mask(stored, parsed, frame),
        modality=modality_map(dataset, frame, signed=stored.dtype.kind == "i"),
    )


def _coloured(stored: NDArray[np.integer[Any]], dataset: Dataset) -> _Values:
    picture = colour_picture(stored, dataset)
    # C.11.2: a window has no meaning in colour, whatever the file holds.
    return _Values(picture.luma, (whole_range(picture.bits),), colour=picture.colour)
