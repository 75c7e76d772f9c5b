from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.batch.figures.drawn import drawn
from viewer.batch.figures.facts import Facts
from viewer.reading import OperatingPoint
from viewer.ui.app import make_application
from viewer.ui.worklist.figures import FiguresPanel

BALANCED = OperatingPoint(name="balanced", threshold=0.4988438536638096, description="")
SENSITIVE = OperatingPoint(name="sensitive", threshold=0.19263871527741872, description="")
POINTS = (BALANCED, SENSITIVE)


@pytest.fixture
def labelled() -> Facts:
    return drawn(300)


@pytest.fixture
def panel(shown: Callable[[QWidget], None], labelled: Facts) -> FiguresPanel:
    """The panel at the card's first point, over labelled radiographs."""
    make_application()
    panel = FiguresPanel()
    panel.resize(320, 1200)
    panel.set_points(POINTS, BALANCED)
    panel.show_facts(labelled)
    shown(panel)
    return panel


@pytest.fixture
def changed(panel: FiguresPanel) -> list[OperatingPoint]:
    """The points that the panel asked for."""
    points: list[OperatingPoint] = []
    panel.point_changed.connect(points.append)
    return points
