"""Lines lie where a field crosses a level, and close round what is above it."""

import numpy as np
import pytest

from viewer.reading.contour import contours, enclosed, simplified

_LEVEL = 0.05


def test_a_straight_slope_is_cut_in_the_exact_place() -> None:
    rows, columns = np.indices((4, 10)).astype(float)
    (line,) = contours(columns + 0 * rows, 6.25)
    assert line[:, 0].min() == pytest.approx((6.25 + 0.5) / 10)


def test_a_place_at_the_border_is_closed_along_it() -> None:
    field = np.zeros((8, 8))
    field[:3, :3] = 1.0
    (line,) = contours(field, 0.5)
    assert line.min() == pytest.approx(0.5 / 8)
    # Half a field is left out on either side that touches the border.
    assert enclosed(line) == pytest.approx((2.5 / 8) ** 2, rel=0.05)


def test_a_hole_has_a_line_of_its_own_that_runs_the_other_way() -> None:
    field = np.ones((9, 9))
    field[4, 4] = 0.0
    areas = sorted(enclosed(line) for line in contours(field, 0.5))
    assert areas[0] < 0 < areas[1]
    assert abs(areas[0]) == pytest.approx(0.5 / 81)  # the square on its point


def test_nothing_above_the_level_has_no_line() -> None:
    assert contours(np.zeros((5, 5)), 0.5) == ()


def test_a_simplified_line_has_few_points_and_stays_where_it_was() -> None:
    rows, columns = np.indices((200, 200))
    (line,) = contours(80.0 - np.hypot(rows - 100, columns - 90), 0.0)
    simple = simplified(line, 0.001)
    assert len(simple) < len(line) / 8
    assert enclosed(simple) == pytest.approx(enclosed(line), rel=0.01)
    away = np.abs(np.hypot(*(simple * 200 - 0.5 - (90, 100)).T) - 80)
    assert away.max() < 0.1


@pytest.mark.parametrize("seed", range(20))
def test_lines_are_those_of_matplotlib(seed: int) -> None:
    contourpy = pytest.importorskip("contourpy")
    random = np.random.default_rng(seed)
    rows, columns = random.integers(2, 30, 2)
    field = random.normal(size=(rows, columns))
    padded = np.pad(field, 1, constant_values=_LEVEL - 1e9)
    theirs = contourpy.contour_generator(z=padded).lines(_LEVEL)
    wanted = [(line[:-1] - 0.5) / (columns, rows) for line in theirs]
    got = contours(field, _LEVEL)
    assert sorted(map(len, got)) == sorted(map(len, wanted))
    assert _areas(got) == pytest.approx(_areas(wanted), abs=1e-9)
    assert _in_order(np.concatenate(got)) == pytest.approx(_in_order(np.concatenate(wanted)))


def _areas(lines) -> list[float]:
    return sorted(abs(enclosed(line)) for line in lines)


def _in_order(points: np.ndarray) -> np.ndarray:
    rounded = points.round(7)
    return rounded[np.lexsort(rounded.T)]
