"""Where the panel is as narrow as it gets, everything still has its room."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.figures.conftest import BALANCED, POINTS
from viewer.batch.figures.facts import Facts
from viewer.ui import texts, theme
from viewer.ui.worklist.figures import FiguresPanel


@pytest.fixture(params=[(language, size) for language in texts.LANGUAGES for size in (100, 150)])
def narrow(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    shown: Callable[[QWidget], None],
    labelled: Facts,
) -> Iterator[FiguresPanel]:
    language, size = request.param
    texts.use(language)
    theme.apply(qapp, text_size=size)
    panel = FiguresPanel()
    panel.set_points(POINTS, BALANCED)
    panel.show_facts(labelled)
    panel.resize(panel.minimumWidth(), 700)
    shown(panel)
    yield panel
    texts.use("en")
    theme.apply(qapp)


def test_nothing_is_cut_off_at_the_side(narrow: FiguresPanel) -> None:
    inside = narrow.widget()
    assert narrow.verticalScrollBar().isVisible()
    assert inside.minimumSizeHint().width() <= narrow.viewport().width()
    for part in inside.findChildren(QWidget):
        if part.isVisibleTo(inside) and part.parentWidget() is not narrow.controls:
            assert part.width() >= part.minimumSizeHint().width()
