"""The threshold moves by mouse, by keys, by its number and by the card's names."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.figures.drawn import drawn
from tests.ui.figures.conftest import BALANCED, POINTS, SENSITIVE
from viewer.reading import OperatingPoint
from viewer.ui.worklist.figures import FiguresPanel


def _at(panel: FiguresPanel, threshold: float) -> QPoint:
    slider = panel.slider
    return QPoint(round(slider.x_of(threshold)), 8)


def _press(panel: FiguresPanel, *keys: Qt.Key) -> None:
    panel.slider.setFocus()
    for key in keys:
        QTest.keyClick(panel.slider, key)


def test_a_click_moves_the_threshold_to_where_it_is(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    QTest.mouseClick(panel.slider, Qt.MouseButton.LeftButton, pos=_at(panel, 0.8))
    assert [point.name for point in changed] == ["chosen"]
    assert changed[0].threshold == pytest.approx(0.8, abs=0.005)


def test_a_drag_tells_every_threshold_on_its_way(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    slider = panel.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=_at(panel, BALANCED.threshold))
    for threshold in (0.6, 0.7, 0.9):
        QTest.mouseMove(slider, _at(panel, threshold))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=_at(panel, 0.9))
    QTest.mouseMove(slider, _at(panel, 0.2))
    assert [point.threshold for point in changed] == pytest.approx([0.6, 0.7, 0.9], abs=0.005)


def test_near_a_point_of_the_card_the_mouse_finds_it(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    near = _at(panel, SENSITIVE.threshold) + QPoint(4, 0)
    QTest.mouseClick(panel.slider, Qt.MouseButton.LeftButton, pos=near)
    assert changed == [SENSITIVE]


def test_a_drag_past_the_ends_stays_on_the_scale(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    QTest.mouseClick(panel.slider, Qt.MouseButton.LeftButton, pos=QPoint(0, 8))
    QTest.mouseClick(
        panel.slider, Qt.MouseButton.LeftButton, pos=QPoint(panel.slider.width() - 1, 8)
    )
    assert [point.threshold for point in changed] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("key", "threshold"),
    [
        (Qt.Key.Key_Right, 0.509),
        (Qt.Key.Key_Left, 0.489),
        (Qt.Key.Key_PageUp, 0.599),
        (Qt.Key.Key_PageDown, 0.399),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_End, 1.0),
    ],
)
def test_keys_move_the_threshold(
    panel: FiguresPanel, changed: list[OperatingPoint], key: Qt.Key, threshold: float
) -> None:
    _press(panel, key)
    assert [point.threshold for point in changed] == [threshold]


def test_keys_stop_at_a_point_of_the_card(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    _press(panel, *5 * [Qt.Key.Key_PageDown])
    assert [point.threshold for point in changed] == [
        *(0.399, 0.299, 0.199, SENSITIVE.threshold, 0.093)
    ]


def test_the_wheel_leaves_the_threshold_to_whoever_scrolls(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    for control in (panel.slider, panel.controls.threshold, panel.controls.names):
        middle = QPointF(control.rect().center())
        wheel = QWheelEvent(
            middle,
            QPointF(control.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, wheel)
    assert changed == []


def test_a_number_that_is_typed_is_the_threshold(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    field = panel.controls.threshold
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.193")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert changed == [SENSITIVE]
    assert panel.slider.value() == 193


def test_a_point_of_the_card_is_chosen_by_its_name(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    panel.controls.names.setFocus()
    QTest.keyClick(panel.controls.names, Qt.Key.Key_Down)
    assert changed == [SENSITIVE]
    assert panel.controls.threshold.value() == 0.193


def test_a_threshold_off_the_card_is_called_so_until_one_goes_back(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    names, back = panel.controls.names, panel.controls.back
    panel.set_points(POINTS, SENSITIVE)
    assert not back.isEnabled()
    _press(panel, Qt.Key.Key_Right)
    assert names.currentText() == "Chosen here"
    assert back.accessibleName() == "Back to sensitive"
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert changed[-1] == SENSITIVE
    assert [names.itemText(row) for row in range(names.count())] == ["balanced", "sensitive"]


def test_being_told_a_point_asks_for_none(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    chosen = OperatingPoint(name="chosen", threshold=0.7, description="")
    panel.set_points(POINTS, chosen)
    assert changed == []
    assert panel.point == chosen
    assert panel.slider.value() == 700
    assert panel.controls.names.currentText() == "Chosen here"


def test_facts_that_come_during_a_drag_leave_the_threshold(
    panel: FiguresPanel, changed: list[OperatingPoint]
) -> None:
    QTest.mousePress(panel.slider, Qt.MouseButton.LeftButton, pos=_at(panel, 0.7))
    panel.show_facts(drawn(500))
    QTest.mouseMove(panel.slider, _at(panel, 0.8))
    QTest.mouseRelease(panel.slider, Qt.MouseButton.LeftButton, pos=_at(panel, 0.8))
    assert [point.threshold for point in changed] == pytest.approx([0.7, 0.8], abs=0.005)


def test_without_a_model_nothing_can_be_moved(
    qtbot: QtBot, shown: Callable[[QWidget], None]
) -> None:
    panel = FiguresPanel()
    shown(panel)
    with qtbot.assertNotEmitted(panel.point_changed):
        QTest.mouseClick(panel.slider, Qt.MouseButton.LeftButton, pos=QPoint(50, 8))
    assert not panel.controls.threshold.isEnabled()
    assert panel.point is None


@pytest.mark.parametrize("width", [300, 420])
@pytest.mark.parametrize("threshold", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_the_slider_stands_under_the_histogram_s_own_place(
    panel: FiguresPanel, width: int, threshold: float
) -> None:
    panel.resize(width, 900)
    QApplication.processEvents()
    histogram, slider = panel.histogram, panel.slider
    assert slider.mapTo(panel, QPointF(slider.x_of(threshold), 0)).x() == pytest.approx(
        histogram.mapTo(panel, QPointF(histogram.x_of(threshold), 0)).x()
    )
