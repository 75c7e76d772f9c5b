"""The line that a person calibrated by stays in sight, and is none of the measurements."""

from tests.e2e.gestures import picture_of
from tests.e2e.strokes import stroke
from tests.ui.measuring.conftest import Bench
from viewer.measuring import Calibration, Point

_CALIBRATION = Calibration(Point(100, 300), Point(300, 300), 80.0)


def _lines(bench: Bench) -> list[tuple[str, ...]]:
    return [one.lines for one in bench.placing()[0]]


def test_it_is_drawn_with_its_length_and_what_it_is(bench: Bench) -> None:
    before = picture_of(bench.canvas)
    bench.board.sheet.calibrate(_CALIBRATION)
    assert _lines(bench) == [("Calibration", "80.0 mm")]
    assert picture_of(bench.canvas) != before
    bench.board.sheet.calibrate(Calibration(Point(100, 300), Point(300, 300), 90.0))
    assert _lines(bench) == [("Calibration", "90.0 mm")]


def test_it_goes_with_the_calibration_and_comes_back_with_it(bench: Bench) -> None:
    before = picture_of(bench.canvas)
    bench.board.sheet.calibrate(_CALIBRATION)
    bench.board.sheet.calibrate(None)
    assert picture_of(bench.canvas) == before
    bench.board.sheet.stack.undo()
    assert _lines(bench) == [("Calibration", "80.0 mm")]


def test_the_hand_neither_selects_nor_drags_it(bench: Bench) -> None:
    bench.board.sheet.calibrate(_CALIBRATION)
    stroke(bench.canvas, (200, 300), (250, 350))
    stroke(bench.canvas, (100, 300), (150, 350))
    assert bench.board.selected is None
    assert bench.board.sheet.sheet.calibration == _CALIBRATION
    (line,), offset = bench.placing()
    assert bench.hand.hover(bench.canvas.item_place(line.label.center() + offset)) is None


def test_it_is_hidden_with_the_measurements(bench: Bench) -> None:
    bench.board.sheet.calibrate(_CALIBRATION)
    shown = picture_of(bench.canvas)
    bench.board.set_visible(False)
    hidden = picture_of(bench.canvas)
    bench.board.sheet.calibrate(None)
    assert hidden != shown
    assert picture_of(bench.canvas) == hidden


def test_a_length_drawn_along_it_is_a_measurement(bench: Bench) -> None:
    bench.board.sheet.calibrate(_CALIBRATION)
    bench.choose("length")
    stroke(bench.canvas, (100, 300), (300, 300))
    assert bench.figure == "80.0 mm"
    assert bench.board.selected == bench.only
