"""Files find their place among patients, studies, series and instances."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.data import CHEST_DICOM
from viewer.imaging import Header
from viewer.imaging.identify import identify
from viewer.imaging.studies import WITHOUT_PATIENT, Key, place_of

HEADER = Header(
    patient_id="4711",
    patient_name="Doe Jane",
    study_date="20240131",
    study_time="140305.25",
    study_description="Thorax",
    study_instance_uid="1.2",
    series_instance_uid="1.2.1",
    series_number=1,
    series_description="PA",
    instance_number=1,
    modality="DX",
    view_position="PA",
)


def keys(path: str, header: Header) -> tuple[Key, Key, Key, Key]:
    place = place_of(Path(path), header)
    return place.patient.key, place.study.key, place.series.key, place.instance.key


def in_order(headers: list[Header], level: int) -> list[Header]:
    shuffled = [*headers[1:], headers[0]]
    return sorted(shuffled, key=lambda header: keys("a", header)[level])


def titles(path: str | Path, header: Header) -> list[str]:
    place = place_of(Path(path), header)
    return [level.title for level in (place.patient, place.study, place.series, place.instance)]


def test_a_radiograph_says_patient_study_series_and_image() -> None:
    assert titles("IM1", HEADER) == [
        "Doe Jane (4711)",
        "2024-01-31 14:03 Thorax",
        "DX PA",
        "Image 1, PA",
    ]


def test_a_real_radiograph_has_its_place() -> None:
    assert titles(CHEST_DICOM, identify(CHEST_DICOM)) == [
        "CompressedSamples RG1 (9RG1)",
        "2004-08-26 18:50 THORAX",
        "CR series 1",
        "Image 1, PA",
    ]


def test_a_header_that_says_little_still_has_titles() -> None:
    assert titles("x/IM1", Header(modality="CR")) == [
        "Unnamed patient",
        "Undated study",
        "CR",
        "IM1",
    ]


def test_several_frames_are_told() -> None:
    assert titles("IM1", replace(HEADER, frames=1200))[3] == "Image 1, PA, 1,200 frames"
    assert titles("a.tif", Header(frames=2))[3] == "a.tif, 2 frames"


def test_pictures_of_one_folder_are_one_study_named_after_it() -> None:
    first, second = keys("/data/NORMAL/a.jpg", Header()), keys("/data/NORMAL/b.jpg", Header())
    assert first[:3] == second[:3]
    assert titles("/data/NORMAL/a.jpg", Header()) == [
        WITHOUT_PATIENT,
        "NORMAL",
        "Pictures",
        "a.jpg",
    ]


def test_folders_of_one_name_are_two_studies() -> None:
    assert keys("/train/NORMAL/a.jpg", Header())[1] != keys("/test/NORMAL/a.jpg", Header())[1]


def test_pictures_come_after_all_patients() -> None:
    assert keys("/a.jpg", Header()) > keys("/z.dcm", replace(HEADER, patient_name="Zz"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {"patient_name": "DOE JANE"}, True),
        ({}, {"patient_name": "Roe Jane"}, False),
        ({}, {"patient_id": "4712"}, False),
        ({"patient_name": ""}, {"patient_name": "", "study_instance_uid": "1.3"}, True),
        ({"patient_id": ""}, {"patient_id": ""}, True),
        ({"patient_id": ""}, {"patient_id": "", "study_instance_uid": "1.3"}, False),
    ],
)
def test_who_is_the_same_patient(one: dict[str, str], other: dict[str, str], same: bool) -> None:
    first, second = replace(HEADER, **one), replace(HEADER, **other)
    assert (keys("a", first)[0] == keys("b", second)[0]) is same


def test_the_newest_study_comes_first_and_one_without_a_date_last() -> None:
    newest = replace(HEADER, study_date="20240201", study_time="08")
    earlier_that_day = replace(HEADER, study_time="0800")
    old = replace(HEADER, study_date="1999.12.31", study_time="23:59:59")
    undated = replace(HEADER, study_date="", study_time="")
    order = [newest, HEADER, earlier_that_day, old, undated]
    assert in_order(order, 1) == order


def test_series_and_images_are_in_the_order_of_their_numbers() -> None:
    series = [replace(HEADER, series_number=number) for number in (2, 10, None)]
    assert in_order(series, 2) == series
    images = [replace(HEADER, instance_number=number) for number in (2, 10, None)]
    assert in_order(images, 3) == images


def test_images_of_one_number_are_in_the_order_of_their_files_and_stay_two() -> None:
    two, ten = keys("/x/IM2", HEADER)[3], keys("/x/IM10", HEADER)[3]
    assert two < ten
    assert keys("/x/IM2", HEADER)[3] != keys("/y/IM2", HEADER)[3]


def test_every_two_keys_compare() -> None:
    headers = [
        HEADER,
        Header(),
        Header(modality="CR"),
        replace(HEADER, patient_id="", study_date="yesterday", study_time="x"),
        replace(HEADER, patient_name="1", series_number=None, instance_number=None),
    ]
    places = [keys(path, header) for path in ("/a/b/1.jpg", "2") for header in headers]
    for level in range(4):
        assert len(sorted(place[level] for place in places)) == len(places)
