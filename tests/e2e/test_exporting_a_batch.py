import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.worklists import settle
from viewer.batch import COLUMNS
from viewer.ui.dialogs import asking
from viewer.ui.main_window import MainWindow

_LONG = 20_000
_CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_worklist_is_exported_as_csv(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    QTest.keyClick(done, Qt.Key.Key_E, _CTRL)
    qtbot.waitUntil(target.exists, timeout=_LONG)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert [row["verdict"] for row in lines] == ["normal", "pneumonia", "pneumonia", "withheld", ""]
    qtbot.waitUntil(lambda: done.status.currentMessage() == "Saved out.csv.", timeout=_LONG)


def test_the_rows_shown_are_exported_in_their_order_as_they_are_judged(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    QTest.keyClicks(done.worklist_page.filters.search, "png")
    QTest.keyClick(done.worklist_page.table, Qt.Key.Key_2, _CTRL)
    QTest.keyClick(done.worklist_page.table, Qt.Key.Key_2, _CTRL)
    QTest.keyClick(done.worklist_page.figures.slider, Qt.Key.Key_Home)
    settle(qtbot, done)
    done.commands["worklist.export_shown"].trigger()
    qtbot.waitUntil(target.exists, timeout=_LONG)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = [(Path(row["file"]).name, row["verdict"]) for row in csv.DictReader(file)]
    assert lines == [("b-pneumonia.png", "pneumonia"), ("a-normal.png", "pneumonia")]


def test_a_report_agrees_with_the_labels_and_the_point_that_the_figures_show(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels, target = tmp_path / "labels.csv", tmp_path / "out.html"
    labels.write_text("file,label\na-normal.png,normal\nb-pneumonia.png,pneumonia\n")
    monkeypatch.setattr(asking, "ask_for_file", lambda *_: labels)
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    figures = done.worklist_page.figures
    figures.agreement.labels.click()
    qtbot.waitUntil(lambda: figures.agreement.matrix.isVisibleTo(figures), timeout=_LONG)
    QTest.keyClick(figures.slider, Qt.Key.Key_Home)
    QTest.keyClick(done, Qt.Key.Key_E, _CTRL)
    qtbot.waitUntil(target.exists, timeout=_LONG)
    page = target.read_text(encoding="utf-8")
    assert "Labels from <bdi>labels.csv</bdi>: 2 labelled radiographs" in page
    specificity, _interval = figures.agreement.grid.row("specificity")
    assert specificity.text() == "0.000"
    assert '<th scope="row">Specificity</th><td class="number">0.000</td>' in page
    assert "A threshold chosen on these radiographs is flattered by their figures" in page


def test_an_export_that_fails_is_told(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no" / "out.csv"
    monkeypatch.setattr(asking, "ask_for_worklist", lambda _parent: target)
    done.commands["worklist.export"].trigger()
    qtbot.waitUntil(done.banner.isVisible, timeout=_LONG)
    assert "out.csv" in done.banner.text


def test_heatmaps_are_exported_into_a_folder(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "heatmaps"
    target.mkdir()
    monkeypatch.setattr(asking, "ask_for_folder", lambda _parent, _title: target)
    done.commands["worklist.export_heatmaps"].trigger()
    qtbot.waitUntil(lambda: not done._program.table_export.running, timeout=_LONG)
    assert list(target.glob("*.png"))
