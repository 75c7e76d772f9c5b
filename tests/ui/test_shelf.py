import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.batch.many_rows import write_many_rows
from viewer.batch import Worklist
from viewer.batch.worklist.listing import Listing
from viewer.ui.worklist.shelf import Shelf

_KEPT = 10


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    (tmp_path / "shelf").mkdir()
    return Shelf(tmp_path / "shelf")


def _put(shelf: Shelf, name: str, age: int, *, complete: bool = True, empty: bool = False) -> Path:
    """A worklist that was written to so many seconds ago."""
    paths = [Path("/radiographs", name)]
    path = shelf.place_of(paths)
    if not empty:
        write_many_rows(path, 1)
    with Worklist.go_on(path) as worklist:
        worklist.note_request(paths)
        if complete:
            worklist.note_complete()
    _age(path, age)
    return path


def _age(path: Path, age: int) -> None:
    os.utime(path, (1_700_000_000 - age,) * 2)


def _names(shelf: Shelf) -> list[str]:
    return [shelved.paths[0].name for shelved in shelf.listed()]


def _fill(shelf: Shelf, ages: Iterable[int]) -> None:
    for age in ages:
        _put(shelf, f"age{age}", age)


def test_a_set_of_paths_has_one_place_whatever_its_order(shelf: Shelf) -> None:
    paths = [Path("/a"), Path("/b")]
    assert shelf.place_of(paths) == shelf.place_of([*reversed(paths), Path("/a")])
    assert shelf.place_of(paths) != shelf.place_of(paths[:1])


@pytest.mark.parametrize("name", ["", "..", 'a:b*c?"<>|', "ñ" * 300, os.fsdecode(b"\xff\xfe")])
def test_every_name_gives_one_that_a_file_system_takes(shelf: Shelf, name: str) -> None:
    place = shelf.place_of([Path("/radiographs", name)])
    place.touch()
    assert shelf.holds(place)
    assert shelf.latest() == place


def test_what_is_too_many_goes_the_oldest_first(shelf: Shelf) -> None:
    _fill(shelf, range(1, _KEPT + 3))
    shelf.clear_up(in_use=_put(shelf, "now", 0))
    assert _names(shelf) == ["now", *(f"age{age}" for age in range(1, _KEPT))]


def test_what_lies_beside_a_worklist_goes_with_it(shelf: Shelf) -> None:
    old = _put(shelf, "old", 100)
    Listing(old).close()  # which may leave what SQLite puts beside it
    _fill(shelf, range(1, _KEPT + 1))
    shelf.clear_up(in_use=shelf.place_of([Path("/radiographs/age1")]))
    assert list(old.parent.glob(f"{old.name}*")) == []


def test_a_completed_one_goes_before_one_that_was_cut_off(shelf: Shelf) -> None:
    _put(shelf, "cut-off", 100, complete=False)
    _put(shelf, "empty", 50, complete=False, empty=True)
    _fill(shelf, range(1, _KEPT + 1))
    shelf.clear_up(in_use=_put(shelf, "now", 0))
    assert set(_names(shelf)) == {"cut-off", "now", *(f"age{age}" for age in range(1, _KEPT - 1))}


def test_the_oldest_that_was_cut_off_goes_where_no_other_is_left(shelf: Shelf) -> None:
    for age in range(1, _KEPT + 1):
        _put(shelf, f"age{age}", age, complete=False)
    shelf.clear_up(in_use=_put(shelf, "now", 0))
    assert _names(shelf) == ["now", *(f"age{age}" for age in range(1, _KEPT))]


def test_one_that_another_program_writes_to_stays(shelf: Shelf) -> None:
    old = _put(shelf, "old", 100)
    _fill(shelf, range(1, _KEPT + 1))
    with Worklist.go_on(old) as worklist:
        shelf.clear_up(in_use=shelf.place_of([Path("/radiographs/age1")]))
        assert worklist.count == 1
    assert f"age{_KEPT}" not in _names(shelf)
    assert "old" in _names(shelf)


def test_one_in_use_stays_however_old_it_is(shelf: Shelf) -> None:
    old = _put(shelf, "old", 100)
    _fill(shelf, range(1, _KEPT + 1))
    shelf.clear_up(in_use=old)
    assert _names(shelf)[-1] == "old"


def test_one_that_cannot_be_read_stays_and_is_not_listed(shelf: Shelf, tmp_path: Path) -> None:
    letter = tmp_path / "shelf" / "letter.worklist"
    letter.write_text("Dear colleague, " * 100)
    _age(letter, 100)
    _fill(shelf, range(1, _KEPT + 1))
    shelf.clear_up(in_use=shelf.place_of([Path("/radiographs/age1")]))
    assert letter.exists()
    assert len(_names(shelf)) == _KEPT - 1


def test_one_whose_program_was_killed_before_it_began_is_not_listed(shelf: Shelf) -> None:
    Worklist.create(shelf.place_of([Path("/radiographs/a")])).close()
    assert shelf.listed() == []


def test_rows_that_a_killed_program_left_beside_the_file_tell_its_age(shelf: Shelf) -> None:
    killed, other = _put(shelf, "killed", 100), _put(shelf, "other", 50)
    Path(f"{killed}-wal").write_bytes(b"rows")
    assert shelf.latest() == killed
    Path(f"{killed}-wal").write_bytes(b"")  # as one that only looked at it may leave
    assert shelf.latest() == other


def test_looking_at_worklists_changes_no_age(shelf: Shelf) -> None:
    _fill(shelf, (3, 2, 1))
    before = [shelved.written for shelved in shelf.listed()]
    assert [shelved.written for shelved in shelf.listed()] == before
    assert _names(shelf) == ["age1", "age2", "age3"]


def test_where_nothing_was_read_there_is_no_last_one(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "not-yet")
    assert shelf.latest() is None
    assert shelf.listed() == []


def test_deleting_all_leaves_what_another_program_writes_to(shelf: Shelf) -> None:
    _fill(shelf, [1, 2])
    with Worklist.go_on(_put(shelf, "written", 3)):
        assert shelf.delete_all() == 2
    assert _names(shelf) == ["written"]
