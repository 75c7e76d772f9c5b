"""A stream of files becomes rows."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from viewer.batch.row import Row
from viewer.batch.worklist import Worklist
from viewer.imaging import InputSpec
from viewer.reading import ModelIdentity, OperatingPoint, PreparedRadiograph, Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is; times in seconds, `total` None while files are still being found."""

    done: int
    failed: int
    total: int | None
    elapsed: float
    remaining: float | None


def run_batch(
    files: Iterable[Path],
    read: Callable[[PreparedRadiograph], Reading],
    spec: InputSpec,
    model: ModelIdentity,
    operating_point: OperatingPoint,
    worklist: Worklist,
    *,
    jobs: int | None = None,
    on_row: Callable[[Row, Progress], None],
    cancelled: threading.Event,
) -> Progress:
    raise NotImplementedError
