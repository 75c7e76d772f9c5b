"""The reading of the radiograph that is looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from viewer.errors import HilumError
from viewer.reading import OperatingPoint, Reading, Verdict
from viewer.ui.commands.commands import Commands
from viewer.ui.desk.current import Current
from viewer.ui.desk.desk import ModelInUse
from viewer.ui.looks import FAILED, WAITING, look_of, probability_text
from viewer.ui.preferences import PreferenceStore
from viewer.ui.reading.heatmap_controls import HeatmapControls
from viewer.ui.reading.model_section import ModelSection, provider_name
from viewer.ui.reading.probability_scale import ProbabilityScale
from viewer.ui.reading.verdict_label import VerdictLabel
from viewer.ui.theme import scaled_font

_NO_PROBABILITY = "–"


class ReadingPanel(QScrollArea):
    """Draws a `Current`; tells which operating point and heatmap are wanted."""

    operating_point_chosen = Signal(object)

    def __init__(
        self, commands: Commands, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        self._refusal: HilumError | None = None
        self.probability = QLabel(_NO_PROBABILITY)
        self.probability.setFont(scaled_font(self.font(), 2.6, bold=True))
        self.probability.setObjectName("probability")
        self.probability.setAccessibleName("Probability of pneumonia")
        self.scale = ProbabilityScale()
        self.verdict = VerdictLabel()
        self.remark = _text()
        self.points = _OperatingPoints()
        self.points.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.points.setAccessibleName("Operating point")
        self.points.activated.connect(self._choose_point)
        self._point_text = _text("muted")
        self.heatmap = HeatmapControls(commands, preferences)
        self.ran = _text("muted")
        self.model = ModelSection()
        self._model_state = _text("muted")
        self._lay_out()
        self.show_current(Current())

    def show_model(self, model: ModelInUse) -> None:
        self.model.show_model(model)
        self._model_state.hide()
        for point in model.card.operating_points:
            self.points.addItem(f"{point.name}  ({probability_text(point.threshold)})", point)
        self._show_point(model.card.operating_points[0])

    def show_refusal(self, refusal: HilumError) -> None:
        self._refusal = refusal
        self._model_state.setText(f"{refusal.sentence}\n{refusal.hint}")

    def show_current(self, current: Current) -> None:
        """Draw whatever is known of the radiograph so far."""
        reading = current.reading
        self.heatmap.setEnabled(reading is not None)
        withheld = reading is not None and reading.verdict is Verdict.WITHHELD
        self.probability.setEnabled(not withheld)
        if reading is None:
            self.probability.setText(_NO_PROBABILITY)
            self.scale.set_probability(None)
            self.ran.setText("")
            self._show_waiting(current)
            return
        self.probability.setText(probability_text(reading.probability))
        self.scale.set_probability(reading.probability, dimmed=withheld)
        self.verdict.show_look(look_of(reading.verdict))
        self._say(_reasons(reading))
        self.ran.setText(_how_it_was_read(reading, current))

    def _show_waiting(self, current: Current) -> None:
        error = current.reading_error or self._refusal
        if current.open_error is not None:
            self.verdict.show_look(FAILED, "No reading")
            self._say("")  # the page beside says why
        elif error is not None:
            self.verdict.show_look(FAILED, "No reading")
            self._say(f"{error.sentence} {error.hint}")
        elif current.path is None:
            self.verdict.show_look(WAITING, "Nothing open")
            self._say("")
        elif current.radiograph is None:
            self.verdict.show_look(WAITING, "Opening …")
            self._say("")
        else:
            self.verdict.show_look(WAITING, "Reading …")
            self._say("")

    def _say(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _show_point(self, point: OperatingPoint) -> None:
        self.scale.set_threshold(point.threshold)
        self._point_text.setText(point.description)

    def _choose_point(self, row: int) -> None:
        point = self.points.itemData(row)
        self._show_point(point)
        self.operating_point_chosen.emit(point)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(_caption("Probability of pneumonia"))
        layout.addWidget(self.probability)
        layout.addWidget(self.scale)
        layout.addSpacing(4)
        layout.addWidget(self.verdict)
        layout.addWidget(self.remark)
        layout.addWidget(self.ran)
        layout.addSpacing(14)
        layout.addWidget(_caption("Operating point"))
        layout.addWidget(self.points)
        layout.addWidget(self._point_text)
        layout.addSpacing(14)
        layout.addWidget(_caption("Heatmap"))
        layout.addWidget(self.heatmap)
        layout.addSpacing(14)
        layout.addWidget(_caption("Model"))
        self._model_state.setText("Loading the model …")
        layout.addWidget(self._model_state)
        layout.addWidget(self.model)
        layout.addStretch(1)
        self.setWidget(inside)


class _OperatingPoints(QComboBox):
    """Leaves the wheel to the panel: scrolling past must not change the verdict."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _reasons(reading: Reading) -> str:
    if not reading.scope:
        return ""
    return "No verdict, because\n" + "\n".join(f"•  {reason}" for reason in reading.scope)


def _how_it_was_read(reading: Reading, current: Current) -> str:
    text = f"Read in {reading.elapsed * 1000:.0f} ms on {provider_name(reading.provider)}"
    radiograph = current.radiograph
    if radiograph is None or radiograph.header.frames == 1:
        return text
    if radiograph.source.frame == 0:
        return f"{text}: the first of {radiograph.header.frames} frames."
    return f"{text}: frame 1, which is not the one shown. Its heatmap is left out here."


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("caption")
    return label


def _text(name: str = "") -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
