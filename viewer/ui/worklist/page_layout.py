"""Where on the worklist's page everything stands."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.commands.commands import Commands
from viewer.ui.icons import icon
from viewer.ui.notices import action_button
from viewer.ui.preferences import PreferenceStore
from viewer.ui.texts import tr
from viewer.ui.worklist.figures_split import FiguresSplit

if TYPE_CHECKING:
    from viewer.ui.worklist.page import WorklistPage

MARGIN = 16


def lay_out(
    page: "WorklistPage", commands: Commands, preferences: PreferenceStore
) -> tuple[QStackedWidget, QWidget]:
    """Place a page's parts; gives what holds the table and its notices, and the figures' side."""
    head = QHBoxLayout()
    head.setContentsMargins(MARGIN, 12, MARGIN, 10)
    head.setSpacing(10)
    head.addWidget(action_button(commands["file.read_folder"]))
    head.addWidget(page.title, 1)
    head.addWidget(page.shown)
    head.addWidget(action_button(commands["worklist.export"]))
    figures = QToolButton()
    figures.setDefaultAction(commands["worklist.figures"])
    figures.setObjectName("chip")
    columns = QToolButton()
    columns.setObjectName("chip")
    columns.setIcon(icon("table-column"))
    columns.setAccessibleName(tr("Columns"))
    columns.setToolTip(tr("Choose the columns of the table"))
    columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    columns.setMenu(page.table.heading.menu)
    page.filters.first.addWidget(columns)
    page.filters.first.addWidget(figures)
    page.filters.setContentsMargins(MARGIN, 0, MARGIN, 10)
    pages = QStackedWidget()
    for shown in (page.veil, page.empty, page.no_match, page.table):
        pages.addWidget(shown)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(page.offer)
    layout.addLayout(head)
    layout.addWidget(page.progress)
    layout.addWidget(page.filters)
    layout.addWidget(FiguresSplit(pages, page.figures, preferences), 1)
    return pages, page.figures
