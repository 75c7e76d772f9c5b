"""Radiographs a second of a batch on CUDA, against the network alone on what lies in memory."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from tests.benchmarks.batch_rate import batch_rate
from viewer.errors import ProviderUnavailableError
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader, prepare

_AT_A_TIME = 16


@dataclass(frozen=True, slots=True)
class CudaSpeeds:
    """Radiographs a second: of the batch, and of a loop over tensors in memory."""

    files: int
    batch: float
    loop: float
    providers: frozenset[str]


def measure_cuda(files: Sequence[Path], sample: int, model: Path) -> CudaSpeeds | str:
    """Read files on CUDA; the sentence that says why not where it can't run."""
    try:
        reader = Reader.open(model, Provider.CUDA)
    except ProviderUnavailableError as error:
        return error.sentence
    images = [
        prepare(open_radiograph(file, enough=reader.card.input.size), reader.card.input).image
        for file in files[:sample]
    ]
    rate, providers = batch_rate(files, reader)
    return CudaSpeeds(len(files), rate, _loop_rate(images, model), providers)


def _loop_rate(images: Sequence[np.ndarray], model: Path) -> float:
    session = onnxruntime.InferenceSession(model, providers=["CUDAExecutionProvider"])
    together = [
        np.stack(images[start : start + _AT_A_TIME]) for start in range(0, len(images), _AT_A_TIME)
    ]
    for tensor in together:  # each size is prepared for at its first run
        session.run(None, {"image": tensor})
    began = time.perf_counter()
    for tensor in together:
        session.run(None, {"image": tensor})
    return len(images) / (time.perf_counter() - began)
