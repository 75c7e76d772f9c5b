"""The header fields, each of which may be missing or nonsense without costing the others."""

import pytest

from tests.imaging.dicom.making import as_bytes, opened, opened_bytes
from tests.imaging.samples import small_dicom
from viewer.imaging import Header


def header_of(**attributes: object) -> Header:
    return opened(small_dicom(**attributes)).header


def test_fields_of_study_series_and_instance_are_read() -> None:
    header = header_of(
        StudyTime="101530.25",
        SeriesDescription="Chest PA",
        SeriesNumber="3",
        InstanceNumber="12",
        PatientOrientation=["L", "F"],
        ImageLaterality="R",
        NumberOfFrames="1",
    )
    assert (header.study_time, header.series_description) == ("101530.25", "Chest PA")
    assert (header.series_number, header.instance_number) == (3, 12)
    assert (header.patient_orientation, header.laterality) == (("L", "F"), "R")


def test_what_is_missing_is_empty() -> None:
    header = header_of()
    assert header == Header(sop_class=header.sop_class, sop_instance_uid="1.2.3.4")


def test_laterality_of_the_image_comes_before_that_of_the_series() -> None:
    assert header_of(Laterality="L").laterality == "L"
    assert header_of(Laterality="L", ImageLaterality="R").laterality == "R"


@pytest.mark.parametrize("orientation", ["L", ["L", ""], ["A", "B", "C"]])
def test_half_an_orientation_is_none(orientation: object) -> None:
    assert header_of(PatientOrientation=orientation).patient_orientation == ()


def test_a_text_may_hold_a_backslash() -> None:
    assert header_of(StudyDescription="Chest\\PA").study_description == "Chest\\PA"


@pytest.mark.parametrize("written", ["12a", "1.5", "??", " "])
def test_a_number_that_is_none_is_unknown(written: str) -> None:
    content = as_bytes(small_dicom(InstanceNumber="9876543210"))
    content = content.replace(b"9876543210", written.ljust(10).encode())
    assert opened_bytes(content).header.instance_number is None


@pytest.mark.parametrize(
    ("attributes", "years"),
    [
        ({"PatientAge": "004Y"}, 4),
        ({"PatientAge": "018M"}, 1.5),
        ({"PatientAge": "026W"}, 0.5),
        ({"PatientBirthDate": "20200301", "StudyDate": "20230301"}, 3),
        ({"PatientAge": "ABCY"}, None),
        ({"PatientBirthDate": "20240301", "StudyDate": "20230301"}, None),
    ],
)
def test_age_comes_from_the_age_or_the_two_dates(
    attributes: dict[str, object], years: float | None
) -> None:
    age = header_of(**attributes).age_years
    assert age == (None if years is None else pytest.approx(years, abs=0.01))
