"""The reading panel names the operating point in use, on the model's card or off it."""

from viewer.reading import OperatingPoint
from viewer.ui.main_window import MainWindow

CHOSEN = OperatingPoint(name="chosen", threshold=0.35, description="Chosen here.")


def test_a_point_off_the_card_is_named_while_it_is_in_use(window: MainWindow) -> None:
    points = window.reading_panel.points
    on_card = [points.itemText(row) for row in range(points.count())]
    first = window.desk.operating_point
    assert first is not None
    window.desk.set_operating_point(CHOSEN)
    assert points.currentText() == "Chosen here  (0.350)"
    window.desk.set_operating_point(first)
    assert [points.itemText(row) for row in range(points.count())] == on_card
    assert points.currentText() == on_card[0]
