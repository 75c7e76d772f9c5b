"""The second page, and all that it needs to be alive."""

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QMainWindow

from viewer.ui.commands.commands import Commands
from viewer.ui.program import Program
from viewer.ui.worklist.batch_commands import BatchCommands
from viewer.ui.worklist.feeding import Feeding
from viewer.ui.worklist.figures_feed import FiguresFeed
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.row_copy import RowCopy
from viewer.ui.worklist.row_walk import RowWalk
from viewer.ui.worklist.table_commands import TableCommands


class WorklistRoom(QObject):
    """Connects a window's page with the batch, its rows, the desk and the commands."""

    def __init__(
        self, window: QMainWindow, commands: Commands, page: WorklistPage, program: Program
    ) -> None:
        super().__init__(window)
        self._program, self._page = program, page
        source, desk, work = program.rows, program.desk, program.work
        Feeding(page, source)
        self._figures = FiguresFeed(page.figures, source, work)
        self.batch = BatchCommands(window, commands, page, program)
        self.walk = RowWalk(page, source, desk)
        self._copy = RowCopy(page, source, work)
        self._table = TableCommands(window, commands, page, program)

    @property
    def settled(self) -> bool:
        """Whether the page shows all that there is: rows, thumbnails and figures."""
        looked = not self._page.table.looking
        return looked and self._program.rows.settled and self._figures.settled

    @property
    def told(self) -> tuple[SignalInstance, ...]:
        """Signals with a line on what was done."""
        return self._copy.told, self._table.told

    @property
    def problems(self) -> tuple[SignalInstance, ...]:
        """Signals with a HilumError."""
        program = self._program
        return program.batch.problem, program.rows.problem, program.table_export.problem
