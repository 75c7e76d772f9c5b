"""Deleting the worklists that the window keeps: their rows hold patients' IDs and file names."""

from PySide6.QtCore import QObject, Signal

from viewer.ui.pages import Pages
from viewer.ui.program import Program
from viewer.ui.texts import tr, trn
from viewer.ui.work import Lane
from viewer.ui.worklist.page import WorklistPage


class WorklistDeleting(QObject):
    """Offers to delete them on the page, for nothing brings them back.

    One that was opened from elsewhere is somebody's own file, and stays.
    """

    told = Signal(str)

    def __init__(self, page: WorklistPage, pages: Pages, program: Program) -> None:
        super().__init__(page)
        self._page, self._pages, self._program = page, pages, program

    def offer(self, count: int) -> None:
        """Offer to delete so many."""
        if self._program.batch.running:
            return
        text = trn(
            "The rows of {count:,} worklist will be gone for good."
            " Radiographs and exported tables stay.",
            "The rows of {count:,} worklists will be gone for good."
            " Radiographs and exported tables stay.",
            count,
        )
        self._pages.turn(worklist=True)
        self._page.offer.offer(text.format(count=count), [(tr("Delete"), self._delete)])

    def _delete(self) -> None:
        program = self._program
        if program.rows.path is not None and program.shelf.holds(program.rows.path):
            program.rows.look_at(None)
            self._page.show_subject("")
        delete = program.shelf.delete_all
        program.work.ask(
            Lane.TABLE, "delete worklists", delete, self._tell, program.rows.problem.emit
        )

    def _tell(self, count: int) -> None:
        text = trn("{count:,} worklist is deleted.", "{count:,} worklists are deleted.", count)
        self.told.emit(text.format(count=count))
