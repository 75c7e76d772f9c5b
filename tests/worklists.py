"""What the worklist's page shows, once it has settled."""

from pytestqt.qtbot import QtBot

from viewer.batch import Row
from viewer.batch.worklist.listing import Listing
from viewer.batch.worklist.query import Query
from viewer.ui.main_window import MainWindow
from viewer.ui.worklist.columns import COLUMNS

_LONG = 20_000


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until no batch is running and the page shows what there is."""
    qtbot.waitUntil(lambda: not window.batch.running and window.worklist.settled, timeout=_LONG)


def cells(window: MainWindow, name: str = "file") -> list[str]:
    """What a column shows, from the first row to the last; all must be in sight."""
    model = window.worklist_page.model
    place = next(place for place, column in enumerate(COLUMNS) if column.name == name)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def rows(window: MainWindow) -> list[Row]:
    """The rows that the worklist has which the page shows."""
    path = window.rows.path
    assert path is not None
    with Listing(path) as listing:
        return list(listing.all_rows(listing.ids(Query())))
