"""The window's first page: the radiograph, or what stands in its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QWidget

from viewer.ui.canvas.canvas import Canvas
from viewer.ui.desk.current import Current
from viewer.ui.notices import Notice
from viewer.ui.texts import said, tr


class ReadingPage(QWidget):
    """Draws a `Current`: empty, opening, failed, or the radiograph."""

    def __init__(self, actions: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        # The page holds the focus, for the canvas comes and goes while a person walks on.
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
        self.state = Notice("alert-circle-outline")
        self._pages = QStackedLayout(self)
        for page in (self.empty, self.state, self.canvas):
            self._pages.addWidget(page)

    @property
    def page(self) -> QWidget | None:
        return self._pages.currentWidget()

    def show_current(self, current: Current) -> None:
        if current.path is None:
            self.canvas.clear()
            self._pages.setCurrentWidget(self.empty)
        elif current.open_error is not None:
            error = current.open_error
            self.canvas.clear()
            self.state.set_symbol("alert-circle-outline")
            self.state.say(said(error.sentence), f"{said(error.hint)}\n\n{current.path}")
            self._pages.setCurrentWidget(self.state)
        elif current.loaded is None:
            self.canvas.clear()
            self.state.set_symbol("timer-sand")
            self.state.say(tr("Opening …"), current.path.name)
            self._pages.setCurrentWidget(self.state)
        elif current.radiograph is not self.canvas.radiograph:
            self._pages.setCurrentWidget(self.canvas)
            self.canvas.show_loaded(current.loaded)
