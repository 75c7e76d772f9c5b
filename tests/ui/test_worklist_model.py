import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.rows import row
from viewer.reading import Verdict
from viewer.ui.worklist.model import COLUMNS, Column, WorklistFilter, WorklistModel

_PROBABILITY = COLUMNS.index(Column.PROBABILITY)
_DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[WorklistModel]:  # noqa: ARG001
    model = WorklistModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()
    model.deleteLater()


def _names(model: WorklistModel) -> list[str]:
    return [model.index(place, 0).data() for place in range(model.rowCount())]


def test_unsorted_rows_stay_as_they_came(model: WorklistModel) -> None:
    model.add([row("b"), row("a")])
    model.add([row("c")])
    assert _names(model) == ["b", "a", "c"]


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, _DOWN])
def test_rows_that_come_later_are_put_in_their_place(
    model: WorklistModel, order: Qt.SortOrder
) -> None:
    model.add([row("start", 0.5)])
    model.sort(_PROBABILITY, order)
    shuffled = random.Random(0)
    for number in range(60):
        model.add([row(f"{number}", shuffled.random()), row(f"failed {number}", None, None, "x")])
    values = [-1.0 if r.probability is None else r.probability for r in model.rows]
    assert values == sorted(values, reverse=order == _DOWN)


def test_sorting_by_verdict_groups_the_rows(model: WorklistModel) -> None:
    model.add([row(str(v), verdict=v) for v in (*Verdict, *Verdict)])
    model.sort(COLUMNS.index(Column.VERDICT))
    verdicts = [r.verdict for r in model.rows]
    assert verdicts == sorted(verdicts)


def test_a_selected_row_stays_selected_when_the_table_is_sorted(model: WorklistModel) -> None:
    model.add([row("c"), row("a"), row("b")])
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(0)
    assert held.row() == 2
    assert held.data() == "c"


def test_fifty_thousand_rows_are_sorted_and_filtered(qtbot: QtBot) -> None:  # noqa: ARG001
    model = WorklistModel()
    shown = WorklistFilter(model)
    shuffled = random.Random(0)
    model.add([row(f"{number:05}", shuffled.random()) for number in range(50_000)])
    shown.sort(_PROBABILITY, _DOWN)
    first = float(shown.index(0, _PROBABILITY).data().removeprefix("> "))
    last = float(shown.index(49_999, _PROBABILITY).data().removeprefix("< "))
    assert first > last
    shown.set_text("id-4999")
    assert shown.rowCount() == 10
    shown.deleteLater()
    model.deleteLater()


def test_a_failed_row_tells_sentence_and_word(model: WorklistModel) -> None:
    model.add([row("bad", None, None, "The file is empty.")])
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts == ["bad", "id-bad", "2026-01-02", "Failed", "", "The file is empty."]


def test_the_table_has_no_rows_below_rows(model: WorklistModel) -> None:
    model.add([row("a")])
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1
