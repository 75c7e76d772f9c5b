"""Bytes become a pydicom Dataset."""

import io

from pydicom import Dataset, dcmread
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian

from viewer.errors import DamagedFileError, HilumError, UnsupportedFormatError
from viewer.imaging.dicom.elements import one_line
from viewer.imaging.gate import inflate


def parse_dataset(content: bytes) -> Dataset:
    """Read a DICOM file's bytes.

    Raises
    ------
    DamagedFileError, LimitExceededError, UnsupportedFormatError
    """
    try:
        _check_deflated(content)
        return dcmread(io.BytesIO(content))
    except HilumError:
        raise
    except InvalidDicomError as error:
        raise UnsupportedFormatError(
            "The content is not DICOM.", "Open it in another program to see what it is."
        ) from error
    except Exception as error:  # pydicom lets many kinds escape from damaged bytes
        raise DamagedFileError(
            f"The DICOM header is damaged: {one_line(error)}.",
            "Copy it again from where it came from.",
        ) from error


def _check_deflated(content: bytes) -> None:
    stream = io.BytesIO(content)
    stream.seek(132)
    meta = read_dataset(
        stream,
        is_implicit_VR=False,
        is_little_endian=True,
        stop_when=lambda tag, _vr, _length: tag.group != 2,
    )
    if meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian:
        inflate(content[stream.tell() :])
