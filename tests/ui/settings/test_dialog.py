"""The settings while they are edited, without a window behind them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QKeySequenceEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import drain
from viewer.ui.app import make_application
from viewer.ui.preferences import PreferenceStore
from viewer.ui.settings.dialog import SettingsDialog
from viewer.ui.settings.keys import KeysPage
from viewer.ui.settings.privacy import PrivacyPage
from viewer.ui.settings.windows import WindowsPage

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def store(tmp_path: Path) -> PreferenceStore:
    return PreferenceStore(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def dialog_of(qtbot: QtBot, store: PreferenceStore) -> Iterator[Callable[[], SettingsDialog]]:
    """Open the dialog on what is kept by then."""
    make_application()
    parent = QWidget()

    def open_it() -> SettingsDialog:
        dialog = SettingsDialog(store, (), parent)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        return dialog

    yield open_it
    parent.deleteLater()
    drain()


@pytest.fixture
def dialog(dialog_of: Callable[[], SettingsDialog]) -> SettingsDialog:
    return dialog_of()


@pytest.fixture
def keys(dialog: SettingsDialog) -> KeysPage:
    dialog.turn_to(KeysPage)
    return dialog.page(KeysPage)


def press(edit: QKeySequenceEdit, key: Qt.Key) -> None:
    QTest.keyClick(edit, key)
    edit.editingFinished.emit()  # it waits a moment for another key by itself


def test_a_cancelled_dialog_changes_nothing(
    store: PreferenceStore, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.list.choose("window.invert")
    press(keys.edits.edits[0], Qt.Key.Key_K)
    dialog.reject()
    assert store.current.key_changes == {}


def test_a_key_that_two_commands_want_is_told_and_settled_by_the_person(
    store: PreferenceStore, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.list.choose("view.fit")
    press(keys.edits.edits[1], Qt.Key.Key_H)
    assert "“Fit” and “Flip horizontally”" in keys.conflict.text()
    assert not dialog.ok.isEnabled()
    QTest.mouseClick(keys.take, _LEFT)
    QTest.mouseClick(dialog.ok, _LEFT)
    assert store.current.key_changes == {"view.fit": ("=", "H"), "view.flip_horizontally": ()}


def test_the_other_command_can_have_the_key_too(keys: KeysPage, dialog: SettingsDialog) -> None:
    keys.list.choose("view.fit")
    press(keys.edits.edits[1], Qt.Key.Key_H)
    keys.list.choose("view.flip_horizontally")
    QTest.mouseClick(keys.take, _LEFT)
    assert dialog.ok.isEnabled()
    assert keys.choices()["key_changes"] == {}


def test_one_command_is_reset_and_then_all(keys: KeysPage) -> None:
    for id in ("view.fit", "window.invert"):
        keys.list.choose(id)
        QTest.mouseClick(keys.edits.removers[0], _LEFT)
    assert set(keys.choices()["key_changes"]) == {"view.fit", "window.invert"}
    QTest.mouseClick(keys.reset, _LEFT)
    assert set(keys.choices()["key_changes"]) == {"view.fit"}
    QTest.mouseClick(keys.reset_all, _LEFT)
    assert keys.choices()["key_changes"] == {}


def test_a_search_leaves_the_commands_that_are_meant(keys: KeysPage) -> None:
    QTest.keyClicks(keys.search, "cardio")
    menus = [keys.list.topLevelItem(place) for place in range(keys.list.topLevelItemCount())]
    shown = [keys.list.itemBelow(menu).text(0) for menu in menus if not menu.isHidden()]
    assert shown == ["Cardiothoracic ratio"]


def test_the_keys_of_another_viewer_leave_no_changes_behind(
    store: PreferenceStore, keys: KeysPage, dialog: SettingsDialog
) -> None:
    keys.list.choose("window.invert")
    press(keys.edits.edits[0], Qt.Key.Key_K)
    keys.profile.setCurrentIndex(keys.profile.findData("horos"))
    keys.profile.activated.emit(keys.profile.currentIndex())
    QTest.mouseClick(dialog.ok, _LEFT)
    assert store.current.key_profile == "horos"
    assert store.current.key_changes == {}


def test_the_settings_are_reached_and_saved_by_keys_alone(
    store: PreferenceStore, dialog: SettingsDialog
) -> None:
    for _ in range(2):
        QTest.keyClick(dialog.subjects, Qt.Key.Key_Down)
    names = dialog.page(WindowsPage).names
    assert names["8"].isVisible()
    names["8"].setFocus()
    QTest.keyClicks(names["8"], "Lines")
    QTest.keyClick(names["8"], Qt.Key.Key_Return)
    assert store.current.own_window_names == {"8": "Lines"}


def test_an_own_window_can_be_forgotten(
    store: PreferenceStore, dialog_of: Callable[[], SettingsDialog]
) -> None:
    store.change(own_windows={"7": (0.5, 0.2), "9": (0.4, 0.1)})
    dialog = dialog_of()
    dialog.turn_to(WindowsPage)
    QTest.mouseClick(dialog.page(WindowsPage).forget["7"], _LEFT)
    QTest.mouseClick(dialog.ok, _LEFT)
    assert set(store.current.own_windows) == {"9"}


def test_without_the_list_of_recent_files_those_in_it_go(
    store: PreferenceStore, dialog_of: Callable[[], SettingsDialog]
) -> None:
    store.change(recent=("/a", "/b"))
    dialog = dialog_of()
    dialog.turn_to(PrivacyPage)
    QTest.mouseClick(dialog.page(PrivacyPage).keep, _LEFT, pos=QPoint(8, 8))
    QTest.mouseClick(dialog.ok, _LEFT)
    assert not store.current.keep_recent
    assert store.current.recent == ()
