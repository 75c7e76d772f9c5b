"""What a machine could read at most: each part of the work alone, on one thread."""

import os
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tests.benchmarks.comparison import milliseconds
from viewer.imaging import InputSpec, open_radiograph
from viewer.imaging.decoding.limits import lift_time_limit
from viewer.reading import PreparedRadiograph, prepare


@dataclass(frozen=True, slots=True)
class Bound:
    """Milliseconds a radiograph, and the processors that share the work."""

    decoding: float
    network: float
    processors: int

    @property
    def a_second(self) -> float:
        return 1000 * self.processors / (self.decoding + self.network)

    @classmethod
    def mean(cls, bounds: "Sequence[Bound]") -> "Bound":
        return cls(
            statistics.mean(bound.decoding for bound in bounds),
            statistics.mean(bound.network for bound in bounds),
            bounds[0].processors,
        )


def measure_bound(files: Sequence[Path], model: Path, spec: InputSpec) -> Bound:
    """Take the means of the files, since a batch's rate is one: it has no time to leave out."""
    with _decoding_here():
        images = [_prepared(file, spec).image for file in files]  # and once to warm up
        decoding = [milliseconds(lambda file=file: _prepared(file, spec)) for file in files]
    session = _one_thread(model)
    session.run(None, _input(images[0]))
    network = [
        milliseconds(lambda image=image: session.run(None, _input(image))) for image in images
    ]
    return Bound(statistics.mean(decoding), statistics.mean(network), _processors())


def _processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _one_thread(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _prepared(file: Path, spec: InputSpec) -> PreparedRadiograph:
    return prepare(open_radiograph(file, enough=spec.size), spec)


def _input(image: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    return {"image": image[np.newaxis]}


@contextmanager
def _decoding_here() -> Iterator[None]:
    """Call codecs without a pipe to another process, which is a cost of the viewer's own."""
    with patch("viewer.imaging.decoding.workers.is_decoder", return_value=True):
        try:
            yield
        finally:
            lift_time_limit()  # which ends the process
