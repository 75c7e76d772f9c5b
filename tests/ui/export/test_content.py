"""What stands on the page, in words."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from tests.data import CHEST_DICOM
from tests.stand_in import stand_in_card
from viewer.imaging import Window
from viewer.imaging.windowing import default_view
from viewer.reading import Reading, Verdict
from viewer.reading.reading import ModelIdentity
from viewer.ui.desk.current import Current
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.desk.loading import load
from viewer.ui.export.content import PageContent, page_content
from viewer.ui.export.page import page_size

_IDENTITY = ModelIdentity("Stand-in", "0.0.1", "ab" * 32)
_MODEL = ModelInUse(stand_in_card(), _IDENTITY, "CPUExecutionProvider")
_TELLING = ("CompressedSamples", "9RG1", "2004", "THORAX", "1.3.6.1.4.1.5962", CHEST_DICOM.name)


@pytest.fixture(scope="module")
def current(qapp: object) -> Current:  # noqa: ARG001
    return Current(CHEST_DICOM, loaded=load(CHEST_DICOM))


def _reading(*scope: str, probability: float = 0.75) -> Reading:
    return Reading(
        probability=probability,
        logit=0.0,
        verdict=Verdict.WITHHELD if scope else Verdict.PNEUMONIA,
        operating_point=_MODEL.card.operating_points[0],
        contribution=np.zeros((4, 4), np.float32),
        scope_distance=0.0,
        scope=scope,
        model=_IDENTITY,
        provider="CPUExecutionProvider",
        elapsed=0.1,
    )


def _content(current: Current, *, named: bool = False) -> PageContent:
    assert current.radiograph is not None
    return page_content(current, default_view(current.radiograph), _MODEL, named=named)


def test_unless_asked_nothing_on_the_page_tells_whose_radiograph_it_is(current: Current) -> None:
    content = repr(_content(replace(current, reading=_reading())))
    assert [word for word in _TELLING if word in content] == []


def test_unless_asked_the_page_leaves_out_what_the_file_calls_its_window(current: Current) -> None:
    view = Window(100.0, 200.0, "Roe, for Dr Doe")
    assert "Roe" not in page_content(current, view, _MODEL, named=False).shown
    assert "Roe" in page_content(current, view, _MODEL, named=True).shown


def test_texts_of_a_header_that_are_far_too_long_leave_the_page_room(current: Current) -> None:
    radiograph, loaded = current.radiograph, current.loaded
    assert radiograph is not None
    assert loaded is not None
    header = replace(radiograph.header, study_description="x" * 9_000, body_part="y" * 9_000)
    long = replace(loaded, radiograph=replace(radiograph, header=header))
    reading = _reading("the body part is " + "y" * 9_000)
    view = Window(100.0, 200.0, "z" * 9_000)
    content = page_content(replace(current, loaded=long, reading=reading), view, _MODEL, named=True)
    assert len(repr(content)) < 3_000


def test_when_asked_the_page_names_the_patient_study_and_file(current: Current) -> None:
    content = repr(_content(current, named=True))
    assert [word for word in _TELLING if word not in content] == []


def test_a_withheld_reading_says_why(current: Current) -> None:
    content = _content(replace(current, reading=_reading("the view is LL, not PA or AP")))
    assert content.reading is not None
    assert content.reading.withheld
    assert "•  the view is LL, not PA or AP" in content.reading.lines


def test_a_veiled_reading_is_not_on_the_page(current: Current) -> None:
    content = _content(replace(current, veiled=True))
    assert content.reading is None
    assert content.no_reading == "No reading is shown: the reader has not committed yet."


def test_the_page_has_the_models_limits_and_all_of_its_files_hash(current: Current) -> None:
    lines = dict(_content(current).model)
    assert lines["Not for"] == "anything else"
    assert lines["Made for"].startswith("Tests only.")
    assert lines["Measured on none"] == "AUC 0.500 (0.400 to 0.600)"
    assert lines["Model file"] == f"SHA-256 {'ab' * 32}"


@pytest.mark.parametrize(
    ("locale", "name"),
    [(QLocale("en_US"), "Letter"), (QLocale("en_GB"), "A4"), (QLocale("de_DE"), "A4")],
)
def test_the_page_is_as_large_as_paper_is_there(locale: QLocale, name: str) -> None:
    assert name in page_size(locale).name()
