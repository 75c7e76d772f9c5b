"""A person saves what is shown, as a picture and as a page."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.dicom_files import write_dicom
from viewer.ui.canvas.heatmap_item import HeatmapItem
from viewer.ui.export.dialog import ExportDialog, Kind
from viewer.ui.export.picture import Chosen
from viewer.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs pdftotext, of poppler-utils"
)


@pytest.fixture
def opened(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    window = open_window()
    window.open_paths([write_dicom(tmp_path / "Secretfile.dcm", StudyDescription="Confidential")])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=10_000)
    return window


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "saved"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def _ask(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> ExportDialog:
    window.activateWindow()  # no window manager does it after a dialog was closed
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    QTest.keyClick(window.viewports.active, key, _CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    return dialog


def _save(qtbot: QtBot, dialog: ExportDialog, file: Path) -> Path:
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(file.is_file, timeout=10_000)
    return file


def _saved_picture(
    qtbot: QtBot, window: MainWindow, target: Path, *, heatmap: bool = False, named: bool = False
) -> QImage:
    target.with_suffix(".png").unlink(missing_ok=True)
    dialog = _ask(qtbot, window, Qt.Key.Key_S)
    dialog.heatmap.setChecked(heatmap)
    dialog.named.setChecked(named)
    return QImage(str(_save(qtbot, dialog, target.with_suffix(".png"))))


def test_the_picture_is_as_large_as_was_chosen(
    qtbot: QtBot, opened: MainWindow, target: Path
) -> None:
    dialog = _ask(qtbot, opened, Qt.Key.Key_S)
    dialog.size_box.setCurrentIndex(1)
    saved = QImage(str(_save(qtbot, dialog, target.with_suffix(".png"))))
    assert saved.size() == 2 * opened.viewports.active.canvas.viewport().size()


def test_heatmap_and_name_are_in_the_picture_only_when_ticked(
    qtbot: QtBot, opened: MainWindow, target: Path
) -> None:
    bare = _saved_picture(qtbot, opened, target)
    with_heatmap = _saved_picture(qtbot, opened, target, heatmap=True)
    with_name = _saved_picture(qtbot, opened, target, named=True)
    corner = (0, 0, 38, 40)  # beside the radiograph
    assert bare.copy(*corner) == with_heatmap.copy(*corner)
    assert bare.copy(*corner) != with_name.copy(*corner)
    assert bare != with_heatmap


def test_the_name_is_not_ticked_beforehand(qtbot: QtBot, opened: MainWindow) -> None:
    assert not _ask(qtbot, opened, Qt.Key.Key_S).named.isChecked()


def test_saving_leaves_the_screen_as_it_was(qtbot: QtBot, opened: MainWindow, target: Path) -> None:
    canvas = opened.viewports.active.canvas
    before = canvas.viewport().grab().toImage()
    _saved_picture(qtbot, opened, target, heatmap=False, named=False)
    assert canvas.item is not None
    marks = [item for item in canvas.item.childItems() if isinstance(item, HeatmapItem)]
    assert [mark.isVisible() for mark in marks] == [True]
    assert canvas.viewport().grab().toImage() == before


def test_a_picture_that_cant_be_written_is_said_to_be_and_the_old_one_stays(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = str(tmp_path / "missing" / "a.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    QTest.keyClick(_ask(qtbot, opened, Qt.Key.Key_S), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "can't be written" in opened.banner.text, timeout=10_000)


def test_a_name_without_ending_never_replaces_a_file_unasked(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.png"
    kept.write_text("an earlier picture", encoding="utf-8")
    proposals = []

    def ask(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        proposals.append(proposed)
        return (str(tmp_path / "kept") if len(proposals) == 1 else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    QTest.keyClick(_ask(qtbot, opened, Qt.Key.Key_S), Qt.Key.Key_Return)
    assert proposals == ["radiograph.png", str(kept)]
    assert kept.read_text(encoding="utf-8") == "an earlier picture"


def test_no_picture_is_offered_that_other_programs_refuse(qtbot: QtBot, opened: MainWindow) -> None:
    def render(_chosen: Chosen, size: QSize) -> QImage:
        return QImage(size, QImage.Format.Format_RGB32)

    dialog = ExportDialog(Kind.PICTURE, render, QSize(3840, 2160), None, opened)
    qtbot.addWidget(dialog)
    offered = [dialog.size_box.itemData(place) for place in range(dialog.size_box.count())]
    assert offered == [QSize(3840, 2160), QSize(7680, 4320)]


def test_while_read_blind_neither_heatmap_nor_reading_can_be_saved(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.commands["reading.blind"].trigger()
    qtbot.waitUntil(lambda: opened.desk.current.veiled, timeout=5_000)
    dialog = _ask(qtbot, opened, Qt.Key.Key_S)
    assert not dialog.heatmap.isEnabled()
    assert not dialog.chosen.heatmap


@needs_poppler
@pytest.mark.parametrize("named", [False, True])
def test_the_page_has_reading_model_and_limits_and_the_name_only_when_ticked(
    qtbot: QtBot, opened: MainWindow, target: Path, named: bool
) -> None:
    dialog = _ask(qtbot, opened, Qt.Key.Key_P)
    dialog.named.setChecked(named)
    page = _save(qtbot, dialog, target.with_suffix(".pdf"))
    text = _run("pdftotext", "-layout", str(page), "-")
    reading = opened.desk.current.reading
    assert reading is not None
    for word in (
        f"{reading.probability:.3f}",
        "Stand-in 0.0.1",
        reading.model.sha256[:40],
        "anything else",
        "Research use only. Not a medical device.",
    ):
        assert word in text
    for word in ("Roe Jane", "Secretfile", "Confidential"):
        assert (word in text) is named
    assert b"Roe" not in page.read_bytes()
    assert re.search(r"^Pages: +1$", _run("pdfinfo", str(page)), re.MULTILINE)
    fonts = _run("pdffonts", str(page)).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes +(yes|no) +yes ", line) for line in fonts)


def test_the_preview_of_a_page_is_cut_to_the_radiograph_as_the_page_is(
    qtbot: QtBot, opened: MainWindow
) -> None:
    sides = []
    for key in (Qt.Key.Key_S, Qt.Key.Key_P):
        dialog = _ask(qtbot, opened, key)
        sides.append(dialog.preview.pixmap().deviceIndependentSize().toSize())
        dialog.reject()
    picture, page = sides
    assert page.width() / page.height() == pytest.approx(1.0, abs=0.01)  # as the radiograph
    assert picture.width() / picture.height() != pytest.approx(1.0, abs=0.01)


@needs_poppler
def test_the_page_has_two_pictures_the_second_with_the_heatmap(
    qtbot: QtBot, opened: MainWindow, target: Path
) -> None:
    page = _save(qtbot, _ask(qtbot, opened, Qt.Key.Key_P), target.with_suffix(".pdf"))
    images = [line.split() for line in _run("pdfimages", "-list", str(page)).splitlines()[2:]]
    assert len([image for image in images if image[2] == "image"]) == 2


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
