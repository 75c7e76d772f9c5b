"""A person looks at the tags of a file, finds one and copies it, all by keys."""

from pathlib import Path

import pytest
from PIL import Image
from pydicom import Dataset
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from viewer.ui.dialogs.tag_model import NAME, VALUE
from viewer.ui.dialogs.tags import TagBrowser
from viewer.ui.main_window import MainWindow

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(wait=False)


def _browse(qtbot: QtBot, window: MainWindow, path: Path) -> TagBrowser:
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=10_000)
    window.commands["help.tags"].trigger()
    browser = window.asides.tags
    assert browser is not None
    qtbot.waitUntil(lambda: browser.model.rowCount() > 0, timeout=10_000)
    return browser


def _shown(browser: TagBrowser, column: int) -> list[str]:
    rows = range(browser.found.rowCount())
    return [str(browser.found.index(row, column).data()) for row in rows]


def _look_for(qtbot: QtBot, browser: TagBrowser, text: str) -> None:
    browser.search.clear()
    QTest.keyClicks(browser.search, text)
    qtbot.waitUntil(lambda: browser.found.wanted == text.casefold(), timeout=5_000)


def test_an_element_is_found_by_its_name_tag_or_value(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm"))
    for text in ("patient's n", "(0010,0010)", "00100010", "roe^"):
        _look_for(qtbot, browser, text)
        assert _shown(browser, NAME) == ["Patient's Name"], text
    assert browser.state.text() == "1 entry"


def test_what_is_found_inside_a_sequence_shows_with_what_it_is_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    inner = Dataset()
    inner.CodeMeaning = "Thorax proper"
    browser = _browse(
        qtbot, window, write_dicom(tmp_path / "a.dcm", AnatomicRegionSequence=[inner])
    )
    _look_for(qtbot, browser, "thorax proper")
    assert _shown(browser, NAME) == ["Anatomic Region Sequence"]
    item = browser.found.index(0, 0, browser.found.index(0, 0))
    assert browser.found.index(0, VALUE, item).data() == "Thorax proper"
    assert browser.tree.isExpanded(item)


def test_what_is_nowhere_is_said_to_be(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm"))
    _look_for(qtbot, browser, "xyzzy")
    assert browser.state.text() == "Nothing of that was found."


def test_cell_row_and_path_are_copied_by_keys_and_in_full(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    long = "a long comment " * 40
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm", PatientComments=long))
    _look_for(qtbot, browser, "patient comments")
    browser.tree.setFocus()
    browser.tree.setCurrentIndex(browser.found.index(0, 0))
    for _ in range(3):
        QTest.keyClick(browser.tree, Qt.Key.Key_Right, _CTRL)
    assert browser.tree.currentIndex().column() == VALUE
    assert str(browser.tree.currentIndex().data()).endswith("…")
    QTest.keyClick(browser.tree, Qt.Key.Key_C, _CTRL)
    assert QApplication.clipboard().text() == long.strip()
    QTest.keyClick(browser.tree, Qt.Key.Key_C, _CTRL | _SHIFT)
    assert QApplication.clipboard().text().startswith("(0010,4000)\tLT\tPatient Comments\ta long")
    QTest.keyClick(browser.tree, Qt.Key.Key_C, _CTRL | Qt.KeyboardModifier.AltModifier)
    assert QApplication.clipboard().text() == "(0010,4000)"


def test_the_browser_follows_the_radiograph_that_is_looked_at(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm"))
    Image.new("L", (30, 20), 9).save(tmp_path / "b.png")
    window.open_paths([tmp_path / "b.png"])
    qtbot.waitUntil(lambda: browser.model.of_picture_file, timeout=10_000)
    assert browser.windowTitle() == "Tags of b.png"
    assert "Columns" in _shown(browser, NAME)
    assert browser.tree.isColumnHidden(0)


def test_closing_the_browser_and_asking_again_opens_another(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm"))
    QTest.keyClick(browser, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.asides.tags is None, timeout=5_000)
    window.commands["help.tags"].trigger()
    assert window.asides.tags is not None


def test_a_value_that_looks_like_html_is_told_as_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    value = "<h1>Roe</h1>"
    browser = _browse(qtbot, window, write_dicom(tmp_path / "a.dcm", PatientName=value))
    model, studies = browser.found, window.desk.studies
    rows = [model.index(row, VALUE) for row in range(model.rowCount())]
    (tip,) = [row.data(Qt.ItemDataRole.ToolTipRole) for row in rows if row.data() == value]
    heading = studies.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    for text in (tip, heading):
        document = QTextDocument()
        document.setHtml(text)
        assert value in document.toPlainText()
