"""In a decoder's process: one compressed frame becomes stored values.

Each kind of code stream has one decoder, always the same, so that one file gives one picture
wherever it is opened: gdcm for lossless and 12-bit JPEG, CharLS for JPEG-LS, OpenJPEG for
JPEG 2000, Pillow (libjpeg-turbo) for 8-bit JPEG and pydicom's own for RLE.

JPEG decoders go on after damage, and are asked whether they did. OpenJPEG does so as well and says
nothing of it: a damaged JPEG 2000 stream whose length is whole is shown as if it were sound.
"""

import importlib
from typing import Any

from numpy.typing import NDArray
from pydicom import uid
from pydicom.encaps import encapsulate
from pydicom.pixels.decoders.base import get_decoder

from viewer.errors import DamagedFileError, DecoderMissingError
from viewer.imaging.decoding.limits import limit_time
from viewer.imaging.decoding.speech import was_said
from viewer.imaging.dicom.codestream import Codec
from viewer.imaging.dicom.form import FrameForm
from viewer.imaging.jpeg import UnsoundJpegError, decode_sound_jpeg

# Each codec's plugin of pydicom, a transfer syntax that tells the plugin which codec it is,
# and the module that must be installed for it.
_DECODERS = {
    Codec.JPEG_8_BIT: ("pillow", uid.JPEGBaseline8Bit, "PIL"),
    # pydicom takes GDCM for 12 bit only under this syntax; its values are DCMTK's all the same.
    Codec.JPEG_12_BIT: ("gdcm", uid.JPEGLossless, "gdcm"),
    Codec.JPEG_LOSSLESS: ("gdcm", uid.JPEGLossless, "gdcm"),
    Codec.JPEG_LS: ("pyjpegls", uid.JPEGLSNearLossless, "jpeg_ls"),
    Codec.JPEG_2000: ("pylibjpeg", uid.JPEG2000, "openjpeg"),
    Codec.HTJ2K: ("pylibjpeg", uid.HTJ2K, "openjpeg"),
    Codec.RLE: ("pydicom", uid.RLELossless, "pydicom"),
}

# GDCM's own libjpegs say it on the error stream alone.
_GDCM_TELLS_DAMAGE = b"Corrupt JPEG data"


def decode_frame(frame: bytes, codec: Codec, form: FrameForm) -> NDArray[Any]:
    """Decode one frame to (rows, columns), or (rows, columns, 3) in RGB.

    Raises
    ------
    DamagedFileError, DecoderMissingError
    """
    plugin, syntax, module = _DECODERS[codec]
    try:
        importlib.import_module(module)
        decoder = get_decoder(syntax)
    except ImportError as error:
        raise missing_decoder(codec) from error
    limit_time(form.rows * form.columns)
    if codec is Codec.JPEG_8_BIT:
        _check_sound(frame, form)
    try:
        values, _ = decoder.as_array(
            encapsulate([frame], has_bot=False),
            index=0,
            decoding_plugin=plugin,
            **form.options(),
        )
    except MemoryError:
        raise
    except Exception as error:  # each plugin has its own kinds, and pydicom gathers them
        raise DamagedFileError(
            f"The decoder for {codec.value} can't read the pixels, which may be damaged.",
            "Copy it again from where it came from.",
        ) from error
    if plugin == "gdcm" and was_said(_GDCM_TELLS_DAMAGE):
        raise _damaged_jpeg()
    return values


def _check_sound(frame: bytes, form: FrameForm) -> None:
    try:
        # The scale does not matter to what libjpeg finds, and the smallest costs the least.
        decode_sound_jpeg(frame, "GRAY", form.rows // 8, form.columns // 8)
    except UnsoundJpegError as error:
        if error.damaged or error.cut_short:
            raise _damaged_jpeg() from error


def _damaged_jpeg() -> DamagedFileError:
    return DamagedFileError(
        "The JPEG data in the file are damaged.", "Copy it again from where it came from."
    )


def missing_decoder(codec: Codec) -> DecoderMissingError:
    """What to say where a codec's module is not installed."""
    return DecoderMissingError(
        f"No installed decoder reads {codec.value}.", "Install Hilum again; a part of it is gone."
    )
