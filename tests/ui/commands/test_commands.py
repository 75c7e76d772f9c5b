"""The commands as the actions of a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from viewer.ui.commands.commands import Commands
from viewer.ui.commands.menus import Menus
from viewer.ui.commands.toolbar import Toolbar
from viewer.ui.main_window import MainWindow
from viewer.ui.preferences import PreferenceStore


@pytest.fixture
def store(tmp_path: Path) -> PreferenceStore:
    return PreferenceStore(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def commands(qtbot: QtBot, store: PreferenceStore) -> Iterator[Commands]:  # noqa: ARG001
    window = QMainWindow()
    commands = Commands(window, store)
    Menus(window, commands)
    window.addToolBar(Toolbar(window, commands))
    yield commands
    window.deleteLater()


def test_what_nobody_connected_is_disabled_though_menus_and_toolbar_show_it(
    commands: Commands,
) -> None:
    commands.settle()
    assert not any(action.isEnabled() for action in commands)


def test_what_nobody_connected_stays_disabled_when_a_radiograph_is_shown(
    commands: Commands,
) -> None:
    commands["view.fit"].triggered.connect(lambda: None)
    commands.show_radiograph(True)
    assert commands["view.fit"].isEnabled()
    assert not commands["view.actual"].isEnabled()


def test_in_the_window_every_command_does_something(window: MainWindow) -> None:
    left = [one.objectName() for one in window.commands]
    assert [id for id in left if not window.commands.connected(id)] == []


def test_one_tool_is_chosen_at_a_time_and_chosen_again_gives_back_the_window_tool(
    commands: Commands,
) -> None:
    commands.show_radiograph(True)
    for id in ("tool.zoom", "measure.length"):
        commands[id].setEnabled(True)
        commands[id].trigger()
    assert commands["measure.length"].isChecked()
    assert not commands["tool.zoom"].isChecked()
    commands["measure.length"].trigger()
    assert commands["tool.window"].isChecked()
    assert not commands["measure.length"].isChecked()


def test_a_tool_can_be_chosen_again_after_it_was_given_back(commands: Commands) -> None:
    length = commands["measure.length"]
    length.setEnabled(True)
    for _ in range(3):
        length.trigger()
    assert length.isChecked()


def test_changed_keys_count_at_once_and_stand_in_the_tip(
    commands: Commands, store: PreferenceStore
) -> None:
    store.change(key_changes={"view.fit": ("F",)})
    assert commands["view.fit"].shortcut().toString() == "F"
    assert commands["view.fit"].toolTip().endswith("(F)")
    store.change(key_profile="ohif", key_changes={})
    assert commands["view.rotate_left"].shortcut().toString() == "L"
    assert commands["view.fit"].shortcut().toString() == "="


@pytest.mark.parametrize("key", ["End", "Return"])
def test_a_key_that_a_control_needs_is_left_to_it_whatever_command_has_it(
    window: MainWindow, key: str
) -> None:
    window._program.preferences.change(key_changes={"reading.blind": (key,)})
    pressed, control = getattr(Qt.Key, f"Key_{key}"), window.reading_panel.points
    control.setFocus()
    QTest.keyClick(control, pressed)
    assert not window.commands["reading.blind"].isChecked()
    window.viewports.active.setFocus()
    QTest.keyClick(window.viewports.active, pressed)
    assert window.commands["reading.blind"].isChecked()
