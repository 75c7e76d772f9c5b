from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.rows import row
from viewer.batch.figures.labels import Label, TableLabels
from viewer.reading import OperatingPoint
from viewer.ui.preferences import PreferenceStore
from viewer.ui.worklist.columns import COLUMNS
from viewer.ui.worklist.model import WorklistModel
from viewer.ui.worklist.table import WorklistTable

_MANY = 100_000
_SENSITIVE = OperatingPoint(name="sensitive", threshold=0.2, description="")


class _Asked:
    """Counts what a model asks for."""

    def __init__(self, model: WorklistModel) -> None:
        self.ids: list[int] = []
        self.thumbnails: list[int] = []
        model.missing.connect(self._note)

    def _note(self, ids: list[int], thumbnails: list[int]) -> None:
        self.ids += ids
        self.thumbnails += thumbnails


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[WorklistModel]:  # noqa: ARG001
    model = WorklistModel()
    yield model
    model.deleteLater()


@pytest.fixture
def table(model: WorklistModel, tmp_path: Path, shown: Callable[[QWidget], None]) -> WorklistTable:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    table = WorklistTable(model, PreferenceStore(settings))
    table.resize(800, 600)
    shown(table)
    return table


def _show(table: WorklistTable, *ids: int) -> None:
    table.show_ids(np.array(ids))
    QApplication.processEvents()


def _cell(model: WorklistModel, place: int, name: str = "file") -> str | None:
    column = next(place for place, column in enumerate(COLUMNS) if column.name == name)
    return model.index(place, column).data()


def test_of_a_hundred_thousand_rows_only_those_near_the_ones_in_sight_are_asked_for(
    model: WorklistModel, table: WorklistTable
) -> None:
    asked = _Asked(model)
    table.show_ids(np.arange(1, _MANY + 1))
    QApplication.processEvents()
    assert 0 < len(set(asked.ids)) < 60
    assert max(asked.ids) < 60
    asked.ids.clear()
    table.go_to(50_000)
    QApplication.processEvents()
    assert 0 < len(set(asked.ids)) < 80
    assert all(49_900 < id < 50_100 for id in asked.ids)


def test_painting_a_hundred_thousand_rows_asks_for_nothing(
    model: WorklistModel, table: WorklistTable
) -> None:
    table.show_ids(np.arange(1, _MANY + 1))
    QApplication.processEvents()
    asked = _Asked(model)
    table.viewport().repaint()
    assert asked.ids == []


def test_rows_far_out_of_sight_are_let_go(model: WorklistModel, table: WorklistTable) -> None:
    table.show_ids(np.arange(1, _MANY + 1))
    QApplication.processEvents()
    model.take_rows({1: row("first")})
    assert _cell(model, 0) == "first"
    table.scrollToBottom()
    QApplication.processEvents()
    assert model.item(0, 1) is None


def test_rows_that_are_at_hand_are_there_at_once_when_scrolled_back_to(
    model: WorklistModel, table: WorklistTable
) -> None:
    table.show_ids(np.arange(1, _MANY + 1))
    QApplication.processEvents()
    model.take_rows({1: row("first")})
    table.scrollToBottom()
    QApplication.processEvents()
    table.scrollToTop()
    QApplication.processEvents()
    assert _cell(model, 0) == "first"


def test_a_row_that_was_read_again_is_shown_as_it_is_now(
    model: WorklistModel, table: WorklistTable
) -> None:
    _show(table, 1, 2)
    model.take_rows({1: row("a", error="The file is empty.", probability=None, verdict=None)})
    model.take_rows({1: row("a", probability=0.9)})
    assert _cell(model, 0, "probability") == "0.900"
    assert _cell(model, 0, "remark") == ""


def test_every_verdict_in_sight_is_that_of_the_point(
    model: WorklistModel, table: WorklistTable
) -> None:
    _show(table, 1)
    model.take_rows({1: row("a", probability=0.3)})
    assert _cell(model, 0, "verdict") == "Normal"
    model.judge_at(_SENSITIVE)
    assert _cell(model, 0, "verdict") == "Pneumonia"
    assert model.row_at(0).threshold == 0.2


def test_labels_are_shown_once_they_are_known(model: WorklistModel, table: WorklistTable) -> None:
    _show(table, 1)
    model.take_rows({1: row("a")})
    assert _cell(model, 0, "label") == ""
    model.label_by(TableLabels("", {"/folder/a": Label.PNEUMONIA}, {}))
    assert _cell(model, 0, "label") == "Pneumonia"


def test_failed_rows_are_asked_for_no_picture(model: WorklistModel, table: WorklistTable) -> None:
    _show(table, 1, 2)
    asked = _Asked(model)
    failed = row("a", error="The file is empty.", probability=None, verdict=None)
    model.take_rows({1: failed, 2: row("b")})
    model.see(0, 1)
    assert asked.thumbnails == [2]


def test_rows_keep_their_selection_wherever_they_go(
    model: WorklistModel, table: WorklistTable
) -> None:
    _show(table, 1, 2, 3, 4)
    table.go_to(1)
    table.selectionModel().select(
        model.index(3, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    _show(table, 4, 9, 3, 2, 1)
    assert table.selected_ids.tolist() == [4, 2]
    assert table.currentIndex().row() == 3


def test_a_selected_row_that_is_held_back_is_selected_no_more(table: WorklistTable) -> None:
    _show(table, 1, 2, 3)
    table.go_to(1)
    _show(table, 1, 3)
    assert table.selected_ids.tolist() == []


def test_rows_that_come_behind_leave_all_as_it_was(
    model: WorklistModel, table: WorklistTable
) -> None:
    table.show_ids(np.arange(1, 101))
    table.go_to(60)
    QApplication.processEvents()
    before = table.verticalScrollBar().value()
    table.show_ids(np.arange(1, 201))
    QApplication.processEvents()
    assert table.verticalScrollBar().value() == before
    assert table.currentIndex().row() == 60
    assert model.rowCount() == 200


def test_the_current_row_stays_where_it_is_on_the_screen_when_others_come_before_it(
    table: WorklistTable,
) -> None:
    table.show_ids(np.arange(101, 201))
    QApplication.processEvents()
    table.go_to(50)
    QApplication.processEvents()
    before = table.visualRect(table.currentIndex()).top()
    table.show_ids(np.arange(1, 201))
    QApplication.processEvents()
    assert table.currentIndex().row() == 150
    assert table.visualRect(table.currentIndex()).top() == before


def test_all_of_a_hundred_thousand_rows_are_selected_and_stay_so_in_another_order(
    table: WorklistTable,
) -> None:
    table.show_ids(np.arange(1, _MANY + 1))
    table.selectAll()
    _show(table, *range(_MANY, 0, -1))
    assert len(table.selected_ids) == _MANY
    QTest.qWait(1)
