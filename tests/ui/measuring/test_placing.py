from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from tests.ui.measuring.conftest import Bench
from viewer.measuring import Change, Kind, Measurement, Point
from viewer.ui.measuring.labels import Taken, place_label

_SIGHT = QRectF(0, 0, 700, 500)


def _tried(size: QSizeF, bounds: QRectF, last: QPointF) -> list[QRectF]:
    width, height, middle = size.width(), size.height(), bounds.center()
    below = QPointF(middle.x() - width / 2, bounds.bottom() + 10)
    beside = last.x() + 10 if last.x() >= middle.x() - 1 else last.x() - 10 - width
    corners = [
        QPointF(beside, last.y() - height / 2),
        QPointF(bounds.right() + 10, middle.y() - height / 2),
        below,
        QPointF(middle.x() - width / 2, bounds.top() - 10 - height),
        QPointF(bounds.left() - 10 - width, middle.y() - height / 2),
        *(below + QPointF(0, step * height) for step in range(1, 8)),
    ]
    return [QRectF(corner, size) for corner in corners]


def _expected(
    size: QSizeF,
    bounds: QRectF,
    last: QPointF,
    handles: Sequence[QPointF],
    labels: Sequence[QRectF],
) -> QRectF:
    off = [QRectF(at.x() - 7, at.y() - 7, 14, 14) for at in handles] + list(labels)
    tried = _tried(size, bounds, last)
    free = [one for one in tried if not any(one.intersects(area) for area in off)]
    return next((one for one in free if _SIGHT.contains(one)), free[0] if free else tried[0])


@pytest.mark.parametrize("count", [5, 150])
def test_figures_stand_at_the_first_free_place_that_can_be_seen_whole(count: int) -> None:
    rng, labels, places = np.random.default_rng(4), list[QRectF](), set[int]()
    lines = [[QPointF(*end) for end in ends] for ends in rng.uniform(-150, 750, (count, 2, 2))]
    handles = [end for ends in lines for end in ends]
    taken = Taken(handles)
    for ends in lines:
        bounds, size = QRectF(*ends).normalized(), QSizeF(*rng.uniform(40, 160, 2).tolist())
        expected = _expected(size, bounds, ends[-1], handles, labels)
        assert place_label(size, bounds, ends[-1], taken, _SIGHT) == expected
        places.add(_tried(size, bounds, ends[-1]).index(expected))
        labels.append(expected)
        taken.add(expected)
    assert len(places) > 1


def test_a_zoom_moves_the_lines_and_computes_no_figures_anew(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.board.sheet is not None
    length = Measurement(Kind.LENGTH, (Point(50, 50), Point(150, 90)))
    region = Measurement(Kind.ELLIPSE, (Point(200, 200), Point(300, 260)))
    bench.board.sheet.lay(Change({one.id: one for one in (length, region)}))
    before, _ = bench.placing()
    asked: list[Measurement] = []
    monkeypatch.setattr(bench.board, "figures", asked.append)
    bench.canvas.zoom_by(1.5, QPointF(100, 100))
    after, _ = bench.placing()
    assert [one.lines for one in after] == [one.lines for one in before]
    assert after[0].drawn.width() == pytest.approx(1.5 * before[0].drawn.width(), rel=0.05)
    assert not asked


def test_figures_follow_what_is_dragged(bench: Bench) -> None:
    assert bench.board.sheet is not None
    length = Measurement(Kind.LENGTH, (Point(50, 50), Point(150, 50)))
    bench.board.sheet.lay(Change({length.id: length}))
    (before,) = bench.placing()[0]
    bench.board.drag(length.with_point(1, Point(250, 50)))
    (after,) = bench.placing()[0]
    assert (before.lines, after.lines) == (("50.0 mm",), ("100.0 mm",))


def test_figures_keep_off_handles_of_others_and_off_figures_put_there_by_hand(
    bench: Bench,
) -> None:
    first = Measurement(Kind.LENGTH, (Point(50, 50), Point(150, 50)))
    beside = Measurement(Kind.LENGTH, (Point(165, 50), Point(165, 150)))
    by_hand = Measurement(Kind.ANGLE, (Point(300, 300), Point(300, 350), Point(350, 350)))
    by_hand = replace(by_hand, label=Point(105, 65))
    bench.board.sheet.lay(Change({one.id: one for one in (first, beside, by_hand)}))
    placed, _ = bench.placing()
    label = next(one.label for one in placed if one.measurement == first)
    others = [one for one in placed if one.measurement != first]
    assert not any(label.contains(handle) for one in others for handle in one.shape.handles)
    assert not any(label.intersects(one.label) for one in others)


@pytest.mark.parametrize(
    ("points", "right"),
    [
        ((Point(50, 50), Point(150, 60)), True),
        ((Point(150, 50), Point(50, 60)), False),
        ((Point(100, 50), Point(100, 150)), True),
    ],
    ids=("to the right", "to the left", "upright"),
)
def test_figures_stand_where_a_line_leads(
    bench: Bench, points: tuple[Point, Point], right: bool
) -> None:
    length = Measurement(Kind.LENGTH, points)
    bench.board.sheet.lay(Change({length.id: length}))
    ((placed,), _offset) = bench.placing()
    assert (placed.label.center().x() > placed.shape.handles[1].x()) == right
