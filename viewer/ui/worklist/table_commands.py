"""What a person does with a worklist that is there: export, label, search, look at another one."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from viewer.batch.figures.label_table import read_labels
from viewer.batch.worklist.query import Query
from viewer.ui.commands.commands import Commands
from viewer.ui.dialogs import asking
from viewer.ui.program import Program
from viewer.ui.texts import tr, trn
from viewer.ui.work import Lane
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.table_export import Order, Written


class TableCommands(QObject):
    """Connects the commands of the page."""

    told = Signal(str)
    """One line on what was done."""

    def __init__(
        self, window: QMainWindow, commands: Commands, page: WorklistPage, program: Program
    ) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._source, self._work = program.rows, program.work
        self._export, self._preferences = program.table_export, program.preferences
        self._turn, self._figures = commands["page.worklist"], commands["worklist.figures"]
        self._figures.setChecked(self._preferences.current.worklist_figures)
        self._figures.toggled.connect(self._keep_figures)
        does = {
            "worklist.export": self._export_all,
            "worklist.export_shown": self._export_shown,
            "worklist.export_heatmaps": self._export_heatmaps,
            "worklist.labels": self._ask_labels,
            "worklist.search": self._search,
        }
        for id, do in does.items():
            commands[id].triggered.connect(do)
        page.figures.labels_asked.connect(self._ask_labels)
        self._export.ended.connect(self._tell_written)

    def _export_all(self) -> None:
        self._write(Query())

    def _export_shown(self) -> None:
        self._write(self._page.query)

    def _write(self, query: Query) -> None:
        worklist = self._source.path
        target = asking.ask_for_worklist(self._window) if worklist else None
        if worklist and target:
            self._export.write(self._order(worklist, query), target)

    def _export_heatmaps(self) -> None:
        worklist = self._source.path
        folder = asking.ask_for_folder(self._window, tr("Folder for the heatmaps"))
        if worklist and folder:
            self._export.draw(self._order(worklist, self._page.query), folder)

    def _order(self, worklist: Path, query: Query) -> Order:
        return Order(worklist, query, self._page.point, self._source.labels)

    def _ask_labels(self) -> None:
        path = asking.ask_for_file(self._window, tr("Labels from CSV"), "CSV", "*.csv *.tsv *.txt")
        if path:
            self._work.ask(
                Lane.TABLE,
                "labels",
                lambda: read_labels(path),
                self._source.label_by,
                self._source.problem.emit,
            )

    def _search(self) -> None:
        self._turn.setChecked(True)
        self._page.filters.search.setFocus()
        self._page.filters.search.selectAll()

    def _keep_figures(self, shown: bool) -> None:
        self._preferences.change(worklist_figures=shown)

    def _tell_written(self, written: Written | None) -> None:
        if written is None:
            return
        parts = [tr("Saved {file}.").format(file=written.target.name)]
        if written.failed:
            text = trn(
                "{count:,} radiograph could not be drawn; heatmaps.csv says why.",
                "{count:,} radiographs could not be drawn; heatmaps.csv says why.",
                written.failed,
            )
            parts.append(text.format(count=written.failed))
        self.told.emit(" ".join(parts))
