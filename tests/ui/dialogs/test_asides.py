"""The log, the trouble report and the box that says what Hilum is."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from viewer.ui.dialogs import asides
from viewer.ui.dialogs.about import AboutDialog
from viewer.ui.dialogs.log import LogDialog
from viewer.ui.dialogs.trouble import TroubleDialog
from viewer.ui.main_window import MainWindow


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(asides, "log_file", lambda: tmp_path / "logs" / "hilum.log")
    (tmp_path / "logs").mkdir()
    return tmp_path / "logs" / "hilum.log"


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    return open_window(wait=False)


def _opened(window: MainWindow, command: str) -> QDialog:
    window.commands[command].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def _press(dialog: QDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def test_without_a_log_the_viewer_says_that_nothing_went_wrong(window: MainWindow) -> None:
    dialog = _opened(window, "help.log")
    assert isinstance(dialog, LogDialog)
    assert dialog.state.text() == "Nothing has gone wrong so far."


def test_the_log_shows_the_older_file_first_and_is_read_again_when_asked(
    window: MainWindow, log: Path
) -> None:
    log.with_name("hilum.log.1").write_text("older\n")
    log.write_text("newer\n")
    dialog = _opened(window, "help.log")
    assert isinstance(dialog, LogDialog)
    assert dialog.text.toPlainText() == "older\nnewer\n"
    log.write_text("newest\n")
    _press(dialog, "Read again")
    assert dialog.text.toPlainText() == "older\nnewest\n"
    _press(dialog, "Copy all")
    assert QApplication.clipboard().text() == "older\nnewest\n"


def test_the_about_box_copies_every_version(window: MainWindow) -> None:
    dialog = _opened(window, "help.about")
    assert isinstance(dialog, AboutDialog)
    _press(dialog, "Copy versions")
    assert {"Python", "numpy", "pydicom", "Model"} <= {
        line.partition(":")[0] for line in QApplication.clipboard().text().splitlines()
    }


@pytest.mark.parametrize("with_file", [True, False])
def test_a_trouble_report_is_written_with_the_open_files_structure_or_without(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    with_file: bool,
) -> None:
    window.open_paths([write_dicom(tmp_path / "Quillfeather.dcm")])
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=10_000)
    target = tmp_path / "report.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = _opened(window, "help.trouble")
    assert isinstance(dialog, TroubleDialog)
    dialog.with_file.setChecked(with_file)
    _press(dialog, "Save report…")
    qtbot.waitUntil(lambda: dialog.state.text() == "Written to report.zip.", timeout=10_000)
    with zipfile.ZipFile(target) as report:
        assert ("radiograph.dcm" in report.namelist()) is with_file
        everything = b"".join(report.read(name) for name in report.namelist())
    assert b"Screen" in everything
    assert b"Quillfeather" not in everything
    assert b"Roe^Jane" not in everything


def test_without_a_file_open_there_is_none_to_share(window: MainWindow) -> None:
    dialog = _opened(window, "help.trouble")
    assert isinstance(dialog, TroubleDialog)
    assert not dialog.with_file.isEnabled()


def test_a_report_that_cant_be_written_is_said_to_be(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(tmp_path / "missing" / "report.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    dialog = _opened(window, "help.trouble")
    assert isinstance(dialog, TroubleDialog)
    _press(dialog, "Save report…")
    qtbot.waitUntil(
        lambda: dialog.state.text().startswith("The report can't be written"), timeout=10_000
    )
