"""Radiographs a second of one batch, with its worklist."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from viewer.batch import BatchControl, Worklist, run_batch
from viewer.reading import Reader


def batch_rate(files: Sequence[Path], reader: Reader) -> tuple[float, frozenset[str]]:
    """Read files into a worklist beside the first; gives also the providers that its rows name."""
    with (
        tempfile.TemporaryDirectory(dir=files[0].parent) as folder,
        Worklist.create(Path(folder) / "worklist") as worklist,
    ):
        began = time.perf_counter()
        progress = run_batch(
            files,
            reader,
            reader.operating_point(),
            worklist,
            on_row=lambda _row, _progress: None,
            control=BatchControl(),
        )
        seconds = time.perf_counter() - began
        if progress.failed:
            raise RuntimeError(f"{progress.failed} of {progress.done} files failed")
        return progress.done / seconds, frozenset(row.provider for row in worklist.rows())
