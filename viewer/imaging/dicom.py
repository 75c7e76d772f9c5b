"""A DICOM object becomes pixels, views, spacing and header."""

import io
import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydicom import Dataset, config, dcmread
from pydicom.errors import InvalidDicomError
from pydicom.filereader import read_dataset
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut
from pydicom.pixels.utils import pixel_array
from pydicom.uid import DeflatedExplicitVRLittleEndian

from viewer.errors import (
    DamagedFileError,
    DecoderMissingError,
    HilumError,
    NoPixelsError,
    UnsupportedFormatError,
)
from viewer.imaging.gate import check_inflated, check_pixels
from viewer.imaging.radiograph import (
    Header,
    Photometric,
    Pixels,
    Spacing,
    SpacingSource,
    VoiFunction,
    VoiLut,
    Window,
)

# Tolerant in what is read; and pydicom's warnings quote the value, so the patient, on stderr.
config.settings.reading_validation_mode = config.IGNORE

_AGE = re.compile(r"^\s*(\d{1,3})\s*([DWMY])\s*$")
_YEARS_PER_UNIT = {"D": 1 / 365.25, "W": 7 / 365.25, "M": 1 / 12, "Y": 1.0}
_AGAIN = "Copy it again from where it came from."


@dataclass(frozen=True, slots=True, eq=False)
class DicomPicture:
    """What a DICOM file gives to a Radiograph."""

    pixels: Pixels
    photometric: Photometric
    windows: tuple[Window, ...]
    voi_luts: tuple[VoiLut, ...]
    spacing: Spacing | None
    header: Header


def decode_dicom(content: bytes) -> DicomPicture:
    """Read the first frame of a DICOM object.

    Raises
    ------
    DamagedFileError, DecoderMissingError, LimitExceededError, NoPixelsError,
    UnsupportedFormatError
    """
    dataset = _read_dataset(content)
    pixels = _decode_pixels(dataset)
    try:
        return DicomPicture(
            pixels=pixels,
            photometric=_photometric(dataset),
            windows=_windows(dataset),
            voi_luts=_voi_luts(dataset),
            spacing=_spacing(dataset),
            header=read_header(dataset),
        )
    except Exception as error:  # pydicom reads an element's value only when it is asked for
        raise DamagedFileError(
            f"The DICOM header is damaged: {_one_line(error)}.", _AGAIN
        ) from error


def read_header(dataset: Dataset) -> Header:
    """Collect the attributes that reading and the worklist need."""
    return Header(
        patient_id=_text(dataset, "PatientID"),
        patient_name=_person(dataset),
        patient_sex=_text(dataset, "PatientSex"),
        age_years=_age_years(dataset),
        study_date=_text(dataset, "StudyDate"),
        study_description=_text(dataset, "StudyDescription"),
        study_instance_uid=_text(dataset, "StudyInstanceUID"),
        series_instance_uid=_text(dataset, "SeriesInstanceUID"),
        sop_instance_uid=_text(dataset, "SOPInstanceUID"),
        sop_class=_sop_class(dataset),
        modality=_text(dataset, "Modality"),
        body_part=_text(dataset, "BodyPartExamined"),
        view_position=_text(dataset, "ViewPosition"),
    )


def _read_dataset(content: bytes) -> Dataset:
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
            f"The DICOM header is damaged: {_one_line(error)}.", _AGAIN
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
        check_inflated(content[stream.tell() :])


def _decode_pixels(dataset: Dataset) -> Pixels:
    if "PixelData" not in dataset:
        if any(name in dataset for name in ("FloatPixelData", "DoubleFloatPixelData")):
            raise UnsupportedFormatError(
                "The DICOM object holds floating point pixels, which radiographs never do.",
                "Check that it is a radiograph and not a parametric map.",
            )
        raise NoPixelsError(
            "The DICOM object holds no picture.",
            "It may be a report, a plan or an index; open the images of its study.",
        )
    try:
        rows, columns = int(dataset.Rows), int(dataset.Columns)
        frames = int(dataset.get("NumberOfFrames") or 1)
    except Exception as error:  # missing, no number, or of an unknown kind
        raise DamagedFileError(
            "The DICOM header lacks the picture's rows or columns.", _AGAIN
        ) from error
    check_pixels(rows, columns, frames)
    try:
        stored = pixel_array(dataset, index=0)
        return _to_modality_values(_to_grey(stored, dataset), dataset)
    except RuntimeError as error:
        raise DecoderMissingError(
            "No installed decoder could read the pixels "
            f"({dataset.file_meta.TransferSyntaxUID.name}).",
            "12-bit JPEG needs the extra `jpeg12`; otherwise the file may be damaged.",
        ) from error
    except Exception as error:
        raise DamagedFileError(f"The pixels are damaged: {_one_line(error)}.", _AGAIN) from error


def _to_grey(stored: np.ndarray[Any, Any], dataset: Dataset) -> np.ndarray[Any, Any]:
    if dataset.get("PhotometricInterpretation") == "PALETTE COLOR":
        stored = apply_color_lut(stored, dataset)
    if stored.ndim == 3:
        # ITU-R 601 luma, as Pillow makes it of a colour JPEG; pydicom gave RGB.
        luma = stored[..., :3] @ np.array((0.299, 0.587, 0.114), np.float32)
        return np.rint(luma).astype(stored.dtype)
    return stored


