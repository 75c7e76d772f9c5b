from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.canvas.pictures import loaded, made, slope
from viewer.ui.canvas.canvas import Canvas


@pytest.fixture
def canvas(shown: Callable[[QWidget], None]) -> Canvas:
    """A canvas of 400 x 300 that shows a slope of 80 x 60."""
    canvas = Canvas()
    canvas.resize(400, 300)
    shown(canvas)
    canvas.show_loaded(loaded(made(slope())))
    return canvas
