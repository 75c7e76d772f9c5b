"""The header fields that reading, the lists and the worklist need."""

import re

from pydicom import Dataset

from viewer.imaging.dicom.charset import mend_charset
from viewer.imaging.dicom.elements import strings, text, value, whole
from viewer.imaging.dicom.frames import frame_count
from viewer.imaging.dicom.names import person_name
from viewer.imaging.radiograph import Header

_FREE_TEXTS = ("PatientName", "PatientID", "StudyDescription", "SeriesDescription")
_AGE = re.compile(r"^\s*(\d{1,3})\s*([DWMY])\s*$")
_YEARS_PER_UNIT = {"D": 1 / 365.25, "W": 7 / 365.25, "M": 1 / 12, "Y": 1.0}


def read_header(dataset: Dataset) -> Header:
    """Collect the header fields; one that is missing or can't be read is empty.

    The dataset may have been read without its pixels.
    """
    mend_charset(dataset, _FREE_TEXTS)
    return Header(
        patient_id=text(dataset, "PatientID"),
        patient_name=person_name(dataset, "PatientName"),
        patient_sex=text(dataset, "PatientSex"),
        age_years=_age_years(dataset),
        study_date=text(dataset, "StudyDate"),
        study_description=text(dataset, "StudyDescription"),
        study_instance_uid=text(dataset, "StudyInstanceUID"),
        series_instance_uid=text(dataset, "SeriesInstanceUID"),
        sop_instance_uid=text(dataset, "SOPInstanceUID"),
        sop_class=_sop_class(dataset),
        modality=text(dataset, "Modality"),
        body_part=text(dataset, "BodyPartExamined"),
        view_position=text(dataset, "ViewPosition"),
        study_time=text(dataset, "StudyTime"),
        series_description=text(dataset, "SeriesDescription"),
        series_number=whole(dataset, "SeriesNumber"),
        instance_number=whole(dataset, "InstanceNumber"),
        patient_orientation=_patient_orientation(dataset),
        laterality=text(dataset, "ImageLaterality") or text(dataset, "Laterality"),
        frames=frame_count(dataset),
    )


def _age_years(dataset: Dataset) -> float | None:
    match = _AGE.match(text(dataset, "PatientAge"))
    if match:
        return int(match[1]) * _YEARS_PER_UNIT[match[2]]
    born, taken = text(dataset, "PatientBirthDate"), text(dataset, "StudyDate")
    if len(born) == 8 and len(taken) == 8 and (born + taken).isdecimal():
        days = _days(taken) - _days(born)
        return days / 365.25 if 0 <= days < 130 * 365.25 else None
    return None


def _days(date: str) -> float:
    return int(date[:4]) * 365.25 + int(date[4:6]) * 30.4375 + int(date[6:])


def _patient_orientation(dataset: Dataset) -> tuple[str, ...]:
    directions = tuple(item.strip() for item in strings(value(dataset, "PatientOrientation")))
    return directions if len(directions) == 2 and all(directions) else ()


def _sop_class(dataset: Dataset) -> str:
    uid = value(dataset, "SOPClassUID")
    return "" if uid is None else str(getattr(uid, "name", uid))
