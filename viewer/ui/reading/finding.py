"""What the network says of a radiograph, in words and on a scale."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.errors import HilumError
from viewer.reading import OperatingPoint, Reading, Verdict
from viewer.ui.desk.current import Current
from viewer.ui.looks import FAILED, WAITING, look_of, probability_text
from viewer.ui.reading.labels import caption, plain_text
from viewer.ui.reading.model_section import provider_name
from viewer.ui.reading.probability_scale import ProbabilityScale
from viewer.ui.reading.verdict_label import VerdictLabel
from viewer.ui.texts import said, tr
from viewer.ui.theme import scaled_font

_NO_PROBABILITY = "–"


class FindingSection(QWidget):
    """Draws the reading of a `Current`, or what stands in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refusal: HilumError | None = None
        self.probability = QLabel(_NO_PROBABILITY)
        self.probability.setFont(scaled_font(self.font(), 2.6, bold=True))
        self.probability.setObjectName("probability")
        self.probability.setAccessibleName(tr("Probability of pneumonia"))
        self.scale = ProbabilityScale()
        self.verdict = VerdictLabel()
        self.remark = plain_text()
        self.ran = plain_text(muted=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(caption(tr("Probability of pneumonia")))
        layout.addWidget(self.probability)
        layout.addWidget(self.scale)
        layout.addSpacing(4)
        for part in (self.verdict, self.remark, self.ran):
            layout.addWidget(part)

    def show_refusal(self, refusal: HilumError) -> None:
        """There is no model; it stands in place of every reading from now on."""
        self._refusal = refusal

    def show_point(self, point: OperatingPoint) -> None:
        self.scale.set_threshold(point.threshold)

    def show_current(self, current: Current) -> None:
        """Draw whatever is known of the radiograph so far."""
        reading = current.reading
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
        remark = ""
        if current.open_error is not None:
            self.verdict.show_look(FAILED, tr("No reading"))  # the page beside says why
        elif error is not None:
            self.verdict.show_look(FAILED, tr("No reading"))
            remark = f"{said(error.sentence)} {said(error.hint)}"
        elif current.path is None:
            self.verdict.show_look(WAITING, tr("Nothing open"))
        elif current.radiograph is None:
            self.verdict.show_look(WAITING, tr("Opening …"))
        else:
            self.verdict.show_look(WAITING, tr("Reading …"))
        self._say(remark)

    def _say(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))


def _reasons(reading: Reading) -> str:
    if not reading.scope:
        return ""
    reasons = (f"•  {said(reason)}" for reason in reading.scope)
    return "\n".join((tr("No verdict, because"), *reasons))


def _how_it_was_read(reading: Reading, current: Current) -> str:
    milliseconds, provider = 1000 * reading.elapsed, provider_name(reading.provider)
    radiograph = current.radiograph
    frames = 1 if radiograph is None else radiograph.header.frames
    if radiograph is None or frames == 1:
        text = tr("Read in {milliseconds:.0f} ms on {provider}")
    elif radiograph.source.frame == 0:
        text = tr("Read in {milliseconds:.0f} ms on {provider}: the first of {frames} frames.")
    else:
        text = tr(
            "Read in {milliseconds:.0f} ms on {provider}: frame 1, which is not the one shown. "
            "Its heatmap is left out here."
        )
    return text.format(milliseconds=milliseconds, provider=provider, frames=frames)
