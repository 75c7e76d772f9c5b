"""One batch in a process of its own, which says what it took.

python -m tests.benchmarks.one_batch FOLDER MODEL WORKLIST
"""

import json
import multiprocessing
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from viewer.batch import BatchControl, Progress, Row, Worklist, run_batch
from viewer.imaging import find_radiographs
from viewer.reading import Provider, Reader


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and the most memory that was resident, in bytes.

    Attributes
    ----------
    first : float or None
        Seconds until the first file was read; None if all had their row before.
    program : int
        What the program itself took.
    decoders : int
        What the decoders' processes took together, each at its own worst moment.
    """

    files: int
    kept: int
    failed: int
    first: float | None
    seconds: float
    program: int
    decoders: int


def read_folder(folder: Path, model: Path, path: Path) -> Cost:
    """Read a folder into a worklist, or go on with it."""
    reader = Reader.open(model, Provider.CPU)
    first = None

    def note(_row: Row, _progress: Progress) -> None:
        nonlocal first
        first = first or time.perf_counter() - began

    with Worklist.go_on(path) as worklist:
        began = time.perf_counter()
        progress = run_batch(
            find_radiographs([folder]),
            reader,
            reader.operating_point(),
            worklist,
            on_row=note,
            control=BatchControl(),
        )
        seconds = time.perf_counter() - began
    decoders = [process.pid for process in multiprocessing.active_children()]
    return Cost(
        progress.done,
        progress.kept,
        progress.failed,
        first,
        seconds,
        _most_resident("self"),
        sum(map(_most_resident, decoders)),
    )


def _most_resident(process: int | str | None) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    print(json.dumps(asdict(read_folder(*map(Path, sys.argv[1:])))))
