"""The stored values of one frame of a DICOM object."""

from typing import Any

from numpy.typing import NDArray

from viewer.errors import NoPixelsError, UnsupportedFormatError
from viewer.imaging.decoding import decode
from viewer.imaging.dicom.codestream import Codec
from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.encapsulated import find_frame
from viewer.imaging.dicom.form import FrameForm, read_form
from viewer.imaging.dicom.native import native_values
from viewer.imaging.gate import check_pixels


def stored_values(parsed: DicomObject, frame: int = 0) -> NDArray[Any]:
    """Decode one frame, counted from 0, which the caller knows to be announced.

    Returns
    -------
    ndarray, (rows, columns) or (rows, columns, 3), integer
        Stored values before any LUT; colour is RGB, whatever the file's colour space and
        planes. Palette pictures stay indices. Bits beyond BitsStored are left out, and signed
        values have their sign. May be a read-only view of the file's bytes.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError, NoPixelsError,
    UnsupportedFormatError
    """
    if parsed.pixels is None:
        if any(name in parsed.dataset for name in ("FloatPixelData", "DoubleFloatPixelData")):
            raise UnsupportedFormatError(
                "The DICOM object holds floating point pixels, which radiographs never do.",
                "Check that it is a radiograph and not a parametric map.",
            )
        raise NoPixelsError(
            "The DICOM object holds no picture.",
            "It may be a report, a plan or an index; open the images of its study.",
        )
    form = read_form(parsed.dataset)
    check_pixels(form.rows, form.columns)
    if not parsed.encapsulated:
        return native_values(parsed, form, frame)
    found = find_frame(parsed, form, frame)
    return decode(_decode, found.frame, found.codec, found.form)


def _decode(frame: bytes, codec: Codec, form: FrameForm) -> NDArray[Any]:
    # Late: only the decoder's process needs the codecs.
    from viewer.imaging.dicom.decoders import decode_frame

    return decode_frame(frame, codec, form)
