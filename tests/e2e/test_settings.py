"""What a person does in the settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QKeySequenceEdit
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.e2e.test_opening_radiographs import wait_for_reading
from tests.pictures import write_normal
from viewer.ui.main_window import MainWindow
from viewer.ui.settings.dialog import SettingsDialog
from viewer.ui.settings.keys import KeysPage
from viewer.ui.settings.privacy import PrivacyPage
from viewer.ui.settings.reading import ReadingSettings

_CTRL = Qt.KeyboardModifier.ControlModifier
_LONG = 20_000


@pytest.fixture
def dialog(window: MainWindow) -> SettingsDialog:
    return _open(window)


@pytest.fixture
def keys(dialog: SettingsDialog) -> KeysPage:
    dialog.turn_to(KeysPage)
    return dialog.page(KeysPage)


def _open(window: MainWindow) -> SettingsDialog:
    QTest.keyClick(window, Qt.Key.Key_Comma, _CTRL)
    return window.findChildren(SettingsDialog)[-1]


def _save(dialog: SettingsDialog) -> None:
    QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    dialog.parentWidget().activateWindow()


def _press(edit: QKeySequenceEdit, key: Qt.Key) -> None:
    QTest.keyClick(edit, key)
    edit.editingFinished.emit()  # it waits a moment for another key by itself


def _open_file(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.open_paths([path])
    wait_for_reading(qtbot, window)


def test_a_key_that_was_given_works_after_saving(
    qtbot: QtBot, window: MainWindow, keys: KeysPage, dialog: SettingsDialog, tmp_path: Path
) -> None:
    keys.list.choose("window.invert")
    _press(keys.edits.edits[0], Qt.Key.Key_K)
    _save(dialog)
    _open_file(qtbot, window, write_normal(tmp_path / "a.png"))
    QTest.keyClick(window.viewports.active, Qt.Key.Key_I)
    assert not window.viewports.active.canvas.inverted
    QTest.keyClick(window.viewports.active, Qt.Key.Key_K)
    assert window.viewports.active.canvas.inverted


def test_changed_keys_are_there_at_the_next_start(
    window: MainWindow, keys: KeysPage, dialog: SettingsDialog, open_window: OpenWindow
) -> None:
    keys.list.choose("window.invert")
    _press(keys.edits.edits[0], Qt.Key.Key_K)
    _save(dialog)
    window.close()
    assert open_window().commands["window.invert"].shortcut().toString() == "K"


def test_the_preferred_operating_point_is_there_at_the_next_start(
    window: MainWindow, dialog: SettingsDialog, open_window: OpenWindow
) -> None:
    page = dialog.page(ReadingSettings)
    page.point.setCurrentIndex(page.point.count() - 1)
    wanted = page.point.currentData()
    assert wanted != window.desk.operating_point.name
    _save(dialog)
    window.close()
    again = open_window()
    assert again.desk.operating_point.name == wanted
    assert again.reading_panel.points.currentText().startswith(wanted)


def test_recent_files_are_listed_opened_again_and_forgotten(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = write_normal(tmp_path / "a.png")
    _open_file(qtbot, window, path)
    window.commands["file.close_all"].trigger()
    listed = window.menus.recent.actions()
    assert "a.png" in listed[0].text()
    listed[0].trigger()
    wait_for_reading(qtbot, window)
    assert window.desk.current.path == path
    dialog = _open(window)
    dialog.turn_to(PrivacyPage)
    QTest.mouseClick(dialog.page(PrivacyPage).clear, Qt.MouseButton.LeftButton)
    _save(dialog)
    assert not window.menus.recent.isEnabled()
