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
from viewer.ui.settings.windows import WindowsPage

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


def test_a_cancelled_dialog_changes_nothing(
    window: MainWindow, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.list.choose("window.invert")
    _press(keys.edits.edits[0], Qt.Key.Key_K)
    dialog.reject()
    assert window.commands["window.invert"].shortcut().toString() == "I"


def test_a_key_that_two_commands_want_is_told_and_settled_by_the_person(
    window: MainWindow, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.list.choose("view.fit")
    _press(keys.edits.edits[1], Qt.Key.Key_H)
    assert "“Fit” and “Flip horizontally”" in keys.conflict.text()
    assert not dialog.ok.isEnabled()
    QTest.mouseClick(keys.take, Qt.MouseButton.LeftButton)
    assert dialog.ok.isEnabled()
    _save(dialog)
    fit = [keys.toString() for keys in window.commands["view.fit"].shortcuts()]
    assert fit == ["=", "H"]
    assert window.commands["view.flip_horizontally"].shortcuts() == []


def test_one_command_is_reset_and_then_all(keys: KeysPage) -> None:
    for id in ("view.fit", "window.invert"):
        keys.list.choose(id)
        QTest.mouseClick(keys.edits.removers[0], Qt.MouseButton.LeftButton)
    assert set(keys.choices()["key_changes"]) == {"view.fit", "window.invert"}
    QTest.mouseClick(keys.reset, Qt.MouseButton.LeftButton)
    assert set(keys.choices()["key_changes"]) == {"view.fit"}
    QTest.mouseClick(keys.reset_all, Qt.MouseButton.LeftButton)
    assert keys.choices()["key_changes"] == {}


def test_the_keys_of_another_viewer_are_taken_as_a_whole(
    window: MainWindow, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.profile.setCurrentIndex(keys.profile.findData("horos"))
    keys.profile.activated.emit(keys.profile.currentIndex())
    _save(dialog)
    assert window.commands["measure.length"].shortcut().toString() == "L"
    assert window.commands["show.overlays"].shortcut().toString() == "Shift+L"


def test_a_search_leaves_the_commands_that_are_meant(keys: KeysPage) -> None:
    QTest.keyClicks(keys.search, "cardio")
    shown = [
        keys.list.itemBelow(keys.list.topLevelItem(place)).text(0)
        for place in range(keys.list.topLevelItemCount())
        if not keys.list.topLevelItem(place).isHidden()
    ]
    assert shown == ["Cardiothoracic ratio"]


def test_changed_keys_are_there_at_the_next_start(
    window: MainWindow, keys: KeysPage, dialog: SettingsDialog, open_window: OpenWindow
) -> None:
    keys.list.choose("window.invert")
    _press(keys.edits.edits[0], Qt.Key.Key_K)
    _save(dialog)
    window.close()
    assert open_window().commands["window.invert"].shortcut().toString() == "K"


def test_an_own_window_gets_a_name(window: MainWindow, dialog: SettingsDialog) -> None:
    dialog.turn_to(WindowsPage)
    QTest.keyClicks(dialog.page(WindowsPage).names["7"], "Nodules")
    _save(dialog)
    assert window.commands["window.own_7"].text() == "Nodules"


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


def test_without_a_list_of_recent_files_none_is_kept(
    qtbot: QtBot, window: MainWindow, dialog: SettingsDialog, tmp_path: Path
) -> None:
    dialog.turn_to(PrivacyPage)
    QTest.mouseClick(
        dialog.page(PrivacyPage).keep,
        Qt.MouseButton.LeftButton,
        pos=dialog.page(PrivacyPage).keep.rect().center() / 4,
    )
    assert not dialog.page(PrivacyPage).keep.isChecked()
    _save(dialog)
    _open_file(qtbot, window, write_normal(tmp_path / "a.png"))
    assert not window.menus.recent.isEnabled()


def test_the_settings_are_reached_and_saved_by_keys_alone(
    window: MainWindow, dialog: SettingsDialog
) -> None:
    QTest.keyClick(dialog.subjects, Qt.Key.Key_Down)
    QTest.keyClick(dialog.subjects, Qt.Key.Key_Down)
    assert dialog.page(WindowsPage).isVisible()
    dialog.page(WindowsPage).names["8"].setFocus()
    QTest.keyClicks(dialog.page(WindowsPage).names["8"], "Lines")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert window.commands["window.own_8"].text() == "Lines"
