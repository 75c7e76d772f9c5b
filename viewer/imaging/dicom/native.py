"""Uncompressed pixel data, read with numpy alone and without copies where that can be."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import ExplicitVRLittleEndian

from viewer.errors import DamagedFileError, UnsupportedFormatError
from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.form import FrameForm

_AGAIN = "Copy it again from where it came from."
_SUBSAMPLED = "YBR_FULL_422"
_COLOURS = {"RGB", "YBR_FULL", _SUBSAMPLED}


def native_values(parsed: DicomObject, form: FrameForm, frame: int) -> NDArray[Any]:
    """The stored values of one frame. Result and errors as of `stored_values`."""
    if form.bits_allocated == 1:
        return _bits(parsed, form, frame)
    if form.samples == 1:
        return cleaned(native_words(parsed, form, frame), form)
    return _colour(parsed, form, frame)


def native_words(parsed: DicomObject, form: FrameForm, frame: int) -> NDArray[Any]:
    """One frame of one sample as it stands in the file: (rows, columns), unsigned, unused bits too.

    A view of the file's bytes wherever the file's words are this machine's.

    Raises
    ------
    DamagedFileError
    """
    size = form.bits_allocated // 8
    data = _frame_bytes(parsed, form, frame, form.rows * form.columns * size)
    kind = np.dtype(f"u{size}").newbyteorder("<" if parsed.little_endian else ">")
    words = np.frombuffer(data, kind).reshape(form.rows, form.columns)
    return words.astype(kind.newbyteorder("="), copy=False)


def cleaned(words: NDArray[Any], form: FrameForm) -> NDArray[Any]:
    """Words without their unused bits, and with their sign (DICOM PS3.5 section 8.1.1).

    The highest bit lies right above BitsStored - 1 others. Where the header puts it higher it is
    believed only if the bits below are all empty, since many files are wrong about it.
    """
    stored, allocated = form.bits_stored, form.bits_allocated
    below = form.high_bit + 1 - stored
    if (
        0 < below <= allocated - stored
        and int(words.max()) >> stored
        and not np.bitwise_or.reduce(words, axis=None) & ((1 << below) - 1)
    ):
        words = words >> below
    if not form.signed:
        if stored == allocated or not int(words.max()) >> stored:
            return words
        return words & words.dtype.type((1 << stored) - 1)
    values = words.view(f"i{allocated // 8}")
    if stored == allocated:
        return values
    shift = allocated - stored
    return (values << shift) >> shift


def _frame_bytes(parsed: DicomObject, form: FrameForm, frame: int, length: int) -> memoryview:
    """The bytes of one frame, of which all must be there."""
    assert parsed.pixels is not None
    data = memoryview(parsed.body)[parsed.pixels]
    first = frame * length
    if parsed.swapped_bytes and form.bits_allocated == 8:
        whole_words = data[first & ~1 : first + length + 1 & ~1]
        pairs = np.frombuffer(whole_words, ">u2", len(whole_words) // 2)
        data, first = memoryview(pairs.astype("<u2").tobytes()), first & 1
    data = data[first : first + length]
    if len(data) < length:
        raise DamagedFileError(
            f"{1 - len(data) / length:.0%} of the picture's pixels are missing: "
            "the file ends too early, or its header announces too many.",
            _AGAIN,
        )
    return data


def _bits(parsed: DicomObject, form: FrameForm, frame: int) -> NDArray[np.uint8]:
    """One bit a pixel: frames follow each other without gaps (PS3.5 section 8.1.1, annex D)."""
    if form.samples != 1:
        raise UnsupportedFormatError(
            "The picture has several samples of one bit for each pixel, which no radiograph has.",
            "Check that it is a radiograph; if so, the file is damaged.",
        )
    assert parsed.pixels is not None
    count = form.rows * form.columns
    first, last = frame * count, (frame + 1) * count
    data = memoryview(parsed.body)[parsed.pixels][first // 8 : math.ceil(last / 8)]
    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")[first % 8 :][:count]
    if len(bits) < count:
        raise DamagedFileError("The picture's pixels are missing in part.", _AGAIN)
    return bits.reshape(form.rows, form.columns)


def _colour(parsed: DicomObject, form: FrameForm, frame: int) -> NDArray[Any]:
    """RGB of one frame; rare enough in radiography to leave it to pydicom, which is numpy too."""
    # Only colours of eight bits are converted.
    if form.photometric not in _COLOURS or (form.photometric != "RGB" and form.bits_allocated != 8):
        raise UnsupportedFormatError(
            "The picture's colours are in a space that no uncompressed radiograph uses.",
            "Open it in another program and export it as RGB.",
        )
    size = form.bits_allocated // 8
    length = form.rows * form.columns * form.samples * size
    if form.photometric == _SUBSAMPLED:
        length = length // 3 * 2
    data = bytes(_frame_bytes(parsed, form, frame, length))
    if not parsed.little_endian and size > 1:
        words = np.frombuffer(data, f">u{size}")
        data = words.astype(f"<u{size}").tobytes()
    values, _ = get_decoder(ExplicitVRLittleEndian).as_array(
        data,
        index=0,
        **form.options(),
    )
    return values
