"""The figures on the radiograph are written anew when they change, and not for each frame."""

import pytest
from PySide6.QtCore import QPointF

from tests.e2e.gestures import picture_of
from tests.ui.measuring.conftest import Bench
from viewer.measuring import Change, Kind, Measurement, Point
from viewer.ui.measuring import label_pictures
from viewer.ui.measuring.painting import paint_figures


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The lines of each label that was painted."""
    lines: list[tuple[str, ...]] = []

    def paint(painter, label, these, worth, *, selected) -> None:
        lines.append(tuple(these))
        paint_figures(painter, label, these, worth, selected=selected)

    monkeypatch.setattr(label_pictures, "paint_figures", paint)
    return lines


def _measure(bench: Bench) -> Measurement:
    length = Measurement(Kind.LENGTH, (Point(50, 50), Point(150, 50)))
    assert bench.board.sheet is not None
    bench.board.sheet.lay(Change({length.id: length}))
    picture_of(bench.canvas)
    return length


def test_a_zoom_writes_no_figures_anew(bench: Bench, written: list) -> None:
    _measure(bench)
    for _ in range(3):
        bench.canvas.zoom_by(1.1, QPointF(100, 100))
        picture_of(bench.canvas)
    assert written == [("50.0 mm",)]


def test_what_is_dragged_or_selected_is_written_as_it_is(bench: Bench, written: list) -> None:
    length = _measure(bench)
    bench.board.drag(length.with_point(1, Point(250, 50)))
    picture_of(bench.canvas)
    bench.board.drag(None)
    before = picture_of(bench.canvas)
    bench.board.sheet.select(length.id)
    assert picture_of(bench.canvas) != before
    assert written == [("50.0 mm",), ("100.0 mm",), ("50.0 mm",), ("50.0 mm",)]