def _to_modality_values(stored: np.ndarray[Any, Any], dataset: Dataset) -> Pixels:
    if "ModalityLUTSequence" in dataset:
        return apply_modality_lut(stored, dataset)
    slope = float(dataset.get("RescaleSlope") or 1.0)
    intercept = float(dataset.get("RescaleIntercept") or 0.0)
    if slope == 1.0 and intercept == 0.0:
        return stored.copy() if not stored.flags.owndata else stored
    if slope == 1.0 and intercept.is_integer():
        return stored.astype(np.int32) + np.int32(intercept)
    return stored.astype(np.float32) * np.float32(slope) + np.float32(intercept)


def _photometric(dataset: Dataset) -> Photometric:
    # The DX Image Module allows MONOCHROME1 with INVERSE and MONOCHROME2 with IDENTITY only, so
    # the two say one thing, and it counts once. Files that pair MONOCHROME1 with IDENTITY are
    # common and mean MONOCHROME1.
    said = (dataset.get("PhotometricInterpretation"), dataset.get("PresentationLUTShape"))
    if said[0] == "MONOCHROME1" or said[1] == "INVERSE":
        return Photometric.MONOCHROME1
    return Photometric.MONOCHROME2


def _windows(dataset: Dataset) -> tuple[Window, ...]:
    centres = _numbers(dataset.get("WindowCenter"))
    widths = _numbers(dataset.get("WindowWidth"))
    explanations = _strings(dataset.get("WindowCenterWidthExplanation"))
    name = str(dataset.get("VOILUTFunction") or "LINEAR").upper()
    function = VoiFunction(name) if name in VoiFunction.__members__ else VoiFunction.LINEAR
    return tuple(
        Window(centre, width, explanations[i] if i < len(explanations) else "", function)
        for i, (centre, width) in enumerate(zip(centres, widths, strict=False))
        if width > 0
    )


def _voi_luts(dataset: Dataset) -> tuple[VoiLut, ...]:
    luts = []
    for item in dataset.get("VOILUTSequence") or ():
        try:
            entries, first, bits = (int(number) for number in item.LUTDescriptor)
            data = item["LUTData"].value
            entries = entries or 65536  # PS3.3 C.11.2.1.1: 0 stands for 2^16
            if isinstance(data, bytes):
                # Eight-bit entries may be packed two to a word.
                data = np.frombuffer(data, "<u2" if len(data) >= 2 * entries else "u1")
            table = np.asarray(data, np.float32)[:entries]
        except (AttributeError, KeyError, TypeError, ValueError):
            continue  # an unusable table is no view; the windows remain
        if len(table) == entries and 1 <= bits <= 16:
            scaled = np.clip(table / np.float32(2**bits - 1), 0.0, 1.0).astype(np.float32)
            luts.append(VoiLut(first, scaled, _text(item, "LUTExplanation")))
    return tuple(luts)


def _spacing(dataset: Dataset) -> Spacing | None:
    imager = _numbers(dataset.get("ImagerPixelSpacing"))
    pixel = _numbers(dataset.get("PixelSpacing"))
    # PS3.3 10.7.1.3: equal to the imager's and without a calibration type, it is a mere copy.
    copied = pixel == imager and not _text(dataset, "PixelSpacingCalibrationType")
    if _usable(pixel) and not copied:
        return Spacing(pixel[0], pixel[1], SpacingSource.PIXEL_SPACING)
    if not _usable(imager):
        return None
    factors = _numbers(dataset.get("EstimatedRadiographicMagnificationFactor"))
    if factors and factors[0] >= 1.0:
        return Spacing(
            imager[0] / factors[0],
            imager[1] / factors[0],
            SpacingSource.IMAGER_PIXEL_SPACING_CORRECTED,
        )
    return Spacing(imager[0], imager[1], SpacingSource.IMAGER_PIXEL_SPACING)


def _usable(spacing: list[float]) -> bool:
    return len(spacing) == 2 and min(spacing) > 0


def _age_years(dataset: Dataset) -> float | None:
    match = _AGE.match(_text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _YEARS_PER_UNIT[match[2]]
    born, taken = _text(dataset, "PatientBirthDate"), _text(dataset, "StudyDate")
    if len(born) == 8 and len(taken) == 8 and (born + taken).isdecimal():
        days = _days(taken) - _days(born)
        return days / 365.25 if 0 <= days < 130 * 365.25 else None
    return None


def _days(date: str) -> float:
    return int(date[:4]) * 365.25 + int(date[4:6]) * 30.4375 + int(date[6:])


def _text(dataset: Dataset, keyword: str) -> str:
    try:
        value = dataset.get(keyword)
    except Exception:  # one undecodable element must not cost the picture
        return ""
    return "" if value is None else str(value).replace("\0", "").strip()


def _person(dataset: Dataset) -> str:
    """The patient's name in reading order: PS3.5 section 6.2.1 puts the family name first."""
    name = _text(dataset, "PatientName")
    return " ".join(part for part in name.split("=")[0].replace("^", " ").split() if part)


def _sop_class(dataset: Dataset) -> str:
    uid = dataset.get("SOPClassUID")
    return "" if uid is None else str(getattr(uid, "name", uid))


def _numbers(value: Any) -> list[float]:
    numbers = []
    for text in _strings(value):
        try:
            number = float(text)
        except ValueError:
            return []
        if not math.isfinite(number):
            return []
        numbers.append(number)
    return numbers


def _strings(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return [str(value)]
    return [str(item) for item in value]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")[:300] or type(error).__name__
