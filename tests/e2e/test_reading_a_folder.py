import csv
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.data import CHEST_DICOM, EXTREMITY_DICOM
from tests.e2e.gestures import drop
from tests.pictures import write_normal, write_pneumonia, write_text
from viewer.batch import COLUMNS
from viewer.reading import Reader
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow
from viewer.ui.worklist.model import COLUMNS as TABLE_COLUMNS
from viewer.ui.worklist.model import Column

_LONG = 20_000


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
    qtbot.waitUntil(lambda: not window.batch.running, timeout=_LONG)
    return window


def _names(window: MainWindow) -> list[str]:
    shown = window.worklist_page.filter
    return [shown.index(row, 0).data() for row in range(shown.rowCount())]


def test_a_folder_dropped_on_the_worklist_becomes_a_table(done: MainWindow) -> None:
    assert _names(done) == [
        "a-normal.png",
        "b-pneumonia.png",
        "c-chest.dcm",
        "d-extremity.dcm",
        "e-text.jpg",
    ]
    assert "all 5 files in" in done.worklist_page.title.text()
    assert done.worklist_page.summary.text == "2 pneumonia, 1 normal, 1 withheld, 1 failed"


def test_one_file_has_one_probability_in_the_list_and_in_the_worklist(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    rows = {row.file: row.probability for row in done.worklist_page.model.rows}
    done.open_paths([folder])
    qtbot.waitUntil(lambda: done.desk.studies.settled == (5, 5), timeout=_LONG)
    entries = list(done.desk.studies)
    singly = {entry.path: entry.reading and entry.reading.probability for entry in entries}
    assert singly == rows


def test_a_double_click_opens_the_radiograph_and_a_key_leads_back(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    table = done.worklist_page.table
    place = table.visualRect(done.worklist_page.filter.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: done.desk.current.reading is not None, timeout=_LONG)
    assert done.desk.current.path == folder / "b-pneumonia.png"
    assert done.viewports.active.isVisible()
    QTest.keyClick(done, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert table.isVisible()


def test_enter_opens_the_radiograph_of_the_row(
    qtbot: QtBot, done: MainWindow, folder: Path
) -> None:
    table = done.worklist_page.table
    table.setCurrentIndex(done.worklist_page.filter.index(2, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done.desk.current.path == folder / "c-chest.dcm", timeout=_LONG)


def test_a_click_on_a_heading_sorts(done: MainWindow) -> None:
    header = done.worklist_page.table.horizontalHeader()
    section = TABLE_COLUMNS.index(Column.PROBABILITY)
    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    place = header.rect().center()
    place.setX(middle)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = done.worklist_page.filter
    rising = [shown.index(row, section).data() for row in range(shown.rowCount())]
    assert rising[0] == ""
    assert rising[1:] == sorted(rising[1:])


def test_a_column_is_sorted_by_keys_alone_and_then_the_other_way_round(done: MainWindow) -> None:
    section = TABLE_COLUMNS.index(Column.FILE)
    table, shown = done.worklist_page.table, done.worklist_page.filter
    key = Qt.Key(Qt.Key.Key_1 + section)
    names = []
    for _ in range(2):
        QTest.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
        names.append([shown.index(row, section).data() for row in range(shown.rowCount())])
    assert names == [sorted(names[0]), sorted(names[0], reverse=True)]


def test_text_and_verdict_filter_the_rows(done: MainWindow) -> None:
    page = done.worklist_page
    QTest.keyClicks(page.text_filter, "extrem")
    assert _names(done) == ["d-extremity.dcm"]
    page.text_filter.clear()
    page.verdict_filter.setCurrentText("Failed")
    assert _names(done) == ["e-text.jpg"]
    page.verdict_filter.setCurrentIndex(0)
    assert len(_names(done)) == 5


def test_a_filter_shows_its_first_row(done: MainWindow) -> None:
    page = done.worklist_page
    page.add_rows(page.model.rows * 20)
    page.table.scrollToBottom()
    assert page.table.verticalScrollBar().value() > 0
    QTest.keyClicks(page.text_filter, "-")
    assert page.table.verticalScrollBar().value() == 0


def test_a_long_path_leaves_the_buttons_in_the_window(done: MainWindow) -> None:
    before = done.worklist_page.minimumSizeHint().width()
    done.worklist_page.start("/radiographs" * 30)
    assert done.worklist_page.minimumSizeHint().width() == before


def test_turning_to_the_worklist_and_back_keeps_the_size_of_the_window(done: MainWindow) -> None:
    done.resize(1024, 680)
    done.commands["page.worklist"].setChecked(False)
    done.commands["page.worklist"].setChecked(True)
    assert (done.width(), done.height()) == (1024, 680)


def test_the_worklist_is_exported_as_csv(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(asking, "ask_for_csv", lambda _parent: target)
    done.commands["file.export_csv"].trigger()
    qtbot.waitUntil(target.exists, timeout=_LONG)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["verdict"] for row in rows] == ["normal", "pneumonia", "pneumonia", "withheld", ""]
    qtbot.waitUntil(lambda: done.status.currentMessage() == "Saved out.csv.", timeout=_LONG)


def test_an_export_that_fails_is_told(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "ask_for_csv", lambda _parent: tmp_path / "no" / "out.csv")
    done.commands["file.export_csv"].trigger()
    qtbot.waitUntil(done.banner.isVisible, timeout=_LONG)
    assert "out.csv" in done.banner.text


def test_a_cancelled_batch_keeps_what_was_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        write_normal(folder / f"{number:02}.png")
    go_on, read = threading.Event(), Reader.read_prepared
    count = iter(range(1000))

    def read_five_and_wait(*arguments, **named):
        if next(count) >= 5:
            go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", read_five_and_wait)
    window.read_folder([folder])
    page = window.worklist_page
    qtbot.waitUntil(lambda: page.model.rowCount() >= 5, timeout=_LONG)
    assert page.progress.bar.isVisible()
    QTest.mouseClick(page.progress.cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    qtbot.waitUntil(lambda: not window.batch.running, timeout=_LONG)
    assert 5 <= page.model.rowCount() < 60
    assert f"stopped after {page.model.rowCount()} of 60 files" in page.title.text()
    assert not page.progress.bar.isVisible()
    assert window.commands["file.read_folder"].isEnabled()


def test_while_a_batch_runs_the_window_takes_no_second_one(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = threading.Event(), Reader.read_prepared

    def wait_and_read(*arguments, **named):
        go_on.wait(10)
        return read(*arguments, **named)

    monkeypatch.setattr(Reader, "read_prepared", wait_and_read)
    window.read_folder([folder])
    assert not drop(window, [folder])
    assert not window.commands["file.read_folder"].isEnabled()
    go_on.set()
    qtbot.waitUntil(lambda: not window.batch.running, timeout=_LONG)
    assert window.worklist_page.model.rowCount() == 5


def test_the_next_start_shows_the_last_batch(
    qtbot: QtBot, done: MainWindow, open_window: OpenWindow
) -> None:
    done.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.worklist_page.model.rowCount() == 5, timeout=_LONG)
    assert again.worklist_page.title.text().startswith("Last batch")


def test_closed_while_a_batch_runs_the_window_ends_its_threads(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        write_normal(folder / f"{number:02}.png")
    window.read_folder([folder])
    qtbot.waitUntil(lambda: window.worklist_page.model.rowCount() > 0, timeout=_LONG)
    window.close()  # the fixtures fail this test if a thread is left
