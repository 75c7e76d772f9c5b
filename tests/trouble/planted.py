"""Files with known words in every kind of place, none of which may come out."""

import io
import zlib
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydicom import Dataset, dcmread
from pydicom.dataset import FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    ComputedRadiographyImageStorage,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGBaseline8Bit,
)

from tests.imaging.samples import encoded

SECRETS = (
    *("Quillfeather", "Wilhelmina", "MRN7730519", "19430817", "19990630", "174412.998"),
    *("Dr. Oakenfold", "ACC552901", "1.2.826.0.1.3680043.8.498.77123", "PRIVATE-NOTE-XYZZY"),
    *("Saltmarsh", "Nested^Person^Deep", "BulkySecretInBytes", "SecretStation", "CommentInPixels"),
    *("山田太郎", "Müßiggang"),
)
"""Long enough to stand nowhere by chance, and dates that are never drawn at random."""

SYNTAXES = (
    *(ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian),
    *(DeflatedExplicitVRLittleEndian, JPEGBaseline8Bit),
)


def forms(word: str) -> set[bytes]:
    """The word as any file might write it."""
    codecs = ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "iso2022_jp")
    return {word.encode(codec, "ignore") for codec in codecs} - {b""}


def write_planted_dicom(path: Path, syntax: str = ExplicitVRLittleEndian) -> Path:
    pixels = np.full((64, 48), 1000, np.uint16)
    words = b"CommentInPixels" * 8
    pixels.view(np.uint8)[4, : len(words[:96])] = np.frombuffer(words[:96], np.uint8)
    data = pixels.tobytes()
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = ComputedRadiographyImageStorage
    dataset.SOPInstanceUID = dataset.StudyInstanceUID = "1.2.826.0.1.3680043.8.498.77123"
    dataset.PatientName = "Quillfeather^Wilhelmina=山田太郎"
    dataset.PatientID, dataset.AccessionNumber = "MRN7730519", "ACC552901"
    dataset.PatientBirthDate, dataset.StudyDate = "19430817", "19990630"
    dataset.StudyTime = "174412.998877"
    dataset.PatientAge, dataset.PatientComments = "055Y", "Müßiggang, " + "Saltmarsh " * 20
    dataset.AcquisitionDateTime = "19990630174412.5"
    dataset.Modality, dataset.BodyPartExamined, dataset.ViewPosition = "CR", "SALTMARSH", "PA"
    dataset.StationName, dataset.Manufacturer = "SecretStation", "Quillfeather Inc"
    dataset.ReferringPhysicianName = "Dr. Oakenfold"
    inner, outer = Dataset(), Dataset()
    inner.PatientName, inner.StudyDate = "Nested^Person^Deep", "19430817"
    outer.ReferencedStudySequence = [inner]
    outer.PatientID = "MRN7730519"
    dataset.RequestAttributesSequence = [outer, inner]
    block = dataset.private_block(0x0011, "PRIVATE-NOTE-XYZZY", create=True)
    block.add_new(0x01, "LO", "Quillfeather")
    block.add_new(0x02, "UN", b"BulkySecretInBytes")
    block.add_new(0x03, "OB", b"BulkySecretInBytes")
    block.add_new(0x04, "SQ", [inner])
    dataset.EncapsulatedDocument = b"BulkySecretInBytes"
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 12, 11
    dataset.PixelRepresentation = 0
    dataset.WindowCenter, dataset.WindowWidth = "1000", "2000"
    dataset.WindowCenterWidthExplanation = "Saltmarsh"
    dataset.PixelData = data
    if syntax == JPEGBaseline8Bit:
        picture = Image.fromarray(np.full((64, 48), 90, np.uint8))
        stream = encoded(picture, "JPEG", comment=b"CommentInPixels")
        dataset.PixelData = encapsulate([stream])
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 8, 8, 7
    dataset["PixelData"].VR = "OB" if syntax == JPEGBaseline8Bit else "OW"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = syntax
    dataset.file_meta.SourceApplicationEntityTitle = "SecretStation"
    dataset.preamble = b"Wilhelmina".ljust(128, b"\0")
    dataset.save_as(path, enforce_file_format=True)
    return path


def write_planted_jpeg(path: Path) -> Path:
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Quillfeather", "MRN7730519 Saltmarsh"  # artist, description
    exif.get_ifd(0x8769)[0x9286] = "PRIVATE-NOTE-XYZZY"
    picture = Image.fromarray(np.tile(np.arange(90, dtype=np.uint8), (60, 1)))
    picture.save(path, "JPEG", exif=exif, comment=b"Wilhelmina")
    return path


def write_planted_png(path: Path) -> Path:
    notes = PngInfo()
    notes.add_text("Quillfeather", "Wilhelmina")
    notes.add_itxt("Saltmarsh", "MRN7730519")
    Image.new("L", (20, 30), 80).save(path, "PNG", pnginfo=notes)
    return path


def all_bytes(content: bytes) -> bytes:
    """What a search would find in the file, deflated parts inflated."""
    announced = DeflatedExplicitVRLittleEndian.encode() in content[:400]
    if content[128:132] != b"DICM" or not announced:
        return content
    dataset = dcmread(io.BytesIO(content))
    meta = 132 + 12 + dataset.file_meta.FileMetaInformationGroupLength
    return content + zlib.decompress(content[meta:], -zlib.MAX_WBITS)
