"""The window as an application among others."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.e2e.test_opening_radiographs import wait_for_reading, wait_until_settled
from tests.pictures import write_many, write_normal, write_pneumonia, write_text
from tests.worklists import settle
from viewer.reading import Reader
from viewer.ui.dialogs.help import KeysDialog
from viewer.ui.main_window import MainWindow

_LONG = 20_000


def test_closing_all_can_be_undone_readings_included(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [write_normal(tmp_path / "a.png"), write_pneumonia(tmp_path / "b.png")]
    window.open_paths(files)
    wait_until_settled(qtbot, window, 2)
    readings = [entry.reading.elapsed for entry in window.desk.studies]
    window.desk.show_path(files[1])
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert len(window.desk.studies) == 0
    assert window.banner.text == "2 radiographs closed."
    monkeypatch.setattr(Reader, "read_prepared", lambda *_: pytest.fail("read once more"))
    QTest.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=_LONG)
    assert [entry.reading.elapsed for entry in window.desk.studies] == readings
    assert window.desk.current.path == files[1]
    assert not window.banner.isVisible()


def test_closing_all_is_undone_by_the_key_of_undo(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_normal(tmp_path / "a.png"), write_pneumonia(tmp_path / "b.png")])
    wait_until_settled(qtbot, window, 2)
    undo = window.commands["edit.undo"]
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert undo.text() == "&Undo: close all"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=_LONG)
    assert len(window.desk.studies) == 2
    assert not window.banner.isVisible()
    assert not undo.isEnabled()


def test_what_was_closed_does_not_come_back_among_what_was_opened_since(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_normal(tmp_path / "a.png")])
    wait_until_settled(qtbot, window, 1)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    broken = write_text(tmp_path / "b.jpg")
    window.open_paths([broken])
    qtbot.waitUntil(lambda: window.desk.current.open_error is not None, timeout=_LONG)
    assert not window.commands["edit.undo"].isEnabled()


def test_a_file_opened_alone_leads_to_those_beside_it_after_closing_is_undone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    first, second = write_normal(tmp_path / "a.png"), write_pneumonia(tmp_path / "b.png")
    window.open_paths([first])
    wait_for_reading(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.desk.current.path == second, timeout=_LONG)


def test_f11_gives_the_whole_screen_and_takes_it_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_escape_takes_the_screen_back_wherever_the_keys_go(window: MainWindow) -> None:
    search = window.worklist_page.filters.search
    for worklist, focus in ((False, window.viewports.active), (True, search)):
        window.commands["page.worklist"].setChecked(worklist)
        focus.setFocus()
        QTest.keyClick(window, Qt.Key.Key_F11)
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        assert not window.isFullScreen()
        assert not window.commands["page.full_screen"].isChecked()


def test_escape_puts_a_tool_away_before_it_leaves_full_screen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_normal(tmp_path / "a.png")])
    wait_for_reading(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    QTest.keyClick(window, Qt.Key.Key_D)
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Escape)
    assert window.isFullScreen()
    assert not window.commands["measure.length"].isChecked()
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_the_desktop_ending_full_screen_unchecks_the_command(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F11)
    window.showNormal()
    qtbot.waitUntil(lambda: not window.commands["page.full_screen"].isChecked())


def test_closed_by_its_title_bar_in_the_middle_of_a_batch_the_window_keeps_what_was_read(
    qtbot: QtBot,
    window: MainWindow,
    open_window: OpenWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "many"
    write_many(folder, 40)
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_five_and_wait(*arguments, **named):
        if next(count) >= 5:
            go_on.wait(0.2)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_five_and_wait)
    window.read_folder([folder])
    qtbot.waitUntil(lambda: window.worklist_page.model.rowCount() >= 5, timeout=_LONG)
    close = QCloseEvent()
    QApplication.sendEvent(window, close)  # what the desktop sends for the button of the title bar
    assert close.type() == QEvent.Type.Close
    assert close.isAccepted()
    go_on.set()
    again = open_window()
    qtbot.waitUntil(lambda: 5 <= again.worklist_page.model.rowCount() < 40, timeout=_LONG)


def test_the_title_names_the_page_or_the_radiograph(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert window.windowTitle() == "Hilum"
    window.open_paths([write_normal(tmp_path / "a.png")])
    wait_for_reading(qtbot, window)
    assert window.windowTitle() == "a.png - Hilum"
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.windowTitle() == "Worklist - Hilum"


def test_a_filter_that_lets_no_row_through_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    write_normal(tmp_path / "a.png")
    window.read_folder([tmp_path])
    settle(qtbot, window)
    page = window.worklist_page
    QTest.keyClicks(page.filters.search, "nothing like it")
    settle(qtbot, window)
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "No rows match" in shown
    page.filters.search.clear()
    settle(qtbot, window)
    assert page.table.isVisible()


def test_the_question_mark_lists_every_key_as_it_is_now(window: MainWindow) -> None:
    preferences = window._program.preferences
    preferences.change(key_changes={"window.invert": ("K",)})
    QTest.keyClick(window, Qt.Key.Key_Question)
    dialog = window.findChild(KeysDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts[texts.index("Invert") - 1] == "K"
    keyed = [one for one in window.commands if one.shortcuts()]
    assert len(texts) > 2 * len(keyed)
    dialog.close()
