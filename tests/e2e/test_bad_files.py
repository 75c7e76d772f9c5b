from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.e2e.test_opening_radiographs import wait_until_settled
from tests.pictures import (
    write_dicom_without_pixels,
    write_empty,
    write_normal,
    write_text,
    write_truncated_jpeg,
)
from tests.worklists import rows, settle
from viewer.errors import DamagedFileError
from viewer.imaging import Radiograph
from viewer.ui.desk import loading
from viewer.ui.main_window import MainWindow

_LONG = 20_000


def _vanish(path: Path) -> Path:
    return path


def _write_broken_archive(path: Path) -> Path:
    path.write_bytes(b"PK\x03\x04" + bytes(400))
    return path


BAD_FILES = [
    pytest.param(write_text, "text.jpg", "neither a picture nor DICOM", id="text named jpg"),
    pytest.param(write_truncated_jpeg, "cut.jpg", "The picture is damaged", id="truncated"),
    pytest.param(write_dicom_without_pixels, "report.dcm", "no picture", id="no pixels"),
    pytest.param(write_empty, "empty.dcm", "The file is empty", id="empty"),
    pytest.param(_write_broken_archive, "broken.zip", "The archive", id="broken archive"),
    pytest.param(_vanish, "gone.png", "The file is not there", id="vanished"),
]


@pytest.mark.parametrize(("write", "name", "sentence"), BAD_FILES)
def test_a_bad_file_shows_its_sentence_and_the_rest_is_read(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    write: Callable[[Path], Path],
    name: str,
    sentence: str,
) -> None:
    bad, good = write(tmp_path / name), write_normal(tmp_path / "good.png")
    window.open_paths([bad, good])
    wait_until_settled(qtbot, window, 2)
    page = window.viewports.active
    assert page.page is page.state
    assert sentence in page.state.text
    assert sentence in window.desk.studies.entry(bad).remark
    assert window.desk.studies.entry(good).reading is not None
    assert window.reading_panel.finding.verdict.text == "No reading"


@pytest.mark.parametrize(("write", "name", "sentence"), BAD_FILES[:-1])
def test_a_bad_file_in_a_batch_becomes_a_row_and_the_rest_is_read(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    write: Callable[[Path], Path],
    name: str,
    sentence: str,
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder / name)
    write_normal(folder / "good.png")
    window.read_folder([folder])
    settle(qtbot, window)
    found = {row.file.name: row for row in rows(window)}
    assert sentence in found[name].error
    assert found["good.png"].probability is not None
    assert (
        window.worklist_page.filters.verdicts.text == "0 pneumonia, 1 normal, 0 withheld, 1 failed"
    )


def test_a_folder_without_pictures_is_told_on_either_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "readme.txt").write_text("no picture", encoding="utf-8")
    window.open_paths([folder])
    qtbot.waitUntil(window.banner.isVisible, timeout=_LONG)
    assert "No radiograph was found in nothing." in window.banner.text
    window.read_folder([folder])
    assert not window.banner.isVisible()
    qtbot.waitUntil(window.banner.isVisible, timeout=_LONG)
    assert "No radiograph was found in nothing." in window.banner.text


def test_a_file_that_came_back_is_read_when_it_is_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "late.png"
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.open_error is not None, timeout=_LONG)
    write_normal(path)
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.desk.current.reading is not None, timeout=_LONG)
    assert window.desk.studies.entry(path).error is None


def test_a_decoder_that_dies_costs_its_file_and_no_other(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killer, good = write_normal(tmp_path / "killer.png"), write_normal(tmp_path / "good.png")
    open_radiograph = loading.open_radiograph

    def die_or_open(path: Path, **options: Any) -> Radiograph:
        if path == killer:
            raise DamagedFileError("The decoder died of it.", "Copy it again.")
        return open_radiograph(path, **options)

    monkeypatch.setattr(loading, "open_radiograph", die_or_open)
    window.open_paths([killer, good])
    wait_until_settled(qtbot, window, 2)
    assert "The decoder died of it. Copy it again." in window.viewports.active.state.text
    QTest.keyClick(window.viewports.active, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: window.desk.current.radiograph is not None, timeout=_LONG)
    assert window.viewports.active.page is window.viewports.active.canvas
