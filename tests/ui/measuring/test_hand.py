import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from tests.e2e.gestures import _move, hover, picture_of
from tests.e2e.strokes import at, click, stroke
from tests.ui.measuring.conftest import SIDE, Bench
from viewer.measuring import Level
from viewer.ui.canvas.orientation import Orientation
from viewer.ui.measuring.words import label_lines, main_figure


def _millimetres(bench: Bench) -> float:
    return float(bench.figure.removesuffix(" mm"))


def _degrees(bench: Bench) -> float:
    return float(bench.figure.removesuffix("°"))


def test_two_clicks_draw_a_length_that_tells_its_figure_on_the_way(bench: Bench) -> None:
    bench.choose("length")
    click(bench.canvas, (100, 100))
    before = picture_of(bench.canvas)
    hover(bench.canvas.viewport(), at(bench.canvas, (100, 300)))
    assert bench.board.draft is not None
    drawn = bench.board.draft.measurement()
    assert drawn is not None
    assert "mm" in main_figure(bench.board.figures(drawn))
    assert picture_of(bench.canvas) != before
    click(bench.canvas, (100, 300))
    assert _millimetres(bench) == pytest.approx(100, abs=0.6)


def test_two_clicks_at_one_place_draw_nothing(bench: Bench) -> None:
    bench.choose("length")
    click(bench.canvas, (100, 100))
    click(bench.canvas, (100, 100))
    assert bench.board.measurements == ()


def test_a_point_beside_the_radiograph_is_brought_to_its_edge(bench: Bench) -> None:
    bench.canvas.zoom_by(0.5, QPointF(400, 400))
    bench.choose("length")
    stroke(bench.canvas, (200, 200), (200, 550))
    assert bench.only.points[1].row == SIDE


def test_an_angle_is_dragged_and_then_clicked(bench: Bench) -> None:
    bench.choose("angle")
    stroke(bench.canvas, (300, 200), (200, 200))
    click(bench.canvas, (200, 100))
    assert _degrees(bench) == pytest.approx(90, abs=0.5)


def test_an_angle_is_clicked_three_times(bench: Bench) -> None:
    bench.choose("angle")
    for place in ((300, 200), (200, 200), (200, 100)):
        click(bench.canvas, place)
    assert _degrees(bench) == pytest.approx(90, abs=0.5)


@pytest.mark.parametrize("by_clicks", [False, True])
def test_a_cobb_angle_is_two_lines(bench: Bench, by_clicks: bool) -> None:
    bench.choose("cobb")
    for start, end in (((100, 100), (200, 100)), ((200, 300), (100, 200))):
        if by_clicks:
            click(bench.canvas, start)
            click(bench.canvas, end)
        else:
            stroke(bench.canvas, start, end)
    assert _degrees(bench) == pytest.approx(45, abs=0.5)


def test_an_ellipse_tells_values_and_area(bench: Bench) -> None:
    bench.choose("ellipse")
    stroke(bench.canvas, (100, 100), (200, 200))
    lines = label_lines(bench.only, bench.board.figures(bench.only))
    assert lines[0].startswith("mean 149")
    assert lines[-1] == "1,963 mm²"


def test_shift_lets_a_width_slope(bench: Bench) -> None:
    bench.choose("ratio")
    stroke(bench.canvas, (150, 200), (250, 220), Qt.KeyboardModifier.ShiftModifier)
    stroke(bench.canvas, (100, 250), (300, 290))
    assert bench.only.level is Level.NONE
    assert bench.only.points[2].row != bench.only.points[3].row


def test_on_its_side_a_ratio_is_level_on_the_screen(bench: Bench) -> None:
    bench.canvas.set_orientation(Orientation(1))
    bench.choose("ratio")
    stroke(bench.canvas, (200, 150), (210, 250))
    stroke(bench.canvas, (240, 100), (260, 300))
    assert bench.only.level is Level.COLUMNS
    assert bench.only.points[2].column == bench.only.points[3].column
    assert bench.figure == "0.50"


def test_a_line_to_calibrate_by_is_no_measurement(bench: Bench) -> None:
    bench.choose("calibrate")
    stroke(bench.canvas, (100, 100), (300, 100))
    assert bench.board.measurements == ()
    ((start, end),) = bench.lines
    assert end.column - start.column == pytest.approx(200, abs=1)


