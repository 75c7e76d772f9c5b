"""The model in use, and the operating point at which its readings are judged."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from viewer.errors import HilumError
from viewer.reading import ModelCard, ModelIdentity, OperatingPoint, Reader, Reading, judge
from viewer.ui.work import Work


@dataclass(frozen=True, slots=True)
class ModelInUse:
    card: ModelCard
    identity: ModelIdentity
    provider: str


class Judging(QObject):
    """Opens the model, and gives every reading the verdict of the chosen operating point."""

    model_ready = Signal(object)
    model_refused = Signal(object)
    point_changed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.model: ModelInUse | None = None
        self.refusal: HilumError | None = None
        self.point: OperatingPoint | None = None

    def load_model(self) -> None:
        """Open the model in its thread; `model_ready` or `model_refused` tells the end."""
        self._work.ask_reader("model", _in_use, self._take_model, self._take_refusal)

    def set_point(self, point: OperatingPoint) -> None:
        if point != self.point:
            self.point = point
            self.point_changed.emit(point)

    def judged(self, reading: Reading) -> Reading:
        point = self.point or reading.operating_point
        return replace(
            reading,
            operating_point=point,
            verdict=judge(reading.probability, point, reading.scope),
        )

    def _take_model(self, model: ModelInUse) -> None:
        self.model = model
        self.point = model.card.operating_points[0]
        self.model_ready.emit(model)

    def _take_refusal(self, refusal: HilumError) -> None:
        self.refusal = refusal
        self.model_refused.emit(refusal)


def _in_use(reader: Reader) -> ModelInUse:
    return ModelInUse(reader.card, reader.identity, reader.provider)
