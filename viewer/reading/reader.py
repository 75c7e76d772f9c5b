"""A Radiograph becomes a Reading."""

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import resources
from viewer.errors import ModelRefusedError
from viewer.imaging import Header, InputSpec, Radiograph, model_input
from viewer.reading.card import ModelCard, OperatingPoint
from viewer.reading.model_file import OUTPUTS, ModelFile, Provider, open_model
from viewer.reading.reading import ModelIdentity, Reading, judge
from viewer.reading.scope import scope_reasons


@dataclass(frozen=True, slots=True, eq=False)
class PreparedRadiograph:
    """All that the network and the scope need of a radiograph: small, and free of its pixels."""

    image: NDArray[np.float32]
    header: Header
    elapsed: float


def prepare(radiograph: Radiograph, spec: InputSpec) -> PreparedRadiograph:
    """Make the network's input; any thread may do it while the session's thread reads."""
    start = time.perf_counter()
    image = model_input(radiograph, spec)
    return PreparedRadiograph(image, radiograph.header, time.perf_counter() - start)


class Reader:
    """Owns one model and its session. Use it from one thread at a time.

    Radiographs go through the network one by one: ONNX Runtime's sums differ in the last
    bits with the number of pictures at a time, and one file must give one probability,
    whoever asks.
    """

    def __init__(self, model: ModelFile) -> None:
        self._model = model

    @classmethod
    def open(cls, path: Path | None = None, provider: Provider = Provider.AUTO) -> "Reader":
        """Open a model file, by default the shipped one. Raises as `open_model`."""
        return cls(open_model(path or resources.shipped_model(), provider))

    @property
    def card(self) -> ModelCard:
        return self._model.card

    @property
    def identity(self) -> ModelIdentity:
        return self._model.identity

    @property
    def provider(self) -> str:
        return self._model.provider

    def operating_point(self, name: str | None = None) -> OperatingPoint:
        """The card's operating point of that name, by default its first.

        Raises
        ------
        ModelRefusedError
            If the card has none of that name.
        """
        points = self.card.operating_points
        for point in points:
            if name in (None, point.name):
                return point
        raise ModelRefusedError(
            f"The model has no operating point named {name}.",
            f"It has: {', '.join(point.name for point in points)}.",
        )

    def read(
        self, radiograph: Radiograph, operating_point: OperatingPoint | None = None
    ) -> Reading:
        """Read one radiograph at an operating point, by default the card's first."""
        return self.read_prepared(prepare(radiograph, self.card.input), operating_point)

    def read_prepared(
        self, prepared: PreparedRadiograph, operating_point: OperatingPoint | None = None
    ) -> Reading:
        """Read what `prepare` made with this model's `card.input`.

        Raises
        ------
        ModelRefusedError
            If the model answers with something that is not a number.
        """
        point = operating_point or self.operating_point()
        start = time.perf_counter()
        values = self._model.session.run(list(OUTPUTS), {"image": prepared.image[np.newaxis]})
        probability, logit, contribution, distance = (value[0] for value in values)
        if not np.isfinite(probability):
            raise ModelRefusedError(
                "The model's answer for this radiograph is not a number.",
                "Read it with another model; this one or the file may be damaged.",
            )
        scope = scope_reasons(prepared.header, float(distance), self.card)
        return Reading(
            probability=float(probability),
            logit=float(logit),
            verdict=judge(float(probability), point, scope),
            operating_point=point,
            contribution=contribution,
            scope_distance=float(distance),
            scope=scope,
            model=self.identity,
            provider=self.provider,
            elapsed=prepared.elapsed + time.perf_counter() - start,
        )
