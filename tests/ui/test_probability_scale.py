import pytest

from viewer.ui.looks import probability_text
from viewer.ui.reading.probability_scale import place_on_scale


@pytest.mark.parametrize("threshold", [0.0, 0.05, 0.5, 0.93, 1.0])
def test_the_operating_point_stands_in_the_middle_whatever_its_threshold(
    threshold: float,
) -> None:
    assert place_on_scale(threshold, threshold) == pytest.approx(0.5 if threshold < 1 else 1.0)


@pytest.mark.parametrize("threshold", [0.05, 0.5, 0.93])
def test_the_ends_stay_the_ends_and_order_is_kept(threshold: float) -> None:
    places = [place_on_scale(step / 100, threshold) for step in range(101)]
    assert places[0] == 0.0
    assert places[-1] == pytest.approx(1.0)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "0.000"), (0.0004, "< 0.001"), (0.5, "0.500"), (0.9996, "> 0.999"), (1.0, "1.000")],
)
def test_rounding_never_makes_a_certainty(probability: float, text: str) -> None:
    assert probability_text(probability) == text
