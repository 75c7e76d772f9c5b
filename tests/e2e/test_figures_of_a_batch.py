"""A batch of labelled radiographs says beside its table how well it was read."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from tests.conftest import OpenWindow
from tests.e2e.gestures import drag
from tests.pictures import write_many, write_normal, write_pneumonia
from tests.worklists import rows, settle
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow
from viewer.ui.worklist import figures_feed
from viewer.ui.worklist.figures import FiguresPanel

_LONG = 20_000


def _radiographs(folder: Path, normal: str, pneumonia: str) -> Path:
    for name, write in ((normal, write_normal), (pneumonia, write_pneumonia)):
        for number in range(2):
            path = folder / name / f"{name}-{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            write(path)
    return folder


def _read(qtbot: QtBot, window: MainWindow, folder: Path) -> FiguresPanel:
    window.read_folder([folder])
    settle(qtbot, window)
    return window.worklist_page.figures


def _sensitivity(panel: FiguresPanel) -> str:
    value, interval = panel.agreement.grid.row("sensitivity")
    return f"{value.text()} ({interval.text()})"


def test_folders_called_after_their_labels_give_figures(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    panel = _read(qtbot, window, _radiographs(tmp_path / "set", "NORMAL", "PNEUMONIA"))
    assert panel.share.text() == "2 of 4 read as pneumonia (50.0%)"
    assert _sensitivity(panel) == "1.000 (0.342 to 1.000)"
    assert panel.agreement.roc.isVisibleTo(panel)
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_End)
    assert _sensitivity(panel) == "0.000 (0.000 to 0.658)"
    assert panel.agreement.warning.isVisibleTo(panel)


def test_the_figures_count_every_row_as_soon_as_the_batch_has_ended(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    held: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figures_feed, "_LEAST_MS", 60_000)  # while the batch goes on
    write_many(tmp_path / "many", 20)
    window.read_folder([tmp_path / "many"])
    share = window.worklist_page.figures.share
    qtbot.waitUntil(lambda: "read as" in share.text(), timeout=_LONG)
    held.set()
    settle(qtbot, window)
    assert "of 20 read" in share.text()


def test_another_order_or_filter_reads_no_figures_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _read(qtbot, window, _radiographs(tmp_path / "set", "NORMAL", "PNEUMONIA"))
    read_again: list[Path] = []
    monkeypatch.setattr(figures_feed, "read_facts", lambda path, _labels: read_again.append(path))
    window.worklist_page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    settle(qtbot, window)
    window.worklist_page.filters.search.setText("NORMAL")
    settle(qtbot, window)
    assert read_again == []


def test_labels_come_from_a_table_as_well(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = _read(qtbot, window, _radiographs(tmp_path / "set", "one", "other"))
    assert not panel.agreement.matrix.isVisibleTo(panel)
    table = tmp_path / "labels.csv"
    names = {row.file.name: int("other" in row.file.name) for row in rows(window)}
    lines = [f"{name};{label}" for name, label in names.items()]
    table.write_text("\n".join(["file;label", *lines]))
    monkeypatch.setattr(asking, "ask_for_file", lambda *_: table)
    panel.agreement.labels.click()
    qtbot.waitUntil(lambda: panel.agreement.matrix.isVisibleTo(panel), timeout=_LONG)
    assert panel.agreement.said.text() == (
        "Labels from labels.csv: 4 labelled radiographs, all of them counted."
    )
    assert _sensitivity(panel) == "1.000 (0.342 to 1.000)"


def test_a_table_that_cannot_be_understood_says_which_line(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = _read(qtbot, window, _radiographs(tmp_path / "set", "NORMAL", "PNEUMONIA"))
    table = tmp_path / "labels.csv"
    table.write_text("file,label\na.png,perhaps\n")
    monkeypatch.setattr(asking, "ask_for_file", lambda *_: table)
    panel.agreement.labels.click()
    qtbot.waitUntil(window.banner.isVisible, timeout=_LONG)
    assert "Line 2 of labels.csv" in window.banner.text
    assert _sensitivity(panel) == "1.000 (0.342 to 1.000)"


def test_the_figures_are_as_wide_at_the_next_start_as_they_were_left(
    qtbot: QtBot, done: MainWindow, open_window: OpenWindow
) -> None:
    figures = done.worklist_page.figures
    before = figures.width()
    drag(done.worklist_page.findChild(QSplitter).handle(1), QPoint(-40, 0))
    wider = figures.width()
    assert wider > before
    kept = done._program.preferences
    qtbot.waitUntil(lambda: kept.current.worklist_figures_width == wider, timeout=_LONG)
    done.close()
    again = open_window()
    again.pages.turn(worklist=True)
    qtbot.waitUntil(again.worklist_page.figures.isVisible, timeout=_LONG)
    assert again.worklist_page.figures.width() == wider


def test_figures_that_were_closed_stay_so_at_the_next_start(
    qtbot: QtBot, done: MainWindow, open_window: OpenWindow
) -> None:
    QTest.keyClick(done, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert not done.worklist_page.figures.isVisible()
    done.close()
    again = open_window()
    again.pages.turn(worklist=True)
    qtbot.waitUntil(again.worklist_page.table.isVisible, timeout=_LONG)
    assert not again.worklist_page.figures.isVisible()
