"""Figures of large regions come from a worker thread, and hold nothing up."""

import threading

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.ui.measuring.conftest import Bench
from viewer.imaging import Radiograph
from viewer.measuring import Change, Kind, Measurement, Point, Statistics, statistics
from viewer.ui.measuring import regions
from viewer.ui.measuring.words import label_lines

_LARGE = Measurement(Kind.RECTANGLE, (Point(0, 0), Point(300, 200)))
_SMALL = Measurement(Kind.ELLIPSE, (Point(0, 0), Point(10, 10)))


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[Point, ...], bool]]:
    """The corners of each region that was looked at, and whether in the window's thread."""
    looked: list[tuple[tuple[Point, ...], bool]] = []

    def look(radiograph: Radiograph, kind: Kind, corners: tuple[Point, ...]) -> Statistics | None:
        looked.append((corners, threading.current_thread() is threading.main_thread()))
        return statistics(radiograph, kind, corners)

    monkeypatch.setattr(regions, "statistics", look)
    monkeypatch.setattr(regions, "_AT_ONCE", 1000)
    return looked


def _measure(bench: Bench, *measurements: Measurement) -> None:
    assert bench.board.sheet is not None
    bench.board.sheet.lay(Change({one.id: one for one in measurements}))


def _lines(bench: Bench) -> list[tuple[str, ...]]:
    return [one.lines for one in bench.placing()[0]]


def test_a_large_region_shows_its_area_at_once_and_its_values_a_moment_later(
    qtbot: QtBot, bench: Bench, computed: list
) -> None:
    _measure(bench, _LARGE)
    assert _lines(bench) == [("mean …", "…", "15,000 mm²")]
    qtbot.waitUntil(lambda: _lines(bench) == [("mean 149.5 ± 86.6", "0 to 299", "15,000 mm²")])
    assert computed == [(_LARGE.points, False)]


def test_a_small_region_is_told_of_at_once(bench: Bench, computed: list) -> None:
    _measure(bench, _SMALL)
    assert "…" not in "".join(_lines(bench)[0])
    assert computed == [(_SMALL.points, True)]


def test_many_regions_hold_the_first_paint_up_no_longer_than_one(
    qtbot: QtBot, bench: Bench, computed: list
) -> None:
    many = [Measurement(Kind.RECTANGLE, (Point(k, 0), Point(k + 25, 20))) for k in range(30)]
    _measure(bench, *many)
    bench.placing()
    assert len(computed) == 2
    qtbot.waitUntil(lambda: all("…" not in "".join(lines) for lines in _lines(bench)))
    assert sorted(corners for corners, _here in computed) == [one.points for one in many]


def test_what_is_known_of_a_region_outlasts_a_change_of_another(
    qtbot: QtBot, bench: Bench, computed: list
) -> None:
    _measure(bench, _LARGE)
    bench.placing()
    qtbot.waitUntil(lambda: "…" not in "".join(_lines(bench)[0]))
    _measure(bench, _SMALL)
    assert "…" not in "".join(sum(_lines(bench), ()))
    assert len(computed) == 2


def test_of_a_region_that_is_dragged_only_the_last_place_is_looked_at(
    qtbot: QtBot, bench: Bench, computed: list
) -> None:
    _measure(bench, _LARGE)
    bench.placing()
    qtbot.waitUntil(lambda: len(computed) == 1 and "…" not in "".join(_lines(bench)[0]))
    dragged = [_LARGE.moved(step, 0) for step in range(1, 40)]
    for one in dragged:
        bench.board.drag(one)
        assert _lines(bench)[0][0] == "mean …"
    qtbot.waitUntil(lambda: "…" not in "".join(_lines(bench)[0]))
    assert [corners for corners, _here in computed[1:]] == [dragged[-1].points]
    last = label_lines(dragged[-1], bench.board.figures(dragged[-1]))
    assert last == ["mean 188.5 ± 86.6", "39 to 338", "15,000 mm²"]


@pytest.mark.usefixtures("computed")
def test_a_picture_that_is_exported_has_every_figure(qtbot: QtBot, bench: Bench) -> None:
    _measure(bench, _LARGE)
    size = QSize(800, 800)
    at_once = bench.canvas.picture(size, True)
    qtbot.waitUntil(lambda: "…" not in "".join(_lines(bench)[0]))
    assert at_once == bench.canvas.picture(size, True)


def test_an_exported_picture_of_twice_the_size_has_lines_of_its_own(bench: Bench) -> None:
    _measure(bench, _SMALL)
    size = QSize(1600, 1600)
    fresh = bench.canvas.picture(size, True)
    for _ in range(3):  # what is on the screen is kept from now on
        bench.canvas.viewport().grab()
    assert bench.canvas.picture(size, True) == fresh
