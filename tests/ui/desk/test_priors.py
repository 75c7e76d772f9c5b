from datetime import datetime
from pathlib import Path

import pytest

from viewer.imaging import Header
from viewer.imaging.studies import place_of
from viewer.ui.desk.entry import Found
from viewer.ui.desk.priors import prior_of, time_before
from viewer.ui.studies.model import StudiesModel


def _listed(*headers: dict[str, str]) -> StudiesModel:
    """A list of one patient's files, called 0, 1 and so on, each in a study of its own."""
    studies = StudiesModel()
    found = []
    for number, fields in enumerate(headers):
        own = {"patient_id": "1", "study_instance_uid": f"1.{number}"}
        header = Header(**{**own, **fields})
        found.append(Found(Path(str(number)), header, place_of(Path(str(number)), header)))
    studies.add(found)
    return studies


def _prior(*headers: dict[str, str]) -> str | None:
    """The name of the prior of the first file."""
    prior = prior_of(_listed(*headers), Path("0"))
    return None if prior is None else prior.path.name


def test_the_prior_is_the_newest_of_the_earlier_ones() -> None:
    days = ("20260301", "20240301", "20250301", "20270301")
    assert _prior(*({"study_date": day} for day in days)) == "2"


def test_a_study_of_the_same_day_is_earlier_by_its_time() -> None:
    day = {"study_date": "20260301"}
    times = ("1200", "0830", "1500")
    assert _prior(*({**day, "study_time": time} for time in times)) == "1"


@pytest.mark.parametrize("day", ["", "20261399", "20260301"])
def test_a_study_that_is_not_known_to_be_earlier_is_no_prior(day: str) -> None:
    assert _prior({"study_date": "20260301"}, {"study_date": day}) is None


def test_without_a_date_of_its_own_a_radiograph_has_no_prior() -> None:
    assert _prior({}, {"study_date": "20250301"}) is None


def test_another_patients_radiograph_is_no_prior() -> None:
    other = {"patient_id": "2", "study_date": "20250301"}
    assert _prior({"study_date": "20260301"}, other) is None


@pytest.mark.parametrize(
    ("view", "expected"), [("LL", "2"), ("PA", "1"), ("AP", "1"), ("LLO", "1")]
)
def test_of_the_prior_study_the_view_that_is_most_alike_is_shown(view: str, expected: str) -> None:
    prior = {"study_date": "20250301", "study_instance_uid": "1.9"}
    present = {"study_date": "20260301", "view_position": view}
    frontal, lateral = {**prior, "view_position": "PA"}, {**prior, "view_position": "LL"}
    assert _prior(present, frontal, lateral) == expected


@pytest.mark.parametrize(
    ("present", "prior", "words"),
    [
        ("2026-03-01T12:00", "2026-03-01T11:20", "The same day, before"),
        ("2026-03-01T12:00", "2026-03-01T07:00", "5 hours before"),
        ("2026-03-01T07:00", "2026-02-28T23:00", "1 day before"),
        ("2026-03-15T00:00", "2026-03-01T00:00", "2 weeks before"),
        ("2026-03-01T00:00", "2025-11-02T00:00", "3 months before"),
        ("2026-03-01T00:00", "2024-04-01T00:00", "23 months before"),
        ("2026-03-01T00:00", "2024-03-01T00:00", "2 years before"),
        ("2026-02-28T00:00", "2016-02-29T00:00", "9 years before"),
    ],
)
def test_the_time_before_is_told_in_the_unit_that_fits(
    present: str, prior: str, words: str
) -> None:
    before = time_before(datetime.fromisoformat(present), datetime.fromisoformat(prior))
    assert before == words
