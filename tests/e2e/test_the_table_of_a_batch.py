from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.pictures import write_many
from tests.worklists import cells, settle
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow

_LONG = 20_000
_CTRL = Qt.KeyboardModifier.ControlModifier
_LEFT = Qt.MouseButton.LeftButton
_ALL = ["a-normal.png", "b-pneumonia.png", "c-chest.dcm", "d-extremity.dcm", "e-text.jpg"]


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
