"""A batch of each kind of file, run by the window, and one that is held up."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.e2e.gestures import drop
from tests.pictures import write_normal, write_pneumonia, write_text
from tests.worklists import settle
from viewer.reading import Reader
from viewer.ui.main_window import MainWindow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One radiograph of each kind."""
    folder = tmp_path / "folder"
    folder.mkdir()
    write_normal(folder / "a-normal.png")
    write_pneumonia(folder / "b-pneumonia.png")
    (folder / "c-chest.dcm").write_bytes(CHEST_DICOM.read_bytes())
    (folder / "d-extremity.dcm").write_bytes(EXTREMITY_DICOM.read_bytes())
    write_text(folder / "e-text.jpg")
    return folder


@pytest.fixture
def done(qtbot: QtBot, window: MainWindow, folder: Path) -> MainWindow:
    """The window after the batch, on its second page."""
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert drop(window, [folder])
    settle(qtbot, window)
    return window


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Five radiographs are read, and the others only once this is set."""
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_five_and_wait(*arguments, **named):
        if next(count) >= 5:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_five_and_wait)
    return go_on
