"""A day's work in a language that brackets each text, so that one past the catalogue is seen."""

import gettext
import platform
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow, drain
from tests.dicom_files import write_dicom
from tests.e2e.test_opening_radiographs import wait_for_reading
from tests.pictures import write_text
from viewer.ui import texts
from viewer.ui.main_window import MainWindow
from viewer.ui.recent import shortened
from viewer.ui.settings.dialog import SettingsDialog

_LONG = 20_000
_DIALOGS = (
    *("help.keys", "help.about", "help.log", "help.trouble", "file.export_png", "file.export_pdf"),
    *("file.settings", "reading.export_agreement"),
)
_BRACKETED = re.compile("⟦[^⟦⟧]*⟧", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3,}")
_READERS = ("windowTitle", "text", "title", "placeholderText", "toolTip", "statusTip")
_SAME_EVERYWHERE = {
    *("Hilum", "DICOM", "VOI", "LUT", "CPU", "CSV", "PNG", "PDF", "SHA", "OHIF", "Weasis", "Horos"),
    *("Ctrl", "Shift", "Alt", "Del", "Space", "Left", "Right", "Down", "PgUp", "PgDown", "Return"),
    *("Ember", "Viridis", "Cividis", "English", "Español"),
    *("CPUExecutionProvider", *_WORD.findall(" ".join(platform.uname()))),
}
_OF_QT = {"Cancel", "Close", "Save"}
"""Qt's own catalogue has these."""
_OF_THE_MODEL = {
    *("Stand", "brightness", "none", "Tests", "only", "anything", "else", "balanced", "Half"),
    *("way", "sensitive", "Misses", "fewer", "AUC"),
}
"""A model's card is in the language of whoever made the model."""


class _Brackets(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def translate(self, english: str) -> str:
        return f"⟦{english}⟧" if english else ""


@pytest.fixture
def window(open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """Everything that is made from now on speaks in brackets."""
    brackets = _Brackets()
    monkeypatch.setattr(texts, "_translation", brackets)
    monkeypatch.setattr(texts, "_sayings", brackets)
    return open_window()


def _past_the_catalogue(root: QWidget, names: set[str]) -> dict[str, str]:
    """Each text with words that went through no `tr`, and the widget or action that shows it."""
    allowed = _SAME_EVERYWHERE | _OF_THE_MODEL | names
    return {
        text: owner
        for owner, text in _texts_of(root)
        if set(_WORD.findall(_without_brackets(text.replace("&", "")))) - allowed
    }


def _without_brackets(text: str) -> str:
    """Less what is bracketed, also where one bracketed text fills the gap of another."""
    before = ""
    while before != text:
        before, text = text, _BRACKETED.sub("", text)
    return text


def _texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.objectName().startswith("qt_"):
            continue
        yield from _own_texts(widget)
        if isinstance(widget, QComboBox):
            yield from ((_named(widget), widget.itemText(row)) for row in range(widget.count()))
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((_named(widget), text) for text in _cells(widget.model()))
    for action in root.findChildren(QAction):
        yield from ((_named(action), text) for text in (action.text(), action.toolTip()))


def _own_texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    for name in _READERS:
        reader = getattr(widget, name, None)
        text = reader() if callable(reader) else reader
        if isinstance(text, str):
            yield f"{_named(widget)}.{name}", text
    yield f"{_named(widget)}.accessibleName", widget.accessibleName()


def _named(thing: QWidget | QAction) -> str:
    return f"{type(thing).__name__} {thing.objectName()}"


def _cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for column in range(columns):
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        for cell in (heading, *(index.data() for index in _column(model, above, column))):
            if isinstance(cell, str):
                yield cell


def _column(model: QAbstractItemModel, parent: QModelIndex, column: int) -> list[QModelIndex]:
    return [model.index(row, column, parent) for row in range(model.rowCount(parent))]


def _words_of(folder: Path) -> set[str]:
    """Of its path, and of what the menu of recent files leaves of that."""
    return {*_WORD.findall(str(folder)), *_WORD.findall(shortened(folder / "a.dcm"))}


def test_all_that_the_window_says_of_a_radiograph_goes_through_the_catalogue(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_dicom(tmp_path / "a.dcm")])
    wait_for_reading(qtbot, window)

    names = {"Roe", "Jane", *_words_of(tmp_path), "dcm"}
    assert _past_the_catalogue(window, names) == {}


def test_all_that_the_dialogs_say_goes_through_the_catalogue(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open_paths([write_dicom(tmp_path / "a.dcm")])
    wait_for_reading(qtbot, window)
    found: dict[str, str] = {}
    names = {*_OF_QT, *_words_of(tmp_path)}
    for command in _DIALOGS:
        window.commands[command].trigger()
        dialog = next(child for child in window.findChildren(QDialog) if child.isVisible())
        if isinstance(dialog, SettingsDialog):
            for page in dialog.pages:
                dialog.turn_to(type(page))
        found |= _past_the_catalogue(dialog, names)
        dialog.close()
        drain()

    assert found == {}


def test_all_that_the_worklist_says_goes_through_the_catalogue(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    write_text(folder / "b.dcm")
    window.read_folder([folder])
    qtbot.waitUntil(lambda: not window.batch.running, timeout=_LONG)
    names = _words_of(folder) | {"dcm"}

    assert _past_the_catalogue(window.worklist_page, names) == {}


def test_an_error_goes_through_the_catalogue(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = write_text(tmp_path / "a.dcm")
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.open_error is not None, timeout=_LONG)

    assert _past_the_catalogue(window, _words_of(path.parent) | set(_WORD.findall(path.name))) == {}
