"""Which side of the patient is at which edge, however the picture is turned."""

import pytest

from viewer.ui.canvas.letters import Letters, edge_letters
from viewer.ui.canvas.orientation import Orientation

_UPRIGHT = Orientation()


def _edges(orientation: Orientation) -> str:
    letters = edge_letters(("L", "F"), orientation)
    assert letters is not None
    return letters.left + letters.top + letters.right + letters.bottom


def test_rows_lead_to_the_right_edge_and_columns_to_the_lower_one() -> None:
    assert edge_letters(("L", "F"), _UPRIGHT) == Letters(left="R", top="H", right="L", bottom="F")


@pytest.mark.parametrize(
    ("orientation", "edges"),
    [
        (Orientation(1), "FRHL"),
        (Orientation(2), "LFRH"),
        (Orientation(3), "HLFR"),
        (_UPRIGHT.flipped_horizontally(), "LHRF"),
        (_UPRIGHT.flipped_vertically(), "RFLH"),
        (Orientation(1).flipped_horizontally(), "HRFL"),
    ],
)
def test_letters_turn_with_the_picture(orientation: Orientation, edges: str) -> None:
    assert _edges(orientation) == edges


def test_each_letter_of_an_oblique_view_has_its_opposite() -> None:
    assert edge_letters(("LA", "F"), _UPRIGHT) == Letters(
        left="RP", top="H", right="LA", bottom="F"
    )


@pytest.mark.parametrize("directions", [(), ("L",), ("LE", "V"), ("", "F"), ("<b>", "F")])
def test_without_a_persons_directions_there_are_no_letters(directions: tuple[str, ...]) -> None:
    assert edge_letters(directions, _UPRIGHT) is None
