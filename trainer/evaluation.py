"""An ONNX file is read over labelled radiographs, just as the viewer would read them."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from trainer.dataset import Example
from trainer.predictions import Predictions, predictions_of
from trainer.splits import sha256_of
from viewer.errors import HilumError, NothingToReadError
from viewer.imaging import InputSpec, open_radiograph
from viewer.reading import ModelCard, OperatingPoint, PreparedRadiograph, Reader, Reading, prepare

_AHEAD = 32
"""How many radiographs are decoded before their turn: enough to keep the session busy."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What a model said of labelled radiographs.

    Attributes
    ----------
    skipped : tuple of (Example, str)
        What could not be read, with the reason.
    """

    predictions: Predictions
    skipped: tuple[tuple[Example, str], ...]


def manifest_of(model: Path, card: ModelCard) -> str | None:
    """The split manifest beside a model file, if it is the one that its card names."""
    path = model.with_name("manifest.tsv")
    if not path.is_file():
        return None
    manifest = path.read_text(encoding="utf-8")
    return manifest if sha256_of(manifest) == card.training.manifest_sha256 else None


def evaluate(reader: Reader, examples: Iterable[Example], point: OperatingPoint) -> Evaluation:
    """Read every example at an operating point, in the order given.

    Raises
    ------
    NothingToReadError
        If what could be read lacks a class.
    """
    read: list[tuple[Example, Reading]] = []
    skipped: list[tuple[Example, str]] = []
    for example, prepared in _decoded_ahead(examples, reader.card.input):
        try:
            reading = reader.read_prepared(prepared.result(), point)
        except HilumError as error:
            skipped.append((example, error.sentence))
        else:
            read.append((example, reading))
    if len({example.label for example, _ in read}) < 2:
        raise NothingToReadError(
            "The radiographs that could be read are not of both classes.",
            "Give data that hold NORMAL and PNEUMONIA.",
        )
    return Evaluation(
        predictions_of([example for example, _ in read], [reading for _, reading in read]),
        tuple(skipped),
    )


def _decoded_ahead(
    examples: Iterable[Example], spec: InputSpec
) -> Iterator[tuple[Example, "Future[PreparedRadiograph]"]]:
    waiting: deque[tuple[Example, Future[PreparedRadiograph]]] = deque()
    with ThreadPoolExecutor() as pool:
        for example in examples:
            waiting.append((example, pool.submit(_decode, example.path, spec)))
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
        yield from waiting


def _decode(path: Path, spec: InputSpec) -> PreparedRadiograph:
    return prepare(open_radiograph(path, enough=spec.size), spec)
