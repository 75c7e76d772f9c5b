"""One place for a radiograph: the canvas, or what stands in its place."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.desk.current import Current
from viewer.ui.desk.shown import Shown
from viewer.ui.notices import Notice
from viewer.ui.studies.model import LISTED_FILE
from viewer.ui.texts import said, tr
from viewer.ui.viewports.frame import FRAME, paint_frame


class Viewport(QWidget):
    """Draws what its `Shown` has: nothing, a radiograph on its way, a failure, or the radiograph.

    Parameters
    ----------
    actions : tuple of QAction
        What an empty viewport offers, where it has the page for itself.
    """

    activated = Signal(object)
    """The person pressed in this viewport, or moved the focus here."""

    def __init__(
        self, shown: Shown, actions: tuple[QAction, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self.setAcceptDrops(True)
        self.canvas = Canvas()
        # The viewport holds the focus, for the canvas comes and goes while a person walks on.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.empty = Notice("tray-arrow-down", actions)
        self.empty.say(
            tr("Drop radiographs or a folder here"),
            tr(
                "DICOM, JPEG, PNG, TIFF, WebP and BMP, zip archives and DICOMDIRs.\n"
                "Press ? for the keys."
            ),
        )
        self.vacant = Notice("tray-arrow-down")
        self.vacant.say(tr("Empty"), tr("Drag a radiograph here, or choose one in the list."))
        self.state = Notice("alert-circle-outline")
        self._alone = True
        self._active = self._offered = False
        self._pages = QStackedLayout(self)
        for page in (self.empty, self.vacant, self.state, self.canvas):
            self._pages.addWidget(page)
        self.canvas.activated.connect(self._tell_activated)
        shown.changed.connect(self.show_current)
        self.show_current(shown.current)

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def active(self) -> bool:
        return self._active

    def set_standing(self, *, alone: bool, active: bool) -> None:
        """Tell whether others are beside it, and whether it is the one that is worked at."""
        self._alone, self._active = alone, active
        # Among others it is never seen, and must not keep them from getting small.
        policy = QSizePolicy.Policy.Preferred if alone else QSizePolicy.Policy.Ignored
        self.empty.setSizePolicy(policy, policy)
        margin = 0 if alone else FRAME
        self.setContentsMargins(margin, margin, margin, margin)
        if self.page is not self.canvas:
            self.show_current(self.shown.current)
        self.update()

    def show_current(self, current: Current) -> None:
        if current.path is None:
            self.canvas.clear()
            self._pages.setCurrentWidget(self.empty if self._alone else self.vacant)
        elif current.open_error is not None:
            error = current.open_error
            self.canvas.clear()
            self.state.set_symbol("alert-circle-outline")
            sentence, hint = said(error.sentence), said(error.hint)
            # Small viewports have no room for the path; the list has it too.
            self.state.say(sentence, f"{hint}\n\n{current.path}" if self._alone else hint)
            self.state.setToolTip(f"{sentence}\n{hint}\n{current.path}")
            self._pages.setCurrentWidget(self.state)
        elif current.loaded is None:
            self.canvas.clear()
            self.state.set_symbol("timer-sand")
            self.state.say(tr("Opening …"), current.path.name)
            self.state.setToolTip("")
            self._pages.setCurrentWidget(self.state)
        elif current.radiograph is not self.canvas.radiograph:
            self._pages.setCurrentWidget(self.canvas)
            self.canvas.show_loaded(current.loaded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(LISTED_FILE):
            event.acceptProposedAction()
            self._offer(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._offer(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._offer(False)
        path = Path(os.fsdecode(bytes(event.mimeData().data(LISTED_FILE).data())))
        event.acceptProposedAction()
        self._tell_activated()
        self.shown.show_path(path)

    def _offer(self, offered: bool) -> None:
        """Draw as the one that would take what is dragged."""
        self._offered = offered
        self.update()

    def _tell_activated(self) -> None:
        self.activated.emit(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell_activated()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tell_activated()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._alone:
            paint_frame(QPainter(self), self.rect(), active=self._active or self._offered)
