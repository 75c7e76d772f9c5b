"""The order of the studies panel, whatever the order in which files are found."""

import random
from pathlib import Path

import pytest

from viewer.imaging import Header
from viewer.imaging.studies import Place, place_of
from viewer.ui.studies.rows import StudyHeading, StudyRows, row_key


def _place(name: str, patient: str, study: str = "1", series: int = 1, instance: int = 1) -> Place:
    header = Header(
        patient_name=patient,
        patient_id=patient,
        study_instance_uid=study,
        study_date="20260101",
        series_instance_uid=f"{study}.{series}",
        series_number=series,
        series_description=f"series {series}",
        instance_number=instance,
    )
    return place_of(Path("/folder", name), header)


def _grown(places: list[Place], chunk: int) -> StudyRows:
    rows = StudyRows()
    for first in range(0, len(places), chunk):
        wanted = rows.place(places[first : first + chunk])
        for row, keys in rows.runs(wanted):
            rows.insert(row, keys)
    return rows


def _told(rows: StudyRows) -> list[tuple[int, int]]:
    """For each row how deep it is, and how many it heads."""
    headings = [rows.heading(row) for row in range(len(rows))]
    return [(len(rows[row]), getattr(headings[row], "count", 0)) for row in range(len(rows))]


def test_one_series_needs_no_row_of_its_own() -> None:
    rows = _grown([_place("a", "A"), _place("b", "A", instance=2)], 1)
    assert _told(rows) == [(2, 2), (4, 0), (4, 0)]


def test_a_second_series_gives_both_a_row() -> None:
    places = [_place("a", "A"), _place("b", "A", instance=2), _place("c", "A", series=2)]
    assert _told(_grown(places, 1)) == [(2, 3), (3, 2), (4, 0), (4, 0), (3, 1), (4, 0)]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_the_order_of_finding_does_not_matter(chunk: int) -> None:
    places = [
        _place(f"{patient}{study}{series}{instance}", patient, study, series, instance)
        for patient in "ABC"
        for study in "12"
        for series in range(1, 4)
        for instance in range(1, 6)
    ]
    expected = _grown(places, len(places))
    mixed = places.copy()
    random.Random(0).shuffle(mixed)
    rows = _grown(mixed, chunk)
    assert [rows[row] for row in range(len(rows))] == [expected[r] for r in range(len(expected))]
    assert _told(rows) == _told(expected)
    assert rows.order == sorted(map(row_key, places))


def test_a_folded_study_is_seen_as_one_row_and_walked_through_all_the_same() -> None:
    places = [_place("a", "A"), _place("b", "A", instance=2), _place("c", "B")]
    rows = _grown(places, 3)
    first, second, third = map(row_key, places)
    gone = rows.fold(rows.study_of(first), True)
    rows.remove(1, len(gone))
    assert _told(rows) == [(2, 2), (2, 1), (4, 0)]
    assert rows.row_of(second) is None
    assert [rows.neighbour(first, 1), rows.neighbour(second, 1)] == [second, third]


def test_what_is_found_of_a_folded_study_is_counted_and_comes_when_it_is_opened() -> None:
    rows = _grown([_place("a", "A")], 1)
    study = rows.study_of(rows[0])
    rows.remove(1, len(rows.fold(study, True)))
    assert rows.place([_place("b", "A", series=2)]) == []
    rows.insert(1, rows.fold(study, False))
    assert _told(rows) == [(2, 2), (3, 1), (4, 0), (3, 1), (4, 0)]


def test_a_patient_and_a_study_share_a_heading_and_a_folder_has_its_name() -> None:
    rows = _grown([_place("a", "A"), place_of(Path("/x/holiday/p.jpg"), Header())], 2)
    headings = [rows.heading(row) for row in range(len(rows))]
    told = [(h.title, h.detail) for h in headings if isinstance(h, StudyHeading)]
    assert told == [("A", "2026-01-01"), ("holiday", "")]
