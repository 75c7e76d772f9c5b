"""Small files that ask for a great deal."""

import io
import zlib

from pydicom import Dataset, dcmwrite
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ComputedRadiographyImageStorage, DeflatedExplicitVRLittleEndian

from tests.data import CHEST_DICOM

_MEGABYTE = 1 << 20


def deflated_bomb(megabytes: int) -> bytes:
    """A deflated DICOM file whose one private element inflates to so much.

    575 MB are 597 KB of file, of which pydicom by itself makes a gigabyte and more.
    """
    element = b"\x09\x00\x10\x10OB\0\0" + (megabytes * _MEGABYTE).to_bytes(4, "little")
    deflater = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    first = deflater.compress(element) + deflater.flush(zlib.Z_FULL_FLUSH)
    # A fully flushed block stands for itself: a million zeros deflated once are deflated often.
    zeros = deflater.compress(bytes(_MEGABYTE)) + deflater.flush(zlib.Z_FULL_FLUSH)
    return _head() + first + zeros * megabytes + deflater.flush()


def _head() -> bytes:
    dataset = Dataset()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    dataset.SOPClassUID, dataset.SOPInstanceUID = ComputedRadiographyImageStorage, "1.2.3.4"
    buffer = io.BytesIO()
    dcmwrite(buffer, dataset, enforce_file_format=True)
    return buffer.getvalue()[: 144 + int.from_bytes(buffer.getvalue()[140:144], "little")]


def lying_pixel_length(length: int = 0xFFFFFF00, present: int = 10) -> bytes:
    """The chest, whose pixel data say that they are four gigabytes; a few bytes are there."""
    content = CHEST_DICOM.read_bytes()
    place = content.index(b"\xe0\x7f\x10\x00OW\0\0") + 8
    return content[:place] + length.to_bytes(4, "little") + content[place + 4 :][:present]
