"""The panel of figures: how a batch's probabilities lie, and the operating point on them."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.batch.figures.choosing import point_at, step_of
from viewer.batch.figures.facts import Facts
from viewer.batch.figures.histogram import Binned
from viewer.reading import OperatingPoint
from viewer.ui.reading.labels import caption, plain_text
from viewer.ui.texts import number, tr
from viewer.ui.worklist.figures.agreement import Agreement
from viewer.ui.worklist.figures.histogram_view import HistogramView
from viewer.ui.worklist.figures.point_controls import PointControls
from viewer.ui.worklist.figures.scale import Scale
from viewer.ui.worklist.figures.slider import ThresholdSlider

_NARROWEST = 280


class FiguresPanel(QScrollArea):
    """Draws `Facts`; tells which operating point is wanted, and that labels are.

    Facts are counted once when they come; moving the threshold then looks counts up, however
    many rows there are.
    """

    point_changed = Signal(object)
    """An OperatingPoint; each time that the threshold moves, also in the middle of a drag."""
    labels_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Figures"))
        self._points: tuple[OperatingPoint, ...] = ()
        self._current: OperatingPoint | None = None
        self._scale = Scale()
        self._binned = Binned.of(Facts(), self._scale.edges())
        self.controls = PointControls()
        self.controls.point_wanted.connect(self._want)
        self.histogram = HistogramView()
        self.slider = ThresholdSlider()
        self.slider.valueChanged.connect(self._follow_slider)
        self.histogram.left_changed.connect(self.slider.set_left)
        self.share = plain_text(muted=True)
        self.agreement = Agreement()
        self.agreement.labels_asked.connect(self.labels_asked)
        self._lay_out()
        self._enable()
        self.show_facts(Facts())

    @property
    def point(self) -> OperatingPoint | None:
        """The operating point in use; None before there is a model."""
        return self._current

    def set_points(self, points: tuple[OperatingPoint, ...], current: OperatingPoint) -> None:
        """Offer the card's operating points; `current` is one of them, or was chosen here."""
        self._points = points
        self._scale = Scale(points[0].threshold)
        self._binned = Binned.of(self._binned.facts, self._scale.edges())
        self.controls.set_points(points)
        self.slider.set_points(points, self._scale)
        self._use(current)
        self._enable()

    def show_facts(self, facts: Facts) -> None:
        """Draw a worklist, also while it grows."""
        self._binned = Binned.of(facts, self._scale.edges())
        self.agreement.show_facts(facts)
        self._draw()

    def _want(self, point: OperatingPoint) -> None:
        if point != self._current:
            self._use(point)
            self.point_changed.emit(point)

    def _follow_slider(self, step: int) -> None:
        self._want(point_at(step, self._points))

    def _use(self, point: OperatingPoint) -> None:
        self._current = point
        with QSignalBlocker(self.slider):
            self.slider.setValue(step_of(point.threshold))
        self.controls.show_point(point)
        self._draw()

    def _enable(self) -> None:
        for part in (self.controls, self.slider):
            part.setEnabled(self._current is not None)

    def _draw(self) -> None:
        point = self._current
        threshold = self._scale.middle if point is None else point.threshold
        bars = self._binned.at(threshold)
        self.histogram.show_histogram(bars, self._scale, threshold)
        positive = int(bars.pneumonia.sum())
        read = positive + int(bars.normal.sum())
        self.share.setText(_share_text(positive, read) if read else "")
        self.share.setVisible(read > 0)
        self.slider.setAccessibleDescription(f"{number(threshold, '.3f')}. {self.share.text()}")
        chosen_here = point is not None and point not in self._points
        self.agreement.show_threshold(threshold, chosen_here=chosen_here)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(caption(tr("Operating point")))
        layout.addWidget(self.controls)
        layout.addSpacing(12)
        layout.addWidget(caption(tr("Probabilities")))
        layout.addWidget(self.histogram)
        layout.addWidget(self.slider)
        layout.addWidget(self.share)
        layout.addSpacing(14)
        layout.addWidget(self.agreement)
        layout.addStretch(1)
        self.setWidget(inside)
        # Larger texts need more room, for nothing scrolls sideways.
        needed = inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(_NARROWEST, needed))


def _share_text(positive: int, read: int) -> str:
    return tr("{positive:,} of {read:,} read as pneumonia ({share:.1%})").format(
        positive=positive, read=read, share=positive / read
    )
