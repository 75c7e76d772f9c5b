import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.batch.many_rows import THUMBNAIL, write_many_rows
from tests.batch.rows import FAILED, make_row
from viewer.batch import Outcome, Picture, Worklist
from viewer.batch.figures.labels import Label, TableLabels
from viewer.batch.worklist.listing import Listing
from viewer.batch.worklist.query import Field, Query
from viewer.errors import WorklistError
from viewer.reading import Verdict

_ROWS = (
    make_row(file=Path("/r/one/b.dcm"), patient_id="Žofie", probability=0.9, elapsed_ms=99.0),
    make_row(file=Path("/r/one/A.dcm"), patient_id="4711", probability=0.2, verdict=Verdict.NORMAL),
    make_row(
        file=Path("/r/two/c%d.dcm"),
        patient_id="x",
        probability=0.7,
        verdict=Verdict.WITHHELD,
        scope=("the view is LL, not PA",),
        study_date="20051231",
        sop_instance_uid="1.2.999",
        elapsed_ms=3.0,
    ),
    replace(FAILED, file=Path("/z/0.dcm")),
)


@pytest.fixture
def worklist(tmp_path: Path) -> Iterator[Worklist]:
    with Worklist.create(tmp_path / "worklist") as worklist:
        for position, row in enumerate(_ROWS):
            worklist.add(Outcome(row, None, None), position)
        yield worklist


@pytest.fixture
def listing(worklist: Worklist) -> Iterator[Listing]:
    with Listing(worklist.path) as listing:
        yield listing


def _names(listing: Listing, query: Query) -> list[str]:
    return [row.file.name for row in listing.all_rows(listing.ids(query))]


def test_rows_stand_in_the_files_order_whichever_was_added_first(tmp_path: Path) -> None:
    with Worklist.create(tmp_path / "worklist") as worklist:
        for position in (2, 0, 1):
            row = make_row(file=Path(f"/r/{position}"))
            worklist.add(Outcome(row, None, None), position)
        with Listing(worklist.path) as listing:
            assert _names(listing, Query()) == ["0", "1", "2"]


def test_a_row_comes_as_it_was_added(listing: Listing) -> None:
    assert tuple(listing.all_rows(listing.ids(Query()))) == _ROWS


@pytest.mark.parametrize(
    ("field", "rising"),
    [
        (Field.FILE, ["0.dcm", "A.dcm", "b.dcm", "c%d.dcm"]),
        (Field.ELAPSED, ["0.dcm", "c%d.dcm", "A.dcm", "b.dcm"]),
        (Field.PROBABILITY, ["0.dcm", "A.dcm", "c%d.dcm", "b.dcm"]),
        (Field.VERDICT, ["b.dcm", "A.dcm", "c%d.dcm", "0.dcm"]),
    ],
)
def test_rows_are_sorted_by_a_field_either_way(
    listing: Listing, field: Field, rising: list[str]
) -> None:
    assert _names(listing, Query(sort=field)) == rising
    assert _names(listing, Query(sort=field, descending=True)) == rising[::-1]


@pytest.mark.parametrize("field", list(Field))
def test_every_field_sorts_every_row(listing: Listing, field: Field) -> None:
    assert sorted(listing.ids(Query(sort=field))) == sorted(listing.ids(Query()))


def test_folders_are_sorted_without_the_names_in_them(listing: Listing) -> None:
    names = _names(listing, Query(sort=Field.FOLDER))
    assert names == ["b.dcm", "A.dcm", "c%d.dcm", "0.dcm"]


def test_equal_rows_keep_the_files_order_either_way(listing: Listing) -> None:
    assert _names(listing, Query(sort=Field.MODEL, descending=True)) == [
        row.file.name for row in _ROWS
    ]


def test_verdicts_are_those_of_the_threshold(listing: Listing) -> None:
    sick = frozenset({Verdict.PNEUMONIA})
    assert _names(listing, Query(verdicts=sick)) == ["b.dcm"]
    assert _names(listing, Query(verdicts=sick, threshold=0.1)) == ["b.dcm", "A.dcm"]
    assert _names(listing, Query(verdicts=frozenset({Verdict.WITHHELD, None}), threshold=0.1)) == [
        "c%d.dcm",
        "0.dcm",
    ]


def test_a_probability_at_the_threshold_is_pneumonia(listing: Listing) -> None:
    assert listing.counts(0.9)[Verdict.PNEUMONIA] == 1


def test_counts_are_those_of_the_threshold(listing: Listing) -> None:
    assert listing.counts() == {
        Verdict.PNEUMONIA: 1,
        Verdict.NORMAL: 1,
        Verdict.WITHHELD: 1,
        None: 1,
    }
    assert listing.counts(0.1)[Verdict.PNEUMONIA] == 2


def test_a_range_of_probability_lets_both_its_ends_through(listing: Listing) -> None:
    assert _names(listing, Query(probability=(0.2, 0.7))) == ["A.dcm", "c%d.dcm"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.DCM", ["A.dcm"]),
        ("žOFIE", ["b.dcm"]),
        ("2004-08", ["b.dcm", "A.dcm", "0.dcm"]),
        ("1.2.999", ["c%d.dcm"]),
        ("view is ll", ["c%d.dcm"]),
        ("is EMPTY", ["0.dcm"]),
        ("%", ["c%d.dcm"]),
        ("c_d", []),
        ("Ž?", []),
    ],
)
def test_text_is_found_in_whatever_a_row_shows(
    listing: Listing, text: str, found: list[str]
) -> None:
    assert sorted(_names(listing, Query(text=text))) == sorted(found)


