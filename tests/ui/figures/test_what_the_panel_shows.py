"""The panel tells in drawings and words how a batch's probabilities lie."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.batch.figures.drawn import of
from tests.ui.figures.conftest import BALANCED, POINTS
from viewer.batch.figures.agreement import confusion_matrix
from viewer.batch.figures.facts import Facts, State
from viewer.reading import OperatingPoint
from viewer.ui import theme
from viewer.ui.looks import NORMAL, PNEUMONIA, WITHHELD
from viewer.ui.worklist.figures import FiguresPanel

FOUR = of([0.1, 0.3, 0.7, 0.9], [0, 1, 0, 1])


def _texts(panel: FiguresPanel) -> str:
    labels = panel.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(panel))


def _unlabelled(facts: Facts) -> Facts:
    return Facts(facts.probability, facts.state, np.full(len(facts), -1, np.int8), None)


def test_before_anything_is_read_the_panel_says_so(panel: FiguresPanel) -> None:
    panel.show_facts(Facts())
    assert panel.histogram.accessibleDescription() == "No radiograph is read yet"
    assert "read as pneumonia" not in _texts(panel)


def test_without_labels_the_panel_says_how_to_give_them(
    panel: FiguresPanel, labelled: Facts
) -> None:
    panel.show_facts(_unlabelled(labelled))
    assert "folders called NORMAL and PNEUMONIA" in _texts(panel)
    shown = [panel.agreement.matrix, panel.agreement.grid, panel.agreement.roc]
    assert not any(part.isVisibleTo(panel) for part in shown)


def test_the_button_asks_for_labels(panel: FiguresPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.labels_asked):
        QTest.mouseClick(panel.agreement.labels, Qt.MouseButton.LeftButton)


def test_a_table_that_labels_nothing_of_the_batch_is_named(panel: FiguresPanel) -> None:
    facts = Facts(FOUR.probability, FOUR.state, np.full(4, -1, np.int8), "labels.csv")
    panel.show_facts(facts)
    assert "No radiograph of this batch is in labels.csv." in _texts(panel)


def test_what_is_left_out_of_the_figures_is_counted(panel: FiguresPanel) -> None:
    state = np.array([State.READ, State.READ, State.WITHHELD, State.FAILED], np.int8)
    panel.show_facts(Facts(FOUR.probability, state, FOUR.label, "labels.csv"))
    assert (
        "Labels from labels.csv: 4 labelled radiographs; 1 withheld and 1 failed are left out,"
        " which leaves 2." in _texts(panel)
    )


def test_the_figures_follow_the_threshold(panel: FiguresPanel) -> None:
    panel.show_facts(FOUR)
    sensitivity, interval = panel.agreement.grid.row("sensitivity")
    assert (sensitivity.text(), interval.text()) == ("0.500", "0.095 to 0.905")
    panel.set_points(POINTS, POINTS[1])
    assert sensitivity.text() == "1.000"


def test_a_figure_that_is_not_defined_is_a_dash_with_its_reason(panel: FiguresPanel) -> None:
    panel.show_facts(of([0.1, 0.9], [0, 0]))
    assert panel.agreement.grid.row("sensitivity")[0].text() == "–"
    assert "AUC, Sensitivity: no radiograph that counts is labelled pneumonia." in _texts(panel)


def test_a_threshold_chosen_here_is_said_to_flatter_the_figures(panel: FiguresPanel) -> None:
    warning = panel.agreement.warning
    assert not warning.isVisibleTo(panel)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert warning.isVisibleTo(panel)
    panel.show_facts(_unlabelled(FOUR))
    assert not warning.isVisibleTo(panel)


def test_the_matrix_is_told_in_words(panel: FiguresPanel, labelled: Facts) -> None:
    counts = confusion_matrix(labelled.ranking, BALANCED.threshold)
    words = panel.agreement.matrix.accessibleDescription()
    assert f"{counts.true_positive} are read as pneumonia" in words
    assert f"{counts.true_negative} are read as normal" in words


def test_the_curve_is_told_in_words(panel: FiguresPanel) -> None:
    panel.show_facts(FOUR)
    assert panel.agreement.roc.accessibleDescription() == (
        "AUC 0.750 (0.057 to 1.000). At the threshold: sensitivity 0.500, specificity 0.500."
    )


def test_the_histogram_is_told_in_words(panel: FiguresPanel) -> None:
    panel.show_facts(FOUR)
    words = panel.histogram.accessibleDescription()
    assert words.startswith("Labelled pneumonia. 0.000 to 0.100: 0 radiographs")
    assert words.count("1 radiograph") == 4


def test_the_pointer_on_a_bar_tells_what_it_counts(panel: FiguresPanel) -> None:
    panel.show_facts(_unlabelled(of([0.9, 0.9, 0.9, 0.1], [-1] * 4)))
    histogram = panel.histogram
    place = QPointF(histogram.x_of(0.9) + 1, histogram.height() - 3)
    assert histogram.text_at(place).endswith("3 radiographs, 3 pneumonia")
    assert histogram.text_at(QPointF(1, 1)) == ""


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_bar_has_the_colour_of_its_verdict_at_the_threshold(
    panel: FiguresPanel, qapp: QApplication, name: str
) -> None:
    theme.apply(qapp, name)
    try:
        panel.show_facts(_unlabelled(of([0.3] * 5, [-1] * 5)))
        bar = QPointF(panel.histogram.x_of(0.3) + 1, panel.histogram.height() - 20)
        assert _pixel(panel.histogram, bar) == QColor(NORMAL.colour)
        panel.set_points(POINTS, POINTS[1])
        assert _pixel(panel.histogram, bar) == QColor(PNEUMONIA.colour)
    finally:
        theme.apply(qapp)


def test_what_is_withheld_keeps_its_look_at_any_threshold(panel: FiguresPanel) -> None:
    withheld = Facts(np.full(5, 0.3), np.full(5, State.WITHHELD, np.int8), np.full(5, -1, np.int8))
    panel.show_facts(withheld)
    before = _image(panel.histogram)
    colours = {before.pixelColor(x, before.height() - 20).name() for x in range(before.width())}
    assert QColor(WITHHELD.colour).name() in colours
    assert not {QColor(look.colour).name() for look in (NORMAL, PNEUMONIA)} & colours


def test_one_radiograph_among_a_hundred_thousand_is_seen(panel: FiguresPanel) -> None:
    panel.show_facts(_unlabelled(of([0.999] * 100_000 + [0.3], [-1] * 100_001)))
    foot = QPointF(panel.histogram.x_of(0.3) + 1, panel.histogram.height() - 2)
    assert _pixel(panel.histogram, foot) == QColor(NORMAL.colour)


def test_the_focus_can_be_seen_on_the_slider(panel: FiguresPanel) -> None:
    panel.controls.names.setFocus()
    before = _image(panel.slider)
    panel.slider.setFocus()
    assert _image(panel.slider) != before


def test_every_part_has_a_name(panel: FiguresPanel) -> None:
    parts = [
        *(panel.slider, panel.histogram, panel.controls.names, panel.controls.threshold),
        *(panel.controls.back, panel.agreement.matrix, panel.agreement.roc, panel.agreement.labels),
    ]
    for part in parts:
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface.text(QAccessible.Text.Name)


def test_points_and_facts_may_come_in_any_order(
    shown: Callable[[QWidget], None], panel: FiguresPanel, labelled: Facts
) -> None:
    other = FiguresPanel()
    other.resize(panel.size())
    other.show_facts(labelled)
    other.set_points(POINTS, BALANCED)
    shown(other)
    assert _image(other.histogram) == _image(panel.histogram)


def test_the_scale_does_not_move_with_the_threshold(panel: FiguresPanel) -> None:
    place = panel.histogram.x_of(0.3)
    chosen = OperatingPoint(name="chosen", threshold=0.05, description="")
    panel.set_points(POINTS, chosen)
    assert panel.histogram.x_of(0.3) == place


def _image(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def _pixel(widget: QWidget, place: QPointF) -> QColor:
    image = _image(widget)
    ratio = image.devicePixelRatio()
    return image.pixelColor(QPoint(int(place.x() * ratio), int(place.y() * ratio)))
