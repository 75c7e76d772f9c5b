"""Ctrl+C: the selected rows on the clipboard, as the table shows them."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from viewer.batch.figures.labels import Labels
from viewer.batch.worklist.listing import Ids, Listing
from viewer.batch.worklist.row import judged
from viewer.reading import OperatingPoint
from viewer.ui.texts import trn
from viewer.ui.work import Lane, Work
from viewer.ui.worklist.columns import Column, Shown
from viewer.ui.worklist.copying import Copied, cells_of, copied
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.source import RowSource


class RowCopy(QObject):
    """Fetches the rows in a worker thread: a hundred thousand may be selected."""

    told = Signal(str)

    def __init__(self, page: WorklistPage, source: RowSource, work: Work) -> None:
        super().__init__(page)
        self._page, self._source, self._work = page, source, work
        page.table.copy_asked.connect(self._copy)

    def _copy(self) -> None:
        ids, path = self._page.table.selected_ids, self._source.path
        if path is None or not len(ids):
            return
        columns, point = self._page.table.heading.columns, self._page.point
        labels = self._source.labels

        def fetch() -> Copied:
            with Listing(path) as listing:
                return _copied(listing, ids, columns, point, labels)

        self._work.ask(
            Lane.TABLE, "copy", fetch, partial(self._take, len(ids)), self._source.problem.emit
        )

    def _take(self, count: int, copy: Copied) -> None:
        QGuiApplication.clipboard().setMimeData(copy.mime_data)
        text = trn("{count:,} row copied.", "{count:,} rows copied.", count)
        self.told.emit(text.format(count=count))


def _copied(
    listing: Listing,
    ids: Ids,
    columns: list[Column],
    point: OperatingPoint | None,
    labels: Labels | None,
) -> Copied:
    rows = [
        Shown(
            row if point is None else judged(row, point),
            None if labels is None else labels.label_of(row.file),
        )
        for row in listing.all_rows(ids)
    ]
    return copied(cells_of(rows, columns))
