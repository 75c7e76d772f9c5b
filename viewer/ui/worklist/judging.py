"""The operating point of the worklist: that of the window, unless another model read it."""

from PySide6.QtCore import QObject, QTimer

from viewer.reading import OperatingPoint
from viewer.ui.desk.desk import Desk
from viewer.ui.worklist.kept import Kept
from viewer.ui.worklist.page import WorklistPage

_REST_MS = 300


class WorklistJudging(QObject):
    """Lets the figures move the operating point.

    A window has one, so that a radiograph has one verdict in the table and in the reading room.
    While the slider moves, the table follows at once, and the desk when it rests: it may hold the
    readings of a day. A threshold means nothing to another model's probabilities: a worklist that
    another one read keeps its own.
    """

    def __init__(self, page: WorklistPage, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._kept: Kept | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._judge_desk)
        page.figures.point_changed.connect(self._take)
        desk.operating_point_changed.connect(self._follow)
        desk.model_ready.connect(self.settle)
        self.settle()

    @property
    def kept(self) -> Kept | None:
        """What is judged, if it was read before."""
        return self._kept

    def look_at(self, kept: Kept | None) -> None:
        """Judge a worklist that was read before; None for that of a batch that begins."""
        self._kept = kept
        self.settle()

    def settle(self, _model: object = None) -> None:
        model, point = self._desk.model, self._desk.operating_point
        if self._foreign:
            assert self._kept is not None
            point = self._kept.point
            if point is not None:
                self._page.figures.set_points((point,), point)
        elif model is not None and point is not None:
            self._page.figures.set_points(model.card.operating_points, point)
        self._page.judge_at(point)

    @property
    def _foreign(self) -> bool:
        model, kept = self._desk.model, self._kept
        if kept is None or not kept.count:
            return False
        return model is None or kept.model_sha256 != model.identity.sha256

    def _take(self, point: OperatingPoint) -> None:
        self._page.judge_at(point)
        if not self._foreign:
            self._rest.start()

    def _judge_desk(self) -> None:
        point = self._page.point
        if point is not None and not self._foreign:
            self._desk.set_operating_point(point)

    def _follow(self, point: OperatingPoint) -> None:
        if not self._foreign and point != self._page.point:
            self.settle()
