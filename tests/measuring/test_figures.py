import math

import pytest

from tests.measuring.radiographs import radiograph, spacing
from viewer.imaging import Length
from viewer.measuring import (
    AngleFigures,
    Calibration,
    Kind,
    LengthFigures,
    Level,
    Measurement,
    Point,
    RatioFigures,
    RegionFigures,
    calibrated,
    figures_of,
)
from viewer.measuring.view_warning import view_warning


def _measured(kind: Kind, *points: tuple[float, float], level: Level = Level.ROWS, mm=None):
    measurement = Measurement(kind, tuple(Point(*point) for point in points), level)
    return figures_of(measurement, radiograph(), mm)


def test_a_length_is_in_millimetres_by_each_side_of_the_pixel() -> None:
    figures = _measured(Kind.LENGTH, (10, 10), (40, 30), mm=spacing(0.2, 0.1))
    assert figures == LengthFigures(Length(5.0, "mm", "at the detector"))


def test_a_length_without_spacing_is_in_pixels_and_says_so() -> None:
    figures = _measured(Kind.LENGTH, (10, 10), (13, 14))
    assert figures == LengthFigures(Length(5.0, "px", "pixels only"))


@pytest.mark.parametrize(("end", "degrees"), [((0, -5), 90), ((5, 0), 0), ((-5, 0), 180)])
def test_an_angle_opens_at_its_middle_point(end: tuple[float, float], degrees: float) -> None:
    figures = _measured(Kind.ANGLE, (60, 50), (50, 50), (50 + end[0], 50 + end[1]))
    assert isinstance(figures, AngleFigures)
    assert figures.degrees == pytest.approx(degrees)


def test_an_angle_is_that_of_the_patient_where_pixels_are_not_square() -> None:
    figures = _measured(Kind.ANGLE, (60, 50), (50, 50), (60, 45), mm=spacing(0.2, 0.1))
    assert isinstance(figures, AngleFigures)
    assert figures.degrees == pytest.approx(45)


def _cobb(first: float, second: float, *, turned: bool = False) -> float:
    level = Level.COLUMNS if turned else Level.ROWS

    def end(degrees: float) -> tuple[float, float]:
        along, across = 20 * math.cos(math.radians(degrees)), 20 * math.sin(math.radians(degrees))
        return (50 + across, 50 + along) if turned else (50 + along, 50 + across)

    figures = _measured(Kind.COBB, (50, 50), end(first), (50, 50), end(second), level=level)
    assert isinstance(figures, AngleFigures)
    return figures.degrees


@pytest.mark.parametrize("turned", [False, True])
def test_a_cobb_angle_is_the_same_whichever_way_its_lines_are_drawn(turned: bool) -> None:
    assert _cobb(20, -25, turned=turned) == pytest.approx(45)
    assert _cobb(20, 155, turned=turned) == pytest.approx(45)
    assert _cobb(200, -25, turned=turned) == pytest.approx(45)


def test_a_cobb_angle_beyond_90_degrees_is_not_told_as_its_supplement() -> None:
    assert _cobb(55, -50) == pytest.approx(105)


def test_the_widths_of_a_ratio_count_along_the_level() -> None:
    figures = _measured(Kind.RATIO, (60, 20), (120, 50), (40, 60), (160, 60), mm=spacing(0.2, 0.1))
    assert isinstance(figures, RatioFigures)
    assert figures.ratio == pytest.approx(0.5)
    assert (figures.heart.value, figures.thorax.value) == pytest.approx((6.0, 12.0))


def test_a_picture_on_its_side_has_its_widths_down_the_rows() -> None:
    figures = _measured(Kind.RATIO, (20, 20), (50, 50), (60, 10), (60, 70), level=Level.COLUMNS)
    assert isinstance(figures, RatioFigures)
    assert figures.ratio == pytest.approx(0.5)


def test_a_free_width_goes_straight_from_point_to_point() -> None:
    figures = _measured(Kind.RATIO, (0, 0), (30, 40), (0, 0), (60, 80), level=Level.NONE)
    assert isinstance(figures, RatioFigures)
    assert figures.heart.value == pytest.approx(50)


def test_a_thorax_without_width_has_no_ratio() -> None:
    figures = _measured(Kind.RATIO, (0, 0), (30, 0), (50, 0), (50, 0))
    assert isinstance(figures, RatioFigures)
    assert figures.ratio is None


def test_a_heart_wider_than_its_thorax_is_told_of() -> None:
    figures = _measured(Kind.RATIO, (0, 0), (80, 0), (10, 0), (50, 0))
    assert isinstance(figures, RatioFigures)
    assert "wider than the thorax" in figures.warning


@pytest.mark.parametrize(
    ("view", "words"),
    [("PA", ""), ("pa ", ""), ("AP", "AP view"), ("", "not known"), ("LL", "not a frontal view")],
)
def test_a_ratio_is_warned_of_on_any_view_but_pa(view: str, words: str) -> None:
    warning = view_warning(view)
    assert words in warning
    assert bool(warning) == bool(words)


@pytest.mark.parametrize(("kind", "share"), [(Kind.RECTANGLE, 1.0), (Kind.ELLIPSE, math.pi / 4)])
def test_an_area_is_in_square_millimetres(kind: Kind, share: float) -> None:
    figures = _measured(kind, (10, 20), (30, 30), mm=spacing(0.2, 0.1))
    assert isinstance(figures, RegionFigures)
    assert figures.area.value == pytest.approx(20 * 0.1 * 10 * 0.2 * share)
    assert figures.area.unit == "mm²"


def test_a_known_length_calibrates_and_keeps_the_shape_of_the_pixel() -> None:
    picture = radiograph(aspect=2.0)
    told = calibrated(picture, Calibration(Point(0, 0), Point(30, 20), 100.0))
    assert (told.column_mm, told.row_mm) == pytest.approx((2.0, 4.0))
    assert told.worth == "calibrated by you: 100 mm"
    line = Measurement(Kind.LENGTH, (Point(0, 0), Point(30, 20)))
    figures = figures_of(line, picture, told)
    assert isinstance(figures, LengthFigures)
    assert figures.length.value == pytest.approx(100.0)


def test_dragging_a_border_of_the_thorax_takes_the_other_along_its_level() -> None:
    points = (Point(60, 20), Point(120, 50), Point(40, 60), Point(160, 60))
    dragged = Measurement(Kind.RATIO, points).with_point(3, Point(170, 66))
    assert dragged.points[2:] == (Point(40, 66), Point(170, 66))
    assert dragged.points[:2] == points[:2]
