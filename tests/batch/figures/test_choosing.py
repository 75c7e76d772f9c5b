"""A threshold that is chosen is the card's where it is shown as the card's."""

from viewer.batch.figures.choosing import STEPS, point_at, step_of
from viewer.reading import OperatingPoint

CARD = (
    OperatingPoint(name="balanced", threshold=0.4988438536638096, description=""),
    OperatingPoint(name="sensitive", threshold=0.19263871527741872, description=""),
)


def test_what_is_shown_as_a_threshold_of_the_card_is_that_point() -> None:
    assert [point_at(step, CARD) for step in (499, 193)] == list(CARD)


def test_any_other_threshold_says_that_it_was_chosen() -> None:
    point = point_at(498, CARD)
    assert (point.name, point.threshold) == ("chosen", 0.498)
    assert point.description


def test_every_step_is_a_threshold_that_is_shown_as_that_step() -> None:
    assert [step_of(point_at(step, CARD).threshold) for step in range(STEPS + 1)] == list(
        range(STEPS + 1)
    )
