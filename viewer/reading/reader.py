"""A Radiograph becomes a Reading."""

import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import resources
from viewer.errors import ModelRefusedError
from viewer.imaging import Radiograph
from viewer.imaging.preparing import PreparedRadiograph, prepare
from viewer.reading.card import ModelCard, OperatingPoint
from viewer.reading.model_file import CPU_PROVIDER, ModelFile, Provider, open_model
from viewer.reading.reading import ModelIdentity, Reading, judge
from viewer.reading.runs import Gathered
from viewer.reading.scope import scope_reasons


class Reader:
    """Owns one model and its session. Any number of threads may read at the same time.

    On a processor each radiograph goes through the network by itself and on one thread: ONNX
    Runtime's sums differ in the last bits with the number of pictures at a time, and one file must
    give one probability, whoever asks. On a graphics card those that wait go together.
    """

    def __init__(self, model: ModelFile) -> None:
        self._model = model
        self._run = model.run if model.provider == CPU_PROVIDER else Gathered(model.run)

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
            If the model can't be run, or answers with something that is not a number.
        """
        point = operating_point or self.operating_point()
        start = time.perf_counter()
        probability, logit, contribution, distance = self._outputs(prepared.image)
        if not np.isfinite(probability):
            raise ModelRefusedError(
                "The model's answer for this radiograph is not a number.",
                "Read it with another model; this one or the file may be damaged.",
            )
        scope = scope_reasons(prepared.header, prepared.damage, float(distance), self.card)
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

    def _outputs(self, image: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        try:
            values = self._run(image[np.newaxis])
        except MemoryError:
            raise
        except Exception as error:  # ONNX Runtime's kinds have no common base but this
            raise ModelRefusedError(
                f"The model could not be run ({self.provider}).",
                "Close other programs that use the GPU, or choose the provider cpu.",
            ) from error
        return tuple(value[0] for value in values)
