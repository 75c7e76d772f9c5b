"""Scope: what the header says, and how the radiograph looks."""

import pytest

from tests.stand_in import stand_in_card
from viewer.imaging import Damage, Header
from viewer.reading.scope import scope_reasons

CARD = stand_in_card(scope_threshold=2.0)
CHILDREN = CARD.model_copy(
    update={"intended_use": CARD.intended_use.model_copy(update={"ages_years": (1, 5)})}
)


def test_no_header_is_no_reason() -> None:
    assert scope_reasons(Header(), None, 1.0, CARD) == ()


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (Header(modality="CT"), "the modality is CT"),
        (Header(body_part="HIP"), "the body part is HIP"),
        (Header(view_position="LL"), "the view is LL"),
    ],
)
def test_header_of_another_kind_is_named(header: Header, words: str) -> None:
    (reason,) = scope_reasons(header, None, 1.0, CARD)
    assert words in reason


@pytest.mark.parametrize(
    ("age", "in_scope"), [(0.9, False), (1.0, True), (5.9, True), (6.0, False), (64.0, False)]
)
def test_last_year_of_life_counts_whole(age: float, in_scope: bool) -> None:
    assert (scope_reasons(Header(age_years=age), None, 1.0, CHILDREN) == ()) is in_scope


@pytest.mark.parametrize(
    ("distance", "in_scope"), [(2.0, True), (2.1, False), (float("nan"), False)]
)
def test_distance_beyond_the_limit_is_out_of_scope(distance: float, in_scope: bool) -> None:
    assert (scope_reasons(Header(), None, distance, CARD) == ()) is in_scope


@pytest.mark.parametrize(("age", "words"), [(11.5 / 12, "11 months old"), (6.9, "6 years old")])
def test_age_out_of_scope_is_told_as_people_say_it(age: float, words: str) -> None:
    (reason,) = scope_reasons(Header(age_years=age), None, 1.0, CHILDREN)
    assert words in reason


@pytest.mark.parametrize(("confined", "reasons"), [(False, ("it is cut",)), (True, ())])
def test_damage_is_a_reason_where_it_may_be_anywhere(
    confined: bool, reasons: tuple[str, ...]
) -> None:
    assert scope_reasons(Header(), Damage("it is cut", confined), 1.0, CARD) == reasons


def test_several_frames_are_no_single_radiograph() -> None:
    (reason,) = scope_reasons(Header(frames=12), None, 1.0, CARD)
    assert "12 frames" in reason
