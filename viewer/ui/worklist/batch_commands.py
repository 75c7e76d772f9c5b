"""Reading a folder into the worklist, going on with it, and looking at another one."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow

from viewer.batch import Progress
from viewer.batch.figures.labels import FolderLabels
from viewer.ui.commands.commands import Commands
from viewer.ui.dialogs import asking
from viewer.ui.program import Program
from viewer.ui.texts import tr, trn
from viewer.ui.worklist.judging import WorklistJudging
from viewer.ui.worklist.kept import Kept
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.words import title_of


class BatchCommands(QObject):
    """Lets the commands start a batch, and the page draw it and offer what comes next."""

    folder_asked = Signal(object)
    worklist_asked = Signal(object)

    def __init__(
        self, window: QMainWindow, commands: Commands, page: WorklistPage, program: Program
    ) -> None:
        super().__init__(window)
        self._window, self._commands, self._page = window, commands, page
        self._batch, self._source, self._desk = program.batch, program.rows, program.desk
        self._shelf = program.shelf
        self._judging = WorklistJudging(page, program.desk)
        commands["file.read_folder"].triggered.connect(self._ask_folder)
        commands["worklist.open"].triggered.connect(self._ask_worklist)
        page.cancel_asked.connect(self._batch.cancel)
        page.progress.pause_asked.connect(self._batch.pause)
        self._batch.progressed.connect(page.show_progress)
        self._batch.pausing.connect(page.progress.show_paused)
        self._batch.started.connect(self._begin)
        self._batch.opened.connect(self._show_batch)
        self._batch.ended.connect(self._end)
        self._batch.kept.connect(self._take_kept)

    def start(self, paths: list[Path], *, anew: bool = False) -> None:
        self._batch.start(paths, self._desk.operating_point, anew=anew)

    def look_at(self, worklist: Path) -> None:
        """Look at another worklist, unless a batch fills the one that is here."""
        if not self._batch.running:
            self._batch.look_at(worklist)

    def take_over(self, other: "BatchCommands") -> None:
        """Go on where another window was, with what it offered."""
        self._enable(not self._batch.running)
        self._judging.look_at(other._judging.kept)
        if not other._page.offer.isHidden() and not self._batch.running:
            self._look_again()

    def _ask_folder(self) -> None:
        folder = asking.ask_for_folder(self._window, tr("Read a folder of radiographs"))
        if folder:
            self.folder_asked.emit([folder])

    def _ask_worklist(self) -> None:
        worklist = asking.ask_for_file(
            self._window, tr("Open a worklist"), tr("Worklists"), "*.worklist"
        )
        if worklist:
            self.worklist_asked.emit(worklist)

    def _begin(self, paths: list[Path]) -> None:
        self._enable(False)
        self._judging.look_at(None)
        self._page.start(paths)

    def _show_batch(self, goes_on: bool) -> None:
        if not goes_on or self._source.path != self._batch.path:
            self._source.look_at(self._batch.path)
        self._source.label_by(FolderLabels(self._batch.paths))
        self._source.follow(True)

    def _end(self, progress: Progress | None) -> None:
        self._source.follow(False)
        self._page.end(progress)
        self._enable(True)
        if progress is None:
            self._look_again()  # the page may still show what was looked at before
        elif progress.total is None or progress.done < progress.total:
            text = trn("{count:,} row is kept.", "{count:,} rows are kept.", progress.done)
            self._offer_rest(text.format(count=progress.done), self._batch.paths)
        elif progress.kept:
            text = trn(
                "{count:,} file was known from the last time, and not read again.",
                "{count:,} files were known from the last time, and not read again.",
                progress.kept,
            )
            self._page.offer.offer(
                text.format(count=progress.kept),
                [(tr("Read all again"), lambda: self.start(self._batch.paths, anew=True))],
            )

    def _take_kept(self, kept: Kept) -> None:
        self._judging.look_at(kept)
        self._source.look_at(kept.path)
        self._source.label_by(FolderLabels(kept.paths))
        own = self._shelf.holds(kept.path)
        subject = title_of(kept.paths) if kept.paths else kept.path.name
        self._page.show_subject(subject if own else f"{kept.path.name}: {subject}")
        self._page.offer.hide()
        if not own and self._batch.has_last:
            text = tr("You are looking at {file}.").format(file=kept.path.name)
            self._page.offer.offer(text, [(tr("Back to the last batch"), self._batch.look_back)])
        if own and not kept.complete:
            text = trn(
                "This batch was not completed; {count:,} row is kept.",
                "This batch was not completed; {count:,} rows are kept.",
                kept.count,
            )
            self._offer_rest(text.format(count=kept.count), kept.paths)

    def _offer_rest(self, text: str, paths: list[Path]) -> None:
        self._page.offer.offer(
            text,
            [
                (tr("Go on"), lambda: self.start(paths)),
                (tr("Start anew"), lambda: self.start(paths, anew=True)),
            ],
        )

    def _look_again(self) -> None:
        if self._source.path is None:
            self._batch.look_back()
        else:
            self._batch.look_at(self._source.path)

    def _enable(self, idle: bool) -> None:
        for id in ("file.read_folder", "worklist.open"):
            self._commands.enable(id, idle)
