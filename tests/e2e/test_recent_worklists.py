"""Each folder that was read keeps its worklist, and a menu leads back to it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.e2e.gestures import drop
from tests.pictures import write_many
from tests.worklists import cells, settle
from viewer.batch import Worklist
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow
from viewer.ui.worklist.shelf import Shelf

_LONG = 20_000


def _read(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Drop a folder on the worklist, and wait until it is read."""
    window.pages.turn(worklist=True)
    assert drop(window, [folder])
    settle(qtbot, window)


def _listed(window: MainWindow) -> list[str]:
    """The lines of the menu that are worklists."""
    actions = window.menus.recent_worklists.actions()
    return [action.text().replace("&", "") for action in actions if "\t" in action.text()]


def _wait_for(qtbot: QtBot, window: MainWindow, *names: str) -> None:
    """Wait until the menu lists worklists of folders, the youngest first."""

    def are_listed() -> bool:
        listed = [line.split()[1] for line in _listed(window)]
        return listed == list(names) and window.menus.recent_worklists.isEnabled()

    qtbot.waitUntil(are_listed, timeout=_LONG)


def _choose_by_key(window: MainWindow, key: Qt.Key) -> None:
    menu = window.menus.recent_worklists
    menu.popup(window.mapToGlobal(window.rect().center()))
    QTest.keyClick(menu, key)


def _choose(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Choose a folder's worklist from the menu, by its number."""
    number = next(line.split()[0] for line in _listed(window) if line.split()[1] == name)
    _choose_by_key(window, Qt.Key(ord(number)))
    qtbot.waitUntil(lambda: name in window.worklist_page.title.text(), timeout=_LONG)
    settle(qtbot, window)


def test_a_second_folder_leaves_the_worklist_of_the_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_many(tmp_path / "night", 3)
    write_many(tmp_path / "other", 1)
    _read(qtbot, window, tmp_path / "night")
    _read(qtbot, window, tmp_path / "other")
    assert cells(window) == ["00.png"]
    _wait_for(qtbot, window, "other", "night")
    assert "3 rows" in _listed(window)[1]
    _choose(qtbot, window, "night")
    assert cells(window) == ["00.png", "01.png", "02.png"]
    assert window.worklist_page.offer.isHidden()


def test_a_worklist_is_chosen_from_the_reading_room_as_well(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_many(tmp_path / "night", 3)
    _read(qtbot, window, tmp_path / "night")
    window.pages.turn(worklist=False)
    _wait_for(qtbot, window, "night")
    _choose(qtbot, window, "night")
    assert window.pages.on_worklist


def test_one_that_was_cut_off_goes_on_after_another_folder_was_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    write_many(tmp_path / "night", 20)
    write_many(tmp_path / "other", 1)
    page = window.worklist_page
    window.read_folder([tmp_path / "night"])
    qtbot.waitUntil(lambda: page.model.rowCount() >= 5, timeout=_LONG)
    QTest.mouseClick(page.progress.cancel, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    held.set()
    _read(qtbot, window, tmp_path / "other")
    _wait_for(qtbot, window, "other", "night")
    assert "not completed" in _listed(window)[1]
    _choose(qtbot, window, "night")
    assert "not completed" in page.offer.text
    assert [button.text() for button in page.offer.buttons] == ["Go on", "Start anew"]
    QTest.mouseClick(page.offer.buttons[0], Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert len(cells(window)) == 20
    _wait_for(qtbot, window, "night", "other")
    assert not any("not completed" in line for line in _listed(window))


def test_while_a_batch_runs_no_other_worklist_can_be_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    write_many(tmp_path / "one", 1)
    write_many(tmp_path / "many", 9)
    _read(qtbot, window, tmp_path / "one")
    _wait_for(qtbot, window, "one")
    window.read_folder([tmp_path / "many"])
    assert not window.menus.recent_worklists.isEnabled()
    held.set()
    settle(qtbot, window)
    _wait_for(qtbot, window, "many", "one")


def test_a_batch_that_cannot_begin_leaves_the_worklist_that_is_looked_at(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for name, count in (("night", 3), ("other", 1), ("last", 2)):
        write_many(tmp_path / name, count)
        _read(qtbot, window, tmp_path / name)
    _wait_for(qtbot, window, "last", "other", "night")
    _choose(qtbot, window, "night")
    with Worklist.go_on(Shelf(tmp_path / "state" / "worklists").place_of([tmp_path / "other"])):
        assert drop(window, [tmp_path / "other"])
        qtbot.waitUntil(window.banner.isVisible, timeout=_LONG)
    assert "Another program is writing" in window.banner.text
    qtbot.waitUntil(lambda: "night" in window.worklist_page.title.text(), timeout=_LONG)
    settle(qtbot, window)
    assert len(cells(window)) == 3


def test_before_the_first_batch_there_is_nothing_to_choose(window: MainWindow) -> None:
    assert not window.menus.recent_worklists.isEnabled()


def test_the_next_start_shows_the_worklist_that_was_written_to_last(
    qtbot: QtBot, window: MainWindow, open_window: OpenWindow, tmp_path: Path
) -> None:
    for name in ("first", "second", "first"):
        write_many(tmp_path / name, 2)
        _read(qtbot, window, tmp_path / name)
    window.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.worklist_page.model.rowCount() == 2, timeout=_LONG)
    assert again.worklist_page.title.text() == str(tmp_path / "first")
    _wait_for(qtbot, again, "first", "second")


def test_the_eleventh_folder_costs_the_oldest_worklist(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for number in range(11):
        write_many(tmp_path / f"f{number}", 1)
        _read(qtbot, window, tmp_path / f"f{number}")
    _wait_for(qtbot, window, *(f"f{number}" for number in range(10, 0, -1)))
    assert list((tmp_path / "state" / "worklists").glob("f0-*")) == []


def test_a_worklist_asked_for_from_the_reading_room_is_turned_to(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(tmp_path / "night", 2)
    _read(qtbot, window, tmp_path / "night")
    kept = window.batch.path
    window.pages.turn(worklist=False)
    monkeypatch.setattr(asking, "ask_for_file", lambda *_: kept)
    window.commands["worklist.open"].trigger()
    assert window.pages.on_worklist


def test_all_worklists_can_be_deleted_and_leave_the_radiographs(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for name in ("night", "other"):
        write_many(tmp_path / name, 2)
        _read(qtbot, window, tmp_path / name)
    _wait_for(qtbot, window, "other", "night")
    window.pages.turn(worklist=False)
    _choose_by_key(window, Qt.Key.Key_D)
    page = window.worklist_page
    assert window.pages.on_worklist
    assert "2 worklists" in page.offer.text
    assert len(cells(window)) == 2
    QTest.mouseClick(page.offer.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.menus.recent_worklists.isEnabled(), timeout=_LONG)
    settle(qtbot, window)
    assert (cells(window), page.title.text()) == ([], "")
    assert list((tmp_path / "state" / "worklists").iterdir()) == []
    assert len(list((tmp_path / "night").iterdir())) == 2


def test_deleting_is_only_offered_and_a_batch_takes_the_offer_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_many(tmp_path / "night", 2)
    _read(qtbot, window, tmp_path / "night")
    _wait_for(qtbot, window, "night")
    _choose_by_key(window, Qt.Key.Key_D)
    _read(qtbot, window, tmp_path / "night")
    assert "will be gone" not in window.worklist_page.offer.text
    _wait_for(qtbot, window, "night")
