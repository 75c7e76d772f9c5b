"""The commands that write what is shown as a picture, or as a page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSaveFile, QSize, Signal
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.canvas.marks import Marks
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.current import Current
from viewer.ui.desk.desk import Desk
from viewer.ui.dialogs import asking
from viewer.ui.export.content import page_content
from viewer.ui.export.dialog import ExportDialog, Kind
from viewer.ui.export.page import Pictures, cannot_write, page_size, write_page
from viewer.ui.export.picture import Chosen, exported_picture, seen_part
from viewer.ui.texts import tr
from viewer.ui.viewports.grid import ViewportGrid
from viewer.ui.work import Lane, Work

_ON_PAGE = QSize(1800, 1800)
"""Some 300 dots an inch at the size that it is printed in."""
_PLAIN_TEXT = 420
"""A picture of so many of the screen's pixels needs no larger texts to be legible on the page."""


class Exports(QObject):
    """Asks what and where, renders in the window's thread, and writes in another."""

    told = Signal(str)
    problem = Signal(object)

    def __init__(
        self,
        window: QWidget,
        commands: Commands,
        grid: ViewportGrid,
        marks: Marks,
        desk: Desk,
        work: Work,
    ) -> None:
        super().__init__(window)
        self._window, self._grid, self._marks = window, grid, marks
        self._desk, self._work = desk, work
        self._heatmap = commands["reading.heatmap"]
        commands["file.export_png"].triggered.connect(lambda: self._ask(Kind.PICTURE))
        commands["file.export_pdf"].triggered.connect(lambda: self._ask(Kind.PAGE))

    @property
    def _canvas(self) -> Canvas:
        return self._grid.active.canvas

    @property
    def _current(self) -> Current:
        return self._grid.active.shown.current

    def _ask(self, kind: Kind) -> None:
        if self._canvas.radiograph is None:
            return
        ratio = self._canvas.devicePixelRatioF()
        screen = self._canvas.viewport().size() * ratio
        heatmap = self._heatmap.isChecked() if _has_heatmap(self._current) else None
        render = self._render if kind is Kind.PICTURE else self._render_for_page
        dialog = ExportDialog(kind, render, screen, heatmap, self._window)
        dialog.accepted.connect(lambda: self._save(kind, dialog.chosen, dialog.picture_size))
        dialog.open()

    def _render(self, chosen: Chosen, size: QSize) -> QImage:
        return exported_picture(self._canvas, self._marks.annotations(self._canvas), chosen, size)

    def _render_for_page(self, chosen: Chosen, size: QSize) -> QImage:
        """The page itself says what stands in the corners elsewhere."""
        text = max(1.0, seen_part(self._canvas).width() / _PLAIN_TEXT)
        return self._render(replace(chosen, corners=False, text=text, cropped=True), size)

    def _save(self, kind: Kind, chosen: Chosen, size: QSize) -> None:
        target = _ask_where(self._window, kind)
        if target is None:
            return
        write = (
            self._picture(target, chosen, size)
            if kind is Kind.PICTURE
            else self._page(target, chosen)
        )
        self._work.ask(
            Lane.FIND,
            ("export", target),
            write,
            partial(self._tell, target),
            self.problem.emit,
        )

    def _tell(self, target: Path, _done: None) -> None:
        self.told.emit(tr("Saved {file}.").format(file=target.name))

    def _picture(self, target: Path, chosen: Chosen, size: QSize) -> Callable[[], None]:
        image = self._render(chosen, size)
        return lambda: write_picture(target, image)

    def _page(self, target: Path, chosen: Chosen) -> Callable[[], None]:
        current, view = self._current, self._canvas.view
        assert view is not None
        content = page_content(current, view, self._desk.model, named=chosen.named)

        def rendered(heatmap: bool) -> QImage:
            return self._render_for_page(replace(chosen, heatmap=heatmap), _ON_PAGE)

        heatmap = rendered(True) if _has_heatmap(current) else None
        pictures, size = Pictures(rendered(False), heatmap), page_size()
        return lambda: write_page(target, content, pictures, size)


def write_picture(target: Path, image: QImage) -> None:
    """Write a PNG; what stood there before stays whole until it is done.

    Raises
    ------
    ExportError
    """
    file = QSaveFile(str(target))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise cannot_write(file.errorString())
    if not QImageWriter(file, QByteArray(b"png")).write(image) or not file.commit():
        raise cannot_write(file.errorString())


def _has_heatmap(current: Current) -> bool:
    """A heatmap lies on the frame that it was made of, and a veiled reading shows none."""
    radiograph = current.radiograph
    return current.reading is not None and radiograph is not None and not radiograph.source.frame


def _ask_where(parent: QWidget, kind: Kind) -> Path | None:
    # The radiograph's own file name may name the patient.
    title, proposed, kinds = (
        (tr("Save picture"), tr("radiograph.png"), "PNG (*.png)")
        if kind is Kind.PICTURE
        else (tr("Save report"), tr("reading.pdf"), "PDF (*.pdf)")
    )
    return asking.ask_for_target(parent, title, proposed, kinds)
