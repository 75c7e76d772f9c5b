"""DICOMDIRs, made for a test."""

from pathlib import Path

from pydicom import DataElement, Dataset, config
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage

Record = tuple[str, str | list[str] | None]


def write_index(path: Path, *records: Record, undefined_length: bool = False) -> Path:
    index = Dataset()
    index.file_meta = FileMetaDataset()
    index.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    index.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    index.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
    index.DirectoryRecordSequence = [_record(*record) for record in records]
    if undefined_length:
        index["DirectoryRecordSequence"].is_undefined_length = True
        for item in index.DirectoryRecordSequence:
            item.is_undefined_length_sequence_item = True
    index.save_as(path, enforce_file_format=True)
    return path


def _record(kind: str, file: str | list[str] | None) -> Dataset:
    record = Dataset()
    record.RecordInUseFlag = 0xFFFF
    record.DirectoryRecordType = kind
    if file is not None:  # names that the standard does not allow are written all the same
        record.add(DataElement(0x00041500, "CS", file, validation_mode=config.IGNORE))
    return record