def test_a_handle_is_dragged(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 200), (300, 200))
    bench.let_go()
    stroke(bench.canvas, (300, 200), (200, 200))
    assert _millimetres(bench) == pytest.approx(50, abs=0.6)


def test_the_whole_is_moved_by_a_line_and_stays_on_the_radiograph(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 200), (300, 200))
    bench.let_go()
    before = bench.only.points
    stroke(bench.canvas, (150, 200), (390, 250))
    first, second = bench.only.points
    assert second.column == pytest.approx(SIDE)
    assert second.column - first.column == pytest.approx(before[1].column - before[0].column)
    assert first.row == pytest.approx(before[0].row + 50, abs=1)


def test_the_figures_are_put_elsewhere(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 100), (300, 100))
    bench.let_go()
    (placed,), offset = bench.placing()
    before = placed.label.center() + offset
    place = bench.canvas.item_place(before)
    stroke(bench.canvas, (place.x(), place.y()), (place.x() - 150, place.y() + 150))
    (placed,), offset = bench.placing()
    way = placed.label.center() + offset - before
    assert way.y() == pytest.approx(-way.x())
    assert way.y() > 100
    assert bench.only.points[0].row == pytest.approx(100, abs=1)


def test_a_click_on_what_is_selected_changes_nothing(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 100), (300, 100))
    bench.let_go()
    before = bench.only
    click(bench.canvas, (200, 100))
    assert bench.only == before
    assert bench.board.sheet is not None
    assert bench.board.sheet.stack.count() == 1


def test_figures_stand_off_handles_and_off_each_other(bench: Bench) -> None:
    bench.choose("length")
    for row in (100, 104, 108, 112):
        stroke(bench.canvas, (100, row), (300, row + 60))
    placed, _ = bench.placing()
    for one in placed:
        assert not any(one.label.contains(handle) for handle in one.shape.handles)
        others = [other for other in placed if other is not one]
        assert not any(one.label.intersects(other.label) for other in others)


def test_panning_paints_the_same_elsewhere(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 100), (300, 100))
    bench.let_go()
    picture_of(bench.canvas)
    place = at(bench.canvas, (200, 100))
    before = picture_of(bench.canvas).copy(place.x() - 20, place.y() - 5, 40, 10)
    bench.canvas.pan_by(QPointF(30, 40))
    moved = place + QPoint(30, 40)
    assert picture_of(bench.canvas).copy(moved.x() - 20, moved.y() - 5, 40, 10) == before


def test_what_is_deleted_under_the_hand_stays_deleted(bench: Bench) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 200), (300, 200))
    bench.let_go()
    viewport, left, none = (
        bench.canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QTest.mousePress(viewport, left, none, at(bench.canvas, (200, 200)))
    _move(viewport, at(bench.canvas, (200, 250)), left)
    assert bench.board.sheet is not None
    bench.board.sheet.delete_selected()
    QTest.mouseRelease(viewport, left, none, at(bench.canvas, (200, 300)))
    assert bench.board.measurements == ()


def test_what_is_being_drawn_is_left_off_when_measurements_are_hidden(bench: Bench) -> None:
    bench.choose("length")
    click(bench.canvas, (100, 100))
    assert bench.board.draft is not None
    bench.board.set_visible(False)
    assert bench.board.draft is None


def test_a_click_beside_the_radiograph_draws_nothing(bench: Bench) -> None:
    bench.canvas.zoom_by(0.5, QPointF(400, 400))
    bench.choose("length")
    click(bench.canvas, (200, 550))
    assert bench.board.measurements == ()


def test_a_thorax_without_width_is_not_drawn(bench: Bench) -> None:
    bench.choose("ratio")
    stroke(bench.canvas, (150, 200), (250, 200))
    stroke(bench.canvas, (100, 250), (100, 300))
    assert bench.board.measurements == ()


def test_what_is_dragged_stays_where_the_hand_was_when_the_release_went_elsewhere(
    bench: Bench,
) -> None:
    bench.choose("length")
    stroke(bench.canvas, (100, 200), (300, 200))
    bench.let_go()
    viewport, left = bench.canvas.viewport(), Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(viewport, left, none, at(bench.canvas, (200, 200)))
    _move(viewport, at(bench.canvas, (200, 250)), left)
    hover(viewport, at(bench.canvas, (200, 350)))
    assert bench.board.dragged is None
    assert bench.only.points[0].row == pytest.approx(250, abs=1)
