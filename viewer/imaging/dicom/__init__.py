"""A DICOM object becomes pixels, views, spacing and header."""

from pydicom import config

# Tolerant in what is read; and pydicom's warnings quote the value, so the patient, on stderr.
config.settings.reading_validation_mode = config.IGNORE

from viewer.imaging.dicom.header import read_header  # noqa: E402
from viewer.imaging.dicom.picture import decode_dicom  # noqa: E402

__all__ = ["decode_dicom", "read_header"]
