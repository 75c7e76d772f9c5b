"""One frame of compressed pixel data, found and looked at before a decoder gets it."""

import dataclasses
import io
from dataclasses import dataclass

from pydicom import Dataset
from pydicom.encaps import get_frame
from pydicom.uid import UID, RLELossless

from viewer.errors import DamagedFileError, DecoderMissingError
from viewer.imaging.dicom.codestream import Codec, Codestream, read_codestream
from viewer.imaging.dicom.dataset import DicomObject
from viewer.imaging.dicom.elements import value
from viewer.imaging.dicom.form import FrameForm
from viewer.imaging.dicom.frames import frame_count
from viewer.imaging.gate import check_pixels

_AGAIN = "Copy it again from where it came from."
_LONGEST_NAME = 80
_END_OF_IMAGE = b"\xff\xd9"
_PADDED = -16  # so near the end it is found, whatever the padding; in coded data it can't occur


@dataclass(frozen=True, slots=True)
class CompressedFrame:
    """A code stream, its kind, and the form of what it decodes to."""

    frame: bytes
    codec: Codec
    form: FrameForm


def find_frame(parsed: DicomObject, form: FrameForm, frame: int) -> CompressedFrame:
    """The code stream of a frame, whose own header doesn't contradict the object's.

    What kind it is, it says itself; the transfer syntax is asked only for RLE, which doesn't.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError
    """
    assert parsed.pixels is not None
    stream = io.BytesIO(parsed.body)
    stream.seek(parsed.pixels.start)
    try:
        content = get_frame(
            stream,
            frame,
            number_of_frames=frame_count(parsed.dataset),
            extended_offsets=_extended_offsets(parsed.dataset),
        )
    except Exception as error:  # struct's, ValueError and more, as the bytes happen to be
        raise DamagedFileError(
            "The compressed pixels are not in the fragments that they should be in.", _AGAIN
        ) from error
    codestream = read_codestream(content)
    if codestream is not None:
        _check_agreement(codestream, form)
        if codestream.codec is Codec.JPEG_LS and _END_OF_IMAGE not in content[_PADDED:]:
            # CharLS was seen to look for the rest for ever.
            raise DamagedFileError("The compressed picture is cut off.", _AGAIN)
        # The decoder's words are as wide as the code stream needs, not as the header says.
        allocated = 8 if codestream.bits <= 8 else 16 if codestream.bits <= 16 else 32
        form = dataclasses.replace(
            form, bits_allocated=allocated, bits_stored=min(form.bits_stored, allocated)
        )
        return CompressedFrame(content, codestream.codec, form)
    if parsed.syntax == RLELossless:
        return CompressedFrame(content, Codec.RLE, form)
    raise DecoderMissingError(
        f"No decoder is known for the way the pixels are compressed ({_name(parsed.syntax)}).",
        "Open it in another program and export it uncompressed; the file may be damaged, too.",
    )


def _check_agreement(codestream: Codestream, form: FrameForm) -> None:
    check_pixels(codestream.rows, codestream.columns)
    inside = (codestream.rows, codestream.columns, codestream.samples)
    if inside != (form.rows, form.columns, form.samples):
        raise DamagedFileError(
            f"The compressed picture is {inside[0]:,} x {inside[1]:,} pixels of {inside[2]} "
            f"sample(s), but the header announces {form.rows:,} x {form.columns:,} of "
            f"{form.samples}.",
            _AGAIN,
        )


def _extended_offsets(dataset: Dataset) -> tuple[bytes, bytes] | None:
    offsets = value(dataset, "ExtendedOffsetTable")
    lengths = value(dataset, "ExtendedOffsetTableLengths")
    if isinstance(offsets, bytes) and isinstance(lengths, bytes):
        return offsets, lengths
    return None


def _name(syntax: str) -> str:
    known = UID(syntax).name
    if known == syntax and not syntax.replace(".", "").isdecimal():
        return "an unreadable transfer syntax" if syntax else "no transfer syntax is named"
    return known[:_LONGEST_NAME]