def test_reasons_are_found_in_the_words_that_are_shown(worklist: Worklist) -> None:
    spanish = {"the view is LL, not PA": "la proyección es LL, no PA"}
    with Listing(worklist.path, lambda text: spanish.get(text, text)) as listing:
        assert _names(listing, Query(text="PROYECCIÓN")) == ["c%d.dcm"]
        assert _names(listing, Query(contains=((Field.SCOPE, "proyección"),))) == ["c%d.dcm"]


@pytest.mark.parametrize(
    ("field", "wanted", "found"),
    [
        (Field.FILE, "C%", ["c%d.dcm"]),
        (Field.FILE, "two", []),
        (Field.FOLDER, "two", ["c%d.dcm"]),
        (Field.PATIENT, "471", ["A.dcm"]),
        (Field.DATE, "2005-12-31", ["c%d.dcm"]),
        (Field.ERROR, "empty", ["0.dcm"]),
        (Field.REMARK, "e", ["c%d.dcm", "0.dcm"]),
    ],
)
def test_a_filter_of_one_field_looks_at_no_other(
    listing: Listing, field: Field, wanted: str, found: list[str]
) -> None:
    assert _names(listing, Query(contains=((field, wanted),))) == found


def test_several_filters_hold_at_once(listing: Listing) -> None:
    both = Query(text="dcm", contains=((Field.FOLDER, "one"), (Field.PATIENT, "4711")))
    assert _names(listing, both) == ["A.dcm"]


def test_a_name_that_is_not_utf_8_is_listed_found_and_given_back(tmp_path: Path) -> None:
    row = make_row(file=Path(os.fsdecode(b"/r/caf\xe9.jpg")))
    with Worklist.create(tmp_path / "worklist") as worklist:
        worklist.add(Outcome(row, None, None), 0)
        with Listing(worklist.path) as listing:
            assert list(listing.all_rows(listing.ids(Query(text="caf", sort=Field.FILE)))) == [row]


def test_changes_tell_that_a_row_was_added(worklist: Worklist, listing: Listing) -> None:
    before = listing.changes
    assert listing.changes == before
    worklist.add(Outcome(make_row(file=Path("/r/new")), None, None), 9)
    assert listing.changes != before
    assert len(listing.ids(Query())) == len(_ROWS) + 1


def test_pictures_and_thumbnails_are_those_of_the_content(
    worklist: Worklist, listing: Listing
) -> None:
    row = _ROWS[0]
    picture = Picture(b"a JPEG", np.ones((2, 3), np.float32), 4.0)
    worklist.add(Outcome(row, None, picture), 0)
    ids = listing.ids(Query())
    assert set(listing.thumbnails(ids.tolist()).values()) == {b"a JPEG"}
    assert ids[3] not in listing.thumbnails(ids.tolist())
    found = listing.picture(row)
    assert found is not None
    assert found.contribution.shape == (2, 3)
    assert listing.picture(FAILED) is None


def test_a_hundred_thousand_rows_are_listed_in_any_order(tmp_path: Path) -> None:
    with Listing(write_many_rows(tmp_path / "many", 100_000)) as listing:
        ids = listing.ids(Query(sort=Field.PROBABILITY, descending=True))
        assert len(np.unique(ids)) == 100_000
        rows = listing.rows(ids[:50].tolist())
        shown = [rows[id].probability for id in ids[:50].tolist()]
        assert shown == sorted(shown, reverse=True)
        assert sum(listing.counts().values()) == 100_000
        assert listing.thumbnails([2]) == {2: THUMBNAIL}


def test_labels_sort_the_rows_that_have_one_behind_those_that_have_none(listing: Listing) -> None:
    labels = TableLabels("", {"/r/one/b.dcm": Label.PNEUMONIA, "/r/one/A.dcm": Label.NORMAL}, {})

    def names(*, descending: bool) -> list[str]:
        ids = listing.ids(Query(sort=Field.LABEL, descending=descending), labels)
        return [row.file.name for row in listing.all_rows(ids)]

    assert names(descending=False) == ["c%d.dcm", "0.dcm", "A.dcm", "b.dcm"]
    assert names(descending=True) == ["b.dcm", "A.dcm", "c%d.dcm", "0.dcm"]


def test_labels_filter_the_rows(listing: Listing) -> None:
    labels = TableLabels("", {"/r/one/b.dcm": Label.PNEUMONIA, "/r/one/A.dcm": Label.NORMAL}, {})

    def names(*wanted: Label | None) -> list[str]:
        ids = listing.ids(Query(labels=frozenset(wanted)), labels)
        return [row.file.name for row in listing.all_rows(ids)]

    assert names(Label.NORMAL) == ["A.dcm"]
    assert names(Label.PNEUMONIA, None) == ["b.dcm", "c%d.dcm", "0.dcm"]


def test_a_worklist_that_is_not_there_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(WorklistError, match="no worklist"):
        Listing(tmp_path / "worklist")
    assert not list(tmp_path.iterdir())


def test_something_else_than_a_worklist_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear colleague, " * 100)
    with pytest.raises(WorklistError, match="something else"):
        Listing(tmp_path / "letter")
