"""Brings rows to the page, as many as it has in sight."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QImage, QPixmap

from viewer.batch import Row
from viewer.ui.worklist.cells import THUMBNAIL_HEIGHT
from viewer.ui.worklist.page import WorklistPage
from viewer.ui.worklist.source import Listed, RowSource


class Feeding(QObject):
    """Connects a window's page with what outlives the window."""

    def __init__(self, page: WorklistPage, source: RowSource) -> None:
        super().__init__(page)
        self._page, self._source = page, source
        page.query_changed.connect(self._ask)
        page.model.missing.connect(source.want)
        source.turned.connect(self._turn)
        source.listed.connect(self._take_listed)
        source.rows_came.connect(self._take_rows)
        source.thumbnails_came.connect(self._take_thumbnails)
        source.labelled.connect(self._take_labels)
        self._take_labels()

    def _ask(self) -> None:
        self._source.ask(self._page.query)

    def _turn(self) -> None:
        self._page.show_listed(None)

    def _take_listed(self, listed: Listed) -> None:
        self._page.show_listed(listed)

    def _take_rows(self, rows: Mapping[int, Row]) -> None:
        self._page.model.take_rows(rows)

    def _take_thumbnails(self, images: Mapping[int, QImage]) -> None:
        self._page.model.take_thumbnails({id: _icon(image) for id, image in images.items()})

    def _take_labels(self) -> None:
        self._page.model.label_by(self._source.labels)


def _icon(image: QImage) -> QIcon:
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(max(image.width(), image.height()) / THUMBNAIL_HEIGHT or 1.0)
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # else Qt tints what is selected
        icon.addPixmap(pixmap, mode)
    return icon
