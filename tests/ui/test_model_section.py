"""What the window says of the model, where the panel is too narrow for all of it."""

from tests.stand_in import stand_in_card
from viewer.reading import ModelIdentity
from viewer.reading.card import Metric
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.reading.model_section import model_lines


def measured(count: int) -> str:
    """What is said of so many figures."""
    metrics = tuple(
        Metric(name=f"figure {i}", value=0.5, low=0.25, high=0.75, data="here")
        for i in range(count)
    )
    card = stand_in_card().model_copy(update={"metrics": metrics})
    identity = ModelIdentity(card.name, card.version, "0" * 64)
    return dict(model_lines(ModelInUse(card, identity, "CPUExecutionProvider")))["Measured on here"]


def test_a_few_figures_are_all_shown() -> None:
    assert measured(8).splitlines() == [f"figure {i} 0.500 (0.250 to 0.750)" for i in range(8)]


def test_of_many_figures_the_first_are_shown_and_the_rest_counted() -> None:
    lines = measured(27).splitlines()
    assert lines[7] == "figure 7 0.500 (0.250 to 0.750)"
    assert lines[8:] == ["and 19 more, listed by hilum model"]
