"""Examples become arrays, by the very function that the viewer uses."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.example import DatasetError, Example
from viewer.errors import HilumError, NothingToReadError
from viewer.imaging import InputSpec, model_input, open_radiograph

_TOLD_FILES = 3


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


def load_pictures(
    examples: Sequence[Example],
    spec: InputSpec,
    *,
    strict: bool = False,
    on_read: Callable[[], object] = lambda: None,
) -> Pictures:
    """Read examples; an unreadable one is set aside with its reason.

    Parameters
    ----------
    strict : bool
        Refuse data of which something can't be read.
    on_read : callable
        Called after each file, from this thread: a progress bar's `advance`.

    Raises
    ------
    NothingToReadError
        If none could be read.
    DatasetError
        If `strict` and one could not be read.
    """
    # Filled in place: a list of pictures and their stack would be twice the memory.
    images = np.empty((len(examples), spec.size, spec.size, 1), np.float32)
    reasons: list[str | None] = []

    def load(row: int) -> str | None:
        try:
            radiograph = open_radiograph(examples[row].path, enough=spec.size)
            images[row] = model_input(radiograph, spec)
        except HilumError as error:
            return error.sentence
        return None

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for reason in pool.map(load, range(len(examples))):
            reasons.append(reason)
            on_read()
    skipped = tuple((e, reason) for e, reason in zip(examples, reasons, strict=True) if reason)
    if len(skipped) == len(examples):
        raise NothingToReadError(
            "Not one radiograph could be read.", "Check the folder and its permissions."
        )
    if skipped and strict:
        raise _refusal(skipped, len(examples))
    read = [row for row, reason in enumerate(reasons) if not reason]
    kept = tuple(examples[row] for row in read)
    return Pictures(
        images[read] if skipped else images,
        np.array([example.label for example in kept], np.float32),
        kept,
        skipped,
    )


def _refusal(skipped: Sequence[tuple[Example, str]], of: int) -> DatasetError:
    told = "; ".join(f"{example.path}: {reason}" for example, reason in skipped[:_TOLD_FILES])
    more = " ..." if len(skipped) > _TOLD_FILES else ""
    return DatasetError(
        f"{len(skipped):,} of {of:,} radiographs can't be read: {told}{more}",
        "Repair them or take them out; without strictness they are skipped.",
    )
