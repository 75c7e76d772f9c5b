import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.batch.many_rows import write_many_rows
from tests.conftest import OpenWindow
from tests.e2e.gestures import drop
from tests.pictures import write_many
from tests.worklists import cells, rows, settle
from viewer.batch import Worklist
from viewer.reading import Reader
from viewer.ui.main_window import MainWindow

_LONG = 20_000
_LEFT = Qt.MouseButton.LeftButton
_ALL = ["a-normal.png", "b-pneumonia.png", "c-chest.dcm", "d-extremity.dcm", "e-text.jpg"]


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, _LEFT)


def test_a_folder_dropped_on_the_worklist_becomes_a_table(done: MainWindow) -> None:
    assert cells(done) == _ALL
    assert "all 5 files in" in done.worklist_page.title.text()
    counts = done.worklist_page.filters.verdicts.text
    assert counts == "2 pneumonia, 1 normal, 1 withheld, 1 failed"


def test_one_file_has_one_probability_in_the_list_and_in_the_worklist(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    found = {row.file: row.probability for row in rows(done)}
    done.open_paths([folder])
    qtbot.waitUntil(lambda: done.desk.studies.settled == (5, 5), timeout=_LONG)
    entries = list(done.desk.studies)
    singly = {entry.path: entry.reading and entry.reading.probability for entry in entries}
    assert singly == found


def test_a_long_path_leaves_the_buttons_in_the_window(done: MainWindow) -> None:
    before = done.worklist_page.minimumSizeHint().width()
    done.worklist_page.show_subject("/radiographs" * 30)
    assert done.worklist_page.minimumSizeHint().width() == before


def test_turning_to_the_worklist_and_back_keeps_the_size_of_the_window(done: MainWindow) -> None:
    done.resize(1280, 680)
    done.commands["page.worklist"].setChecked(False)
    done.commands["page.worklist"].setChecked(True)
    assert (done.width(), done.height()) == (1280, 680)


def test_a_batch_pauses_and_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    write_many(tmp_path / "many", 20)
    window.read_folder([tmp_path / "many"])
    line = window.worklist_page.progress
    qtbot.waitUntil(lambda: line.text.startswith(("5 of", "5 read")), timeout=_LONG)
    _click(line.pause)
    assert window.batch.paused
    assert line.text.startswith("Paused")
    held.set()
    _click(line.pause)
    settle(qtbot, window)
    assert window.worklist_page.model.rowCount() == 20


def test_a_cancelled_batch_keeps_what_was_read_and_goes_on_with_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    write_many(tmp_path / "many", 60)
    window.read_folder([tmp_path / "many"])
    page = window.worklist_page
    qtbot.waitUntil(lambda: page.model.rowCount() >= 5, timeout=_LONG)
    assert page.progress.bar.isVisible()
    _click(page.progress.cancel)
    settle(qtbot, window)
    kept = page.model.rowCount()
    assert 5 <= kept < 60
    assert f"stopped after {kept} of 60 files" in page.title.text()
    assert not page.progress.bar.isVisible()
    assert window.commands["file.read_folder"].isEnabled()
    held.set()
    _click(page.offer.buttons[0])
    settle(qtbot, window)
    assert page.model.rowCount() == 60
    assert len({row.file for row in rows(window)}) == 60


def test_reading_the_same_folder_again_reads_only_what_is_new(
    qtbot: QtBot, done: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_again: list[object] = []
    read = Reader.read_prepared

    def note_and_read(reader, prepared, *arguments, **named):
        read_again.append(prepared.source.path.name)
        return read(reader, prepared, *arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", note_and_read)
    write_many(folder, 2)  # of which the first has the content of a file that is known
    done.read_folder([folder])
    settle(qtbot, done)
    assert read_again == ["01.png"]
    assert len(rows(done)) == 7
    assert "known from the last time" in done.worklist_page.offer.text
    _click(done.worklist_page.offer.buttons[0])
    settle(qtbot, done)
    assert len(read_again) > 3


def test_another_folder_begins_another_worklist(
    qtbot: QtBot, done: MainWindow, tmp_path: Path
) -> None:
    write_many(tmp_path / "other", 2)
    done.read_folder([tmp_path / "other"])
    settle(qtbot, done)
    assert cells(done) == ["00.png", "01.png"]


def test_while_a_batch_runs_the_window_takes_no_second_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    write_many(tmp_path / "many", 10)
    window.read_folder([tmp_path / "many"])
    assert not drop(window, [tmp_path])
    assert not window.commands["file.read_folder"].isEnabled()
    held.set()
    settle(qtbot, window)
    assert window.worklist_page.model.rowCount() == 10


def test_the_next_start_shows_the_last_batch(
    qtbot: QtBot, done: MainWindow, open_window: OpenWindow, folder: Path
) -> None:
    done.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.worklist_page.model.rowCount() == 5, timeout=_LONG)
    assert again.worklist_page.title.text() == str(folder)
    assert again.worklist_page.offer.isHidden()


def test_the_next_start_offers_to_go_on_with_a_batch_that_was_cut_off(
    qtbot: QtBot,
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    held: threading.Event,
) -> None:
    write_many(tmp_path / "many", 20)
    window.read_folder([tmp_path / "many"])
    qtbot.waitUntil(lambda: window.worklist_page.model.rowCount() >= 5, timeout=_LONG)
    window.close()
    held.set()
    again = open_window()
    again.pages.turn(worklist=True)
    offer = again.worklist_page.offer
    qtbot.waitUntil(offer.isVisible, timeout=_LONG)
    assert "not completed" in offer.text
    _click(offer.buttons[0])
    settle(qtbot, again)
    assert len(rows(again)) == 20


def test_a_worklist_from_elsewhere_is_dropped_to_be_looked_at_and_left_again(
    qtbot: QtBot, done: MainWindow, tmp_path: Path
) -> None:
    elsewhere = write_many_rows(tmp_path / "results.csv.worklist", 3)
    assert drop(done, [elsewhere])
    qtbot.waitUntil(lambda: done.rows.path == elsewhere, timeout=_LONG)
    settle(qtbot, done)
    assert cells(done) == ["IM000000.dcm", "IM000001.dcm", "IM000002.dcm"]
    _click(done.worklist_page.offer.buttons[0])
    qtbot.waitUntil(lambda: done.rows.path == done.batch.path, timeout=_LONG)
    settle(qtbot, done)
    assert cells(done) == _ALL


def test_a_worklist_that_is_none_is_told_and_the_rows_stay(
    qtbot: QtBot, done: MainWindow, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.worklist"
    letter.write_text("Dear colleague, " * 100)
    assert drop(done, [letter])
    qtbot.waitUntil(done.banner.isVisible, timeout=_LONG)
    assert "something else than a worklist" in done.banner.text
    settle(qtbot, done)
    assert cells(done) == _ALL


def test_a_worklist_that_another_program_writes_to_is_told_and_the_rows_stay(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    with Worklist.go_on(done.batch.path):
        done.read_folder([folder])
        settle(qtbot, done)
    assert "Another program is writing" in done.banner.text
    assert cells(done) == _ALL


def test_a_folder_that_vanishes_is_told_and_what_was_read_of_it_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, held: threading.Event
) -> None:
    files = write_many(tmp_path / "many", 40)
    window.read_folder([tmp_path / "many"])
    page = window.worklist_page
    qtbot.waitUntil(lambda: page.model.rowCount() >= 5, timeout=_LONG)
    for file in files:
        file.unlink()
    files[0].parent.rmdir()
    held.set()
    settle(qtbot, window)
    assert "no longer there" in window.banner.text
    assert 5 <= page.model.rowCount() < 40
    assert [button.text() for button in page.offer.buttons] == ["Go on", "Start anew"]


def test_closed_while_a_batch_runs_the_window_ends_its_threads(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_many(tmp_path / "many", 60)
    window.read_folder([tmp_path / "many"])
    qtbot.waitUntil(lambda: window.worklist_page.model.rowCount() > 0, timeout=_LONG)
    window.close()  # the fixtures fail this test if a thread is left
