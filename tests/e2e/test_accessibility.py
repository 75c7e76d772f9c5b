"""Keyboard alone reaches everything, the focus can be seen, and every control has a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QKeySequenceEdit,
    QScrollArea,
    QScrollBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import drain
from tests.dicom_files import write_dicom
from viewer.reading import Provider
from viewer.ui.app import make_application
from viewer.ui.main_window import MainWindow
from viewer.ui.program import Program
from viewer.ui.settings.dialog import SettingsDialog

_DIALOGS = ("file.settings", "help.keys", "help.tags", "help.log", "help.trouble", "help.about")
_TAB = Qt.FocusPolicy.TabFocus
_WHOLE = (QComboBox, QAbstractSpinBox, QKeySequenceEdit)
"""What stands inside one of these is its own affair."""
_OF_QT = (QHeaderView, QScrollBar)


@pytest.fixture(scope="module")
def opened(
    qapp: QApplication,  # noqa: ARG001
    stand_in_model: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MainWindow]:
    """One window for all of this, since nothing here changes what is open."""
    make_application()
    folder = tmp_path_factory.mktemp("accessibility")
    settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    program = Program(settings, folder / "state", stand_in_model, Provider.CPU)
    window = MainWindow(program)
    window.show()
    window.activateWindow()
    window.open_paths([write_dicom(folder / "a.dcm")])
    while window.desk.current.reading is None:
        QTest.qWait(10)
    yield window
    window.close()
    window.deleteLater()
    program.deleteLater()
    drain()


def _pages_of_dialogs(qtbot: QtBot, window: MainWindow) -> Iterator[tuple[str, list[QWidget]]]:
    """Every dialog, opened and closed again, with its controls; of the settings each page."""
    for id in _DIALOGS:
        window.commands[id].trigger()
        dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        if isinstance(dialog, SettingsDialog):
            for page in dialog.pages:
                dialog.turn_to(type(page))
                yield f"{id}, {page.title}", _controls(dialog)
        else:
            yield id, _controls(dialog)
        dialog.close()
        drain()


def _controls(root: QWidget) -> list[QWidget]:
    """What can have the focus now, apart from what Qt puts inside a control."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() & _TAB == _TAB
        and widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.window() is root.window()
        and widget.focusProxy() is None
        and not isinstance(widget, _OF_QT)
        and not _inside(widget, root)
    ]


def _inside(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent, _WHOLE):
            return True
        parent = parent.parentWidget()
    return False


def _nameless(controls: list[QWidget]) -> list[str]:
    return [str(one) for one in controls if not _name(one)]


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _reached() -> set[QWidget]:
    """What the focus comes to, going round by Tab."""
    reached: set[QWidget] = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return reached


def _unmarked(controls: list[QWidget]) -> list[str]:
    """What looks the same with the focus as without."""
    same = []
    for control in controls:
        control.clearFocus()
        before = control.grab().toImage()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        if control.grab().toImage() == before:
            same.append(str(control))
    return same


def test_every_control_of_the_window_has_a_name(opened: MainWindow) -> None:
    assert _nameless(_controls(opened)) == []


def test_every_control_has_a_name_while_reading_blind(opened: MainWindow) -> None:
    opened.commands["reading.blind"].trigger()
    nameless = _nameless(_controls(opened))
    opened.commands["reading.blind"].trigger()
    assert nameless == []


def test_every_button_of_the_toolbar_has_a_name(opened: MainWindow) -> None:
    buttons = opened.findChild(QToolBar).findChildren(QWidget)
    shown = [button for button in buttons if button.inherits("QToolButton") and button.isVisible()]
    assert shown
    assert _nameless(shown) == []


def test_every_control_of_the_worklist_has_a_name(opened: MainWindow) -> None:
    opened.pages.turn(worklist=True)
    nameless = _nameless(_controls(opened))
    opened.pages.turn(worklist=False)
    assert nameless == []


def test_tab_reaches_every_control_of_the_window(opened: MainWindow) -> None:
    opened.viewports.active.setFocus()
    left = set(_controls(opened)) - _reached()
    assert [str(control) for control in left] == []


def test_the_focus_can_be_seen_on_every_control_of_the_window(opened: MainWindow) -> None:
    controls = [one for one in _controls(opened) if not _only_scrolls(one)]
    viewport = opened.viewports.active
    assert _unmarked([one for one in controls if one is not viewport]) == []


def _only_scrolls(widget: QWidget) -> bool:
    return isinstance(widget, QScrollArea)


def test_every_control_of_every_dialog_has_a_name(qtbot: QtBot, opened: MainWindow) -> None:
    left = {page: _nameless(controls) for page, controls in _pages_of_dialogs(qtbot, opened)}
    assert {page: names for page, names in left.items() if names} == {}


def test_tab_reaches_every_control_of_every_dialog(qtbot: QtBot, opened: MainWindow) -> None:
    left = {}
    for page, controls in _pages_of_dialogs(qtbot, opened):
        controls[0].setFocus()
        left[page] = [str(control) for control in set(controls) - _reached()]
    assert {page: controls for page, controls in left.items() if controls} == {}


def test_the_focus_can_be_seen_on_every_control_of_every_dialog(
    qtbot: QtBot, opened: MainWindow
) -> None:
    same = {
        page: _unmarked([one for one in controls if not _only_scrolls(one)])
        for page, controls in _pages_of_dialogs(qtbot, opened)
    }
    assert {page: controls for page, controls in same.items() if controls} == {}


def test_every_command_stands_in_a_menu_so_that_keys_reach_it(opened: MainWindow) -> None:
    listed = set()
    menus = [action.menu() for action in opened.menuBar().actions()]
    while menus:
        for action in menus.pop().actions():
            listed.add(action.objectName())
            menus += [action.menu()] if action.menu() else []
    assert {action.objectName() for action in opened.commands} <= listed
