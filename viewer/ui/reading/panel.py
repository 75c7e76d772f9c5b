"""The panel of the reading: what is said of the radiograph that is looked at, and by what."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from viewer.errors import HilumError
from viewer.reading import OperatingPoint
from viewer.ui.blind.section import BlindSection
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.current import Current
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.looks import probability_text
from viewer.ui.preferences import PreferenceStore
from viewer.ui.reading.finding import FindingSection
from viewer.ui.reading.heatmap_controls import HeatmapControls
from viewer.ui.reading.labels import caption, plain_text
from viewer.ui.reading.model_section import ModelSection
from viewer.ui.reading.quiet import QuietComboBox
from viewer.ui.texts import said, tr


class ReadingPanel(QScrollArea):
    """Draws a `Current`; tells which operating point is wanted."""

    operating_point_chosen = Signal(object)

    def __init__(
        self, commands: Commands, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        self.setAccessibleName(tr("Reading"))
        self.blind = BlindSection()
        self.finding = FindingSection()
        self._on_card: tuple[OperatingPoint, ...] = ()
        self.points = QuietComboBox()
        self.points.setAccessibleName(tr("Operating point"))
        self.points.activated.connect(self._choose_point)
        self._point_text = plain_text(muted=True)
        self.heatmap = HeatmapControls(commands, preferences)
        self.model = ModelSection()
        self._model_state = plain_text(tr("Loading the model …"), muted=True)
        self._lay_out()
        self.show_current(Current())

    def show_model(self, model: ModelInUse) -> None:
        self.model.show_model(model)
        self._model_state.hide()
        self._on_card = model.card.operating_points
        self.points.clear()  # the preferred point may have been told of before the card
        for point in self._on_card:
            self._offer(said(point.name), point)
        self.show_point(model.card.operating_points[0])

    def show_refusal(self, refusal: HilumError) -> None:
        self.finding.show_refusal(refusal)
        self._model_state.setText(f"{said(refusal.sentence)}\n{said(refusal.hint)}")

    def show_point(self, point: OperatingPoint) -> None:
        """Show at which operating point readings are judged, on the model's card or off it."""
        while self.points.count() > len(self._on_card):
            self.points.removeItem(self.points.count() - 1)
        if point not in self._on_card:
            self._offer(tr("Chosen here"), point)
        for row in range(self.points.count()):
            if self.points.itemData(row) == point:
                self.points.setCurrentIndex(row)
        self.finding.show_point(point)
        self._point_text.setText(said(point.description))

    def show_current(self, current: Current) -> None:
        """Draw whatever is known of the radiograph so far, and may be seen."""
        self.finding.setVisible(not current.veiled)
        self.finding.show_current(current)
        self.heatmap.set_drawable(current.reading is not None)

    def _offer(self, name: str, point: OperatingPoint) -> None:
        self.points.addItem(f"{name}  ({probability_text(point.threshold)})", point)

    def _choose_point(self, row: int) -> None:
        point = self.points.itemData(row)
        self.show_point(point)
        self.operating_point_chosen.emit(point)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(self.blind)
        layout.addWidget(self.finding)
        layout.addSpacing(14)
        layout.addWidget(caption(tr("Operating point")))
        layout.addWidget(self.points)
        layout.addWidget(self._point_text)
        layout.addSpacing(14)
        layout.addWidget(caption(tr("Heatmap")))
        layout.addWidget(self.heatmap)
        layout.addSpacing(14)
        layout.addWidget(caption(tr("Model")))
        layout.addWidget(self._model_state)
        layout.addWidget(self.model)
        layout.addStretch(1)
        self.setWidget(inside)
        # Larger texts need more room, for nothing scrolls sideways.
        needed = inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(self.minimumWidth(), needed))
