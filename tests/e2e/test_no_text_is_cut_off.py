"""In every language each text has the room that it asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow, drain
from tests.dicom_files import write_dicom
from tests.e2e.test_opening_radiographs import wait_for_reading
from viewer.ui import texts
from viewer.ui.commands.toolbar import Toolbar
from viewer.ui.main_window import MainWindow
from viewer.ui.settings.dialog import SettingsDialog

_DIALOGS = (
    *("help.keys", "help.tags", "help.about", "help.log", "help.trouble", "file.settings"),
    *("file.export_png", "file.export_pdf"),
)


@pytest.fixture(params=sorted(texts.LANGUAGES))
def opened(
    request: pytest.FixtureRequest, qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window in one of the languages, with a radiograph."""
    texts.use(request.param)
    window = open_window()
    window.open_paths([write_dicom(tmp_path / "a.dcm")])
    wait_for_reading(qtbot, window)
    yield window
    texts.use("en")


def _cut_off(root: QWidget) -> list[str]:
    """The texts in sight that have less room than they ask for."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and widget.width() > 0:
            found += [text for text, fits in _fits(widget) if not fits]
    return found


def _fits(widget: QWidget) -> Iterator[tuple[str, bool]]:
    if isinstance(widget, QLabel) and widget.text():
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            return  # so that a long path does not push the others out
        yield widget.text(), _label_fits(widget)
    elif isinstance(widget, QPushButton | QCheckBox) and widget.text():
        yield widget.text(), widget.width() >= widget.minimumSizeHint().width()
    elif isinstance(widget, QComboBox) and widget.count():
        yield widget.currentText(), widget.width() >= widget.minimumSizeHint().width()
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for section in range(widget.count()):
            heading = str(widget.model().headerData(section, widget.orientation()))
            yield heading, widget.sectionSize(section) >= widget.sectionSizeHint(section)
    elif isinstance(widget, QToolBar):
        rest = widget.findChild(QToolButton, "qt_toolbar_ext_button")
        yield "the toolbar", rest is None or not rest.isVisible()


def _label_fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width())
    return label.width() >= label.sizeHint().width()


def test_the_window_cuts_off_no_text(opened: MainWindow) -> None:
    assert _cut_off(opened) == []


def test_words_of_the_toolbar_give_way_in_a_narrow_window_and_no_button(
    opened: MainWindow,
) -> None:
    bar = opened.findChild(Toolbar)
    buttons = [bar.widgetForAction(one) for one in bar.actions() if not one.isSeparator()]
    with_word, words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, []
    for width in (1366, 1280, 1024, 1440):
        opened.resize(width, 768)
        drain()
        assert all(button.isVisible() for button in buttons)
        words.append([button.toolButtonStyle() for button in buttons].count(with_word))
    assert words[2] < words[3]  # they come back with the room


def test_the_worklist_cuts_off_no_text(opened: MainWindow) -> None:
    opened.commands["page.worklist"].trigger()

    assert _cut_off(opened) == []


def test_no_dialog_cuts_off_a_text(opened: MainWindow) -> None:
    found: list[str] = []
    for command in _DIALOGS:
        opened.commands[command].trigger()
        dialog = next(child for child in opened.findChildren(QDialog) if child.isVisible())
        drain()
        if isinstance(dialog, SettingsDialog):
            for page in dialog.pages:
                dialog.turn_to(type(page))
                found += _cut_off(dialog)
        found += [f"{command}: {text}" for text in _cut_off(dialog)]
        dialog.close()
        drain()

    assert found == []


def test_a_text_without_its_room_is_found(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel("Probability of pneumonia", root)
    label.setFixedWidth(20)
    root.show()

    assert _cut_off(root) == ["Probability of pneumonia"]
