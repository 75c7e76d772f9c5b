"""Radiographs a second of a batch, against the network alone on what lies in memory: on CUDA."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tests.benchmarks.batch_rate import batch_rate
from viewer.errors import ProviderUnavailableError
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader, prepare

_AT_A_TIME = 16
"""As many as a batch sends through the network together."""


@dataclass(frozen=True, slots=True)
class TensorSpeeds:
    """Radiographs a second: of the batch, and of a loop over tensors in memory."""

    files: int
    batch: float
    loop: float
    providers: frozenset[str]


def open_on_cuda(model: Path) -> Reader | None:
    """Open the model on CUDA, or say why that can't be."""
    try:
        return Reader.open(model, Provider.CUDA)
    except ProviderUnavailableError as error:
        print(f"Not measured on CUDA: {error.sentence}")
        return None


def measure_with_tensors(
    files: Sequence[Path], sample: int, reader: Reader, model: Path
) -> TensorSpeeds:
    """Read files as a batch, and send some of them, made ready before, through the network."""
    spec = reader.card.input
    images = [
        prepare(open_radiograph(file, enough=spec.size), spec).image for file in files[:sample]
    ]
    batch, providers = batch_rate(files, reader)
    return TensorSpeeds(len(files), batch, _loop_rate(images, model, reader.provider), providers)


def _loop_rate(images: Sequence[NDArray[np.float32]], model: Path, provider: str) -> float:
    session = onnxruntime.InferenceSession(model, providers=[provider])
    together = [
        np.stack(images[start : start + _AT_A_TIME]) for start in range(0, len(images), _AT_A_TIME)
    ]
    for tensor in together:  # to warm up: each size has kernels of its own
        session.run(None, {"image": tensor})
    began = time.perf_counter()
    for tensor in together:
        session.run(None, {"image": tensor})
    return len(images) / (time.perf_counter() - began)
