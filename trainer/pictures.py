"""Examples become arrays, by the very function that the viewer uses."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.dataset import Example
from viewer.errors import HilumError, NothingToReadError
from viewer.imaging import InputSpec, model_input, open_radiograph


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """Inputs of the network with their labels.

    Attributes
    ----------
    images : ndarray, (n, size, size, 1), float32, grey level 0..1
    labels : ndarray, (n,), float32, 1 for pneumonia
    examples : tuple of Example, n long
    skipped : tuple of (Example, str)
        What could not be read, with the reason.
    """

    images: NDArray[np.float32]
    labels: NDArray[np.float32]
    examples: tuple[Example, ...]
    skipped: tuple[tuple[Example, str], ...]


def load_pictures(examples: Sequence[Example], spec: InputSpec) -> Pictures:
    """Read examples; an unreadable one is set aside with its reason.

    Raises
    ------
    NothingToReadError
        If none could be read.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda example: _load(example, spec), examples))
    read = [
        (example, outcome)
        for example, outcome in zip(examples, outcomes, strict=True)
        if not isinstance(outcome, HilumError)
    ]
    skipped = tuple(
        (example, outcome.sentence)
        for example, outcome in zip(examples, outcomes, strict=True)
        if isinstance(outcome, HilumError)
    )
    if not read:
        raise NothingToReadError(
            "Not one radiograph could be read.", "Check the folder and its permissions."
        )
    return Pictures(
        np.stack([image for _, image in read]),
        np.array([example.label for example, _ in read], np.float32),
        tuple(example for example, _ in read),
        skipped,
    )


def _load(example: Example, spec: InputSpec) -> NDArray[np.float32] | HilumError:
    try:
        return model_input(open_radiograph(example.path), spec)
    except HilumError as error:
        return error
