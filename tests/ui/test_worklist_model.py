import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.ui.rows import row
from viewer.reading import Verdict
from viewer.ui.looks import NORMAL
from viewer.ui.worklist.model import COLUMNS, Column, WorklistFilter, WorklistModel

_PROBABILITY = COLUMNS.index(Column.PROBABILITY)
_DOWN = Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[WorklistModel]:  # noqa: ARG001
    model = WorklistModel()
    yield model
    model.deleteLater()


@pytest.fixture
def shown(model: WorklistModel) -> Iterator[WorklistFilter]:
    """What the table shows of the model."""
    shown = WorklistFilter(model)
    yield shown
    shown.deleteLater()


def _column(shown: WorklistFilter, column: Column = Column.FILE) -> list[str]:
    place = COLUMNS.index(column)
    return [shown.index(row, place).data() for row in range(shown.rowCount())]


def test_unsorted_rows_stay_as_they_came(model: WorklistModel, shown: WorklistFilter) -> None:
    model.add([row("b"), row("a")])
    model.add([row("c")])
    assert _column(shown) == ["b", "a", "c"]


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, _DOWN])
def test_rows_that_come_later_are_put_in_their_place(
    model: WorklistModel, shown: WorklistFilter, order: Qt.SortOrder
) -> None:
    model.add([row("start", 0.5)])
    shown.sort(_PROBABILITY, order)
    shuffled = random.Random(0)
    for number in range(60):
        model.add([row(f"{number}", shuffled.random()), row(f"failed {number}", None, None, "x")])
    values = [float(text or -1) for text in _column(shown, Column.PROBABILITY)]
    assert values == sorted(values, reverse=order == _DOWN)
    assert len(values) == 121


def test_small_and_capital_letters_sort_alike(model: WorklistModel, shown: WorklistFilter) -> None:
    model.add([row("b"), row("C"), row("A")])
    shown.sort(0)
    assert _column(shown) == ["A", "b", "C"]


def test_sorting_by_verdict_groups_the_rows(model: WorklistModel, shown: WorklistFilter) -> None:
    model.add([row(str(v), verdict=v) for v in (*Verdict, *Verdict)])
    shown.sort(COLUMNS.index(Column.VERDICT))
    verdicts = _column(shown, Column.VERDICT)
    assert verdicts == sorted(verdicts)


def test_a_selected_row_stays_selected_when_the_table_is_sorted(
    model: WorklistModel, shown: WorklistFilter
) -> None:
    model.add([row("c"), row("a"), row("b")])
    held = QPersistentModelIndex(shown.index(0, 0))
    shown.sort(0)
    assert held.row() == 2
    assert held.data() == "c"


def test_ten_thousand_rows_are_sorted_and_filtered(
    model: WorklistModel, shown: WorklistFilter
) -> None:
    shuffled = random.Random(0)
    model.add([row(f"{number:05}", shuffled.random()) for number in range(10_000)])
    shown.sort(_PROBABILITY, _DOWN)
    first = float(shown.index(0, _PROBABILITY).data().removeprefix("> "))
    last = float(shown.index(9_999, _PROBABILITY).data().removeprefix("< "))
    assert first > last
    shown.set_text("ID-0999")
    assert shown.rowCount() == 10


def test_a_text_with_the_signs_of_a_pattern_is_sought_as_it_is(
    model: WorklistModel, shown: WorklistFilter
) -> None:
    model.add([row("a (1).dcm"), row("a 1.dcm")])
    shown.set_text("(1).")
    assert _column(shown) == ["a (1).dcm"]


def test_a_verdict_lets_only_its_own_rows_through(
    model: WorklistModel, shown: WorklistFilter
) -> None:
    model.add([row("normal.png", 0.9, Verdict.PNEUMONIA), row("other.png", 0.1, Verdict.NORMAL)])
    shown.set_look(NORMAL)
    assert _column(shown) == ["other.png"]
    shown.set_look(None)
    assert shown.rowCount() == 2


def test_a_failed_row_tells_sentence_and_word(model: WorklistModel) -> None:
    model.add([row("bad", None, None, "The file is empty.")])
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts == ["bad", "id-bad", "2026-01-02", "Failed", "", "The file is empty."]


def test_a_file_s_name_is_shown_in_its_tool_tip_as_text(model: WorklistModel) -> None:
    model.add([row("<b>bold</b>")])
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>bold" not in tip
    assert "&lt;b&gt;bold" in tip
