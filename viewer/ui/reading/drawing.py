"""Keeps what is drawn of readings and of the model up to date with the desk."""

from PySide6.QtCore import QObject

from viewer.errors import HilumError
from viewer.ui.desk.desk import Desk
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.notices import Banner
from viewer.ui.reading.panel import ReadingPanel
from viewer.ui.status_line import StatusLine


class ReadingDrawing(QObject):
    """Lets the panel, the status line and the banner draw what the desk tells."""

    def __init__(self, desk: Desk, panel: ReadingPanel, status: StatusLine, banner: Banner) -> None:
        super().__init__(panel)
        self._desk, self._panel, self._status, self._banner = desk, panel, status, banner
        desk.current_changed.connect(panel.show_current)
        desk.model_ready.connect(self._take_model)
        desk.model_refused.connect(self._take_refusal)
        desk.operating_point_changed.connect(panel.show_point)
        panel.operating_point_chosen.connect(desk.set_operating_point)
        if desk.model is not None:
            self._take_model(desk.model)
        elif desk.refusal is not None:
            self._take_refusal(desk.refusal)
        panel.show_current(desk.current)

    def _take_model(self, model: ModelInUse) -> None:
        self._panel.show_model(model)
        if self._desk.operating_point is not None:  # the person may prefer another than the first
            self._panel.show_point(self._desk.operating_point)
        self._status.show_provider(model.provider)

    def _take_refusal(self, refusal: HilumError) -> None:
        self._panel.show_refusal(refusal)
        self._panel.show_current(self._desk.current)
        self._status.show_no_model()
        self._banner.show_error(refusal)
