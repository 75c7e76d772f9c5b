import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.batch.many_rows import write_many_rows
from tests.conftest import OpenWindow
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.e2e.gestures import drop
from tests.pictures import write_many, write_normal, write_pneumonia, write_text
from tests.worklists import cells, rows, settle
from viewer.batch import COLUMNS, Worklist
from viewer.reading import Reader
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow

_LONG = 20_000
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton
_ALL = ["a-normal.png", "b-pneumonia.png", "c-chest.dcm", "d-extremity.dcm", "e-text.jpg"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One radiograph of each kind."""
    folder = tmp_path / "folder"
    folder.mkdir()
    write_normal(folder / "a-normal.png")
    write_pneumonia(folder / "b-pneumonia.png")
    (folder / "c-chest.dcm").write_bytes(CHEST_DICOM.read_bytes())
    (folder / "d-extremity.dcm").write_bytes(EXTREMITY_DICOM.read_bytes())
    write_text(folder / "e-text.jpg")
    return folder


@pytest.fixture
def done(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window after the batch, on its second page."""
    QTest.keyClick(window, Qt.Key.Key_B, _CTRL)
    assert drop(window, [folder])
    settle(qtbot, window)
    return window


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Five radiographs are read, and the others only once this is set."""
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_five_and_wait(*arguments, **named):
        if next(count) >= 5:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_five_and_wait)
    return go_on


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, _LEFT)


def _place(window: MainWindow, row: int) -> QPoint:
    """The middle of a row's file name."""
    table = window.worklist_page.table
    return table.visualRect(window.worklist_page.model.index(row, 1)).center()


def _click_heading(window: MainWindow, name: str) -> None:
    heading = window.worklist_page.table.heading
    section = [column.name for column in heading.columns].index(name)
    section = heading.logicalIndex(section)
    place = heading.rect().center()
    place.setX(heading.sectionViewportPosition(section) + heading.sectionSize(section) // 2)
    QTest.mouseClick(heading.viewport(), _LEFT, pos=place)


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


def test_what_was_read_shows_its_picture(done: MainWindow) -> None:
    model = done.worklist_page.model
    pictures = [
        model.index(row, 0).data(Qt.ItemDataRole.DecorationRole) is not None for row in range(5)
    ]
    assert pictures == [True, True, True, True, False]


def test_a_double_click_opens_the_radiograph_and_a_key_leads_back_to_its_row(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    table = done.worklist_page.table
    QTest.mouseClick(table.viewport(), _LEFT, pos=_place(done, 1))
    QTest.mouseDClick(table.viewport(), _LEFT, pos=_place(done, 1))
    qtbot.waitUntil(lambda: done.desk.current.reading is not None, timeout=_LONG)
    assert done.desk.current.path == folder / "b-pneumonia.png"
    assert done.viewports.active.isVisible()
    QTest.keyClick(done, Qt.Key.Key_B, _CTRL)
    assert table.hasFocus()
    assert table.currentIndex().row() == 1


def test_enter_opens_the_radiograph_of_the_row(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    table = done.worklist_page.table
    table.go_to(2)
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done.desk.current.path == folder / "c-chest.dcm", timeout=_LONG)


def test_the_next_radiograph_of_one_from_the_table_is_that_of_the_next_row(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    table = done.worklist_page.table
    _click_heading(done, "probability")
    _click_heading(done, "probability")
    settle(qtbot, done)
    order = cells(done)
    table.go_to(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done.desk.current.path == folder / order[0], timeout=_LONG)
    for step in (1, 2):
        QTest.keyClick(done.viewports.active, Qt.Key.Key_Down)
        expected = folder / order[step]
        qtbot.waitUntil(lambda expected=expected: done.desk.current.path == expected, timeout=_LONG)
    QTest.keyClick(done, Qt.Key.Key_B, _CTRL)
    assert table.currentIndex().row() == 2


def test_a_click_on_a_heading_sorts_the_other_way_round_and_no_more(
    qtbot: QtBot, done: MainWindow
) -> None:
    seen = []
    for _ in range(3):
        _click_heading(done, "probability")
        settle(qtbot, done)
        seen.append(cells(done, "probability"))
    assert seen[0][0] == ""
    assert seen[0] == sorted(seen[0])
    assert seen[1] == seen[0][::-1]
    assert cells(done) == _ALL


def test_a_column_is_sorted_by_keys_alone_and_then_the_other_way_round(
    qtbot: QtBot, done: MainWindow
) -> None:
    table = done.worklist_page.table
    names = []
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_2, _CTRL)
        settle(qtbot, done)
        names.append(cells(done))
    assert names == [_ALL, _ALL[::-1]]


def test_a_row_keeps_its_selection_where_others_are_sorted_before_it(
    qtbot: QtBot, done: MainWindow
) -> None:
    table = done.worklist_page.table
    table.go_to(0)
    QTest.keyClick(table, Qt.Key.Key_2, _CTRL)
    QTest.keyClick(table, Qt.Key.Key_2, _CTRL)
    settle(qtbot, done)
    assert table.currentIndex().row() == 4
    assert [index.row() for index in table.selectionModel().selectedRows()] == [4]


def test_text_and_verdicts_filter_the_rows(qtbot: QtBot, done: MainWindow) -> None:
    page = done.worklist_page
    QTest.keyClick(done, Qt.Key.Key_F, _CTRL)
    QTest.keyClicks(done.focusWidget(), "extrem")
    settle(qtbot, done)
    assert cells(done) == ["d-extremity.dcm"]
    _click(page.filters.clear_button)
    _click(page.filters.verdicts.buttons[None])
    settle(qtbot, done)
    assert cells(done) == ["e-text.jpg"]
    assert page.shown.text() == "1 of 5 rows shown"
    _click(page.filters.verdicts.buttons[None])
    settle(qtbot, done)
    assert cells(done) == _ALL


def test_a_filter_of_a_column_is_in_sight_and_goes_by_its_button(
    qtbot: QtBot, done: MainWindow
) -> None:
    filters = done.worklist_page.filters
    entries = {action.text(): action for action in filters.menu.actions()}
    entries["Remark"].trigger()
    QTest.keyClicks(done.focusWidget(), "picture")
    entries["Probability"].trigger()
    settle(qtbot, done)
    assert cells(done) == []
    _click(filters.chips[1].close_button)
    settle(qtbot, done)
    assert cells(done) == ["e-text.jpg"]
    assert len(filters.chips) == 1


def test_probabilities_are_filtered_by_the_least_and_the_greatest(
    qtbot: QtBot, done: MainWindow
) -> None:
    filters = done.worklist_page.filters
    entries = {action.text(): action for action in filters.menu.actions()}
    entries["Probability"].trigger()
    settle(qtbot, done)
    assert cells(done) == _ALL[:4]
    filters.chips[0].least.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(done.focusWidget(), "0.5")
    settle(qtbot, done)
    assert all(float(text) >= 0.5 for text in cells(done, "probability"))


def test_columns_are_chosen_by_a_menu_and_kept(
    qtbot: QtBot, done: MainWindow, open_window: OpenWindow
) -> None:
    heading = done.worklist_page.table.heading
    entries = {action.text(): action for action in heading.menu.actions()}
    entries["Folder"].trigger()
    entries["Patient"].trigger()
    heading.moveSection(heading.visualIndex(6), 0)
    names = [column.name for column in heading.columns]
    assert names[0] == "probability"
    assert "folder" in names
    assert "patient" not in names
    kept = done._program.preferences
    qtbot.waitUntil(lambda: kept.current.worklist_columns == tuple(names), timeout=_LONG)
    done.close()
    again = open_window().worklist_page.table.heading
    assert [column.name for column in again.columns] == names


def test_selected_rows_are_copied_as_text_and_as_a_table(
    qtbot: QtBot, done: MainWindow, qapp
) -> None:
    table = done.worklist_page.table
    QTest.mouseClick(table.viewport(), _LEFT, pos=_place(done, 0))
    QTest.mouseClick(
        table.viewport(), _LEFT, Qt.KeyboardModifier.ShiftModifier, pos=_place(done, 1)
    )
    qapp.clipboard().clear()
    QTest.keyClick(table, Qt.Key.Key_C, _CTRL)
    qtbot.waitUntil(lambda: qapp.clipboard().text() != "", timeout=_LONG)
    lines = [line.split("\t") for line in qapp.clipboard().text().splitlines()]
    assert lines[0] == ["File", "Patient", "Study date", "Verdict", "Probability", "Remark"]
    assert [line[0] for line in lines[1:]] == _ALL[:2]
    assert "<td>b-pneumonia.png</td>" in qapp.clipboard().mimeData().html()
    assert done.status.currentMessage() == "2 rows copied."


def test_the_operating_point_moves_every_verdict_and_that_of_the_reading_room(
    qtbot: QtBot, done: MainWindow
) -> None:
    before = cells(done, "verdict")
    assert before[:2] == ["Normal", "Pneumonia"]
    slider = done.worklist_page.figures.slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert cells(done, "verdict")[:2] == ["Pneumonia", "Pneumonia"]
    settle(qtbot, done)
    assert done.worklist_page.filters.verdicts.text.startswith("3 pneumonia")
    qtbot.waitUntil(lambda: done.desk.operating_point.threshold == 0.0, timeout=_LONG)


def test_labels_from_a_csv_are_shown_and_filter_the_rows(
    qtbot: QtBot, done: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = folder.parent / "labels.csv"
    labels.write_text("file,label\na-normal.png,normal\nc-chest.dcm,pneumonia\n")
    monkeypatch.setattr(asking, "ask_for_file", lambda *_question: labels)
    done.commands["worklist.labels"].trigger()
    qtbot.waitUntil(lambda: cells(done, "label")[0] == "Normal", timeout=_LONG)
    assert cells(done, "label") == ["Normal", "", "Pneumonia", "", ""]
    filters = done.worklist_page.filters
    entries = {action.text(): action for action in filters.menu.actions()}
    entries["Label"].trigger()
    QTest.keyClick(done.focusWidget(), Qt.Key.Key_Down)
    settle(qtbot, done)
    assert cells(done) == ["a-normal.png"]


def test_a_filter_shows_its_first_row(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    write_many(tmp_path, 40)
    window.read_folder([tmp_path])
    settle(qtbot, window)
    page = window.worklist_page
    page.table.scrollToBottom()
    assert page.table.verticalScrollBar().value() > 0
    QTest.keyClicks(page.filters.search, "png")
    settle(qtbot, window)
    assert page.table.verticalScrollBar().value() == 0


def test_a_long_path_leaves_the_buttons_in_the_window(done: MainWindow) -> None:
    before = done.worklist_page.minimumSizeHint().width()
    done.worklist_page.show_subject("/radiographs" * 30)
    assert done.worklist_page.minimumSizeHint().width() == before


def test_turning_to_the_worklist_and_back_keeps_the_size_of_the_window(done: MainWindow) -> None:
    done.resize(1280, 680)
    done.commands["page.worklist"].setChecked(False)
    done.commands["page.worklist"].setChecked(True)
    assert (done.width(), done.height()) == (1280, 680)


def test_the_worklist_is_exported_as_csv(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    QTest.keyClick(done, Qt.Key.Key_E, _CTRL)
    qtbot.waitUntil(target.exists, timeout=_LONG)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert [row["verdict"] for row in lines] == ["normal", "pneumonia", "pneumonia", "withheld", ""]
    qtbot.waitUntil(lambda: done.status.currentMessage() == "Saved out.csv.", timeout=_LONG)


def test_the_rows_shown_are_exported_in_their_order_as_they_are_judged(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    QTest.keyClicks(done.worklist_page.filters.search, "png")
    QTest.keyClick(done.worklist_page.table, Qt.Key.Key_2, _CTRL)
    QTest.keyClick(done.worklist_page.table, Qt.Key.Key_2, _CTRL)
    QTest.keyClick(done.worklist_page.figures.slider, Qt.Key.Key_Home)
    settle(qtbot, done)
    done.commands["worklist.export_shown"].trigger()
    qtbot.waitUntil(target.exists, timeout=_LONG)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = [(Path(row["file"]).name, row["verdict"]) for row in csv.DictReader(file)]
    assert lines == [("b-pneumonia.png", "pneumonia"), ("a-normal.png", "pneumonia")]


def test_an_export_that_fails_is_told(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no" / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    done.commands["worklist.export"].trigger()
    qtbot.waitUntil(done.banner.isVisible, timeout=_LONG)
    assert "out.csv" in done.banner.text


def test_heatmaps_are_exported_into_a_folder(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "heatmaps"
    target.mkdir()
    monkeypatch.setattr(asking, "ask_for_folder", lambda _parent, _title: target)
    done.commands["worklist.export_heatmaps"].trigger()
    qtbot.waitUntil(lambda: not done._program.table_export.running, timeout=_LONG)
    assert list(target.glob("*.png"))


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
    qtbot: QtBot, done: MainWindow, tmp_path: Path
) -> None:
    with Worklist.go_on(done.batch.path):
        done.read_folder([tmp_path])
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
