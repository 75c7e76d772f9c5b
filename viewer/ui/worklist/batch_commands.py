"""Reading a folder into the worklist, and writing that as CSV."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from viewer.batch import Progress, Row
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.desk import Desk
from viewer.ui.dialogs import asking
from viewer.ui.texts import tr
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.task import BatchTask
from viewer.ui.worklist.words import title_of


class BatchCommands(QObject):
    """Lets the commands start and export a batch, and the page draw it."""

    folder_asked = Signal(object)
    path_chosen = Signal(object)
    told = Signal(str)
    """One line on what was done."""

    def __init__(
        self,
        window: QMainWindow,
        commands: Commands,
        page: WorklistPage,
        batch: BatchTask,
        desk: Desk,
    ) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self._page, self._batch, self._desk = page, batch, desk
        commands["file.read_folder"].triggered.connect(self._ask_folder)
        commands["file.export_csv"].triggered.connect(self._ask_target)
        batch.rows_came.connect(page.add_rows)
        batch.progressed.connect(page.show_progress)
        batch.started.connect(self._begin)
        batch.ended.connect(self._end)
        batch.exported.connect(self._tell_exported)
        page.cancel_asked.connect(batch.cancel)
        page.row_chosen.connect(self._choose)

    def start(self, paths: list[Path]) -> None:
        self._page.start(title_of(paths))
        self._batch.start(paths, self._desk.operating_point)

    def _ask_folder(self) -> None:
        folder = asking.ask_for_folder(self._window, tr("Read a folder of radiographs"))
        if folder:
            self.folder_asked.emit([folder])

    def _ask_target(self) -> None:
        target = asking.ask_for_csv(self._window)
        if target:
            self._batch.export(self._page.model.rows, target)

    def _tell_exported(self, target: Path) -> None:
        self.told.emit(tr("Saved {file}.").format(file=target.name))

    def _begin(self) -> None:
        self._commands.enable("file.read_folder", False)

    def _end(self, progress: Progress | None) -> None:
        self._page.end(progress)
        self._commands.enable("file.read_folder", True)

    def _choose(self, row: Row) -> None:
        self.path_chosen.emit(row.file)
