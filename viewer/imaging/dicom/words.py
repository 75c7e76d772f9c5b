"""The words of uncompressed pixel data as they stand in the file, unused bits and all."""

from typing import Any

from numpy.typing import NDArray

from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.form import read_form
from viewer.imaging.dicom.native import native_words


def pixel_words(parsed: DicomObject, frame: int) -> NDArray[Any] | None:
    """One frame's words, (rows, columns), unsigned; None where the file has none as such.

    Bits beyond those of the pixel may hold an overlay or mark padding, and are gone from the
    stored values.
    """
    form = read_form(parsed.dataset)
    if parsed.pixels is None or parsed.encapsulated:
        return None
    if form.samples != 1 or form.bits_allocated not in (8, 16):
        return None
    return native_words(parsed, form, frame)
