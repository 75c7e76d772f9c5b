"""What a batch takes as it grows: time a file, and memory, each batch in a process of its own.

    python -m tests.benchmarks.growth [--files N ...] [--folder FOLDER]

The files are small and the network is next to nothing, so that what remains is the batch's own.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.event_loop import make_pictures
from tests.benchmarks.one_batch import Cost
from tests.stand_in import write_stand_in

FILES = (1_000, 10_000, 100_000)


def measure_growth(folder: Path, counts: Sequence[int]) -> list[tuple[Cost, Cost]]:
    """For each count the cost of reading so many files, and of starting that again."""
    write_stand_in(folder / "model.onnx")
    costs = []
    for count in counts:
        pictures = make_pictures(folder / f"pictures-{count}", count)
        worklist = folder / f"worklist-{count}"
        first, again = (_read_apart(pictures, folder / "model.onnx", worklist) for _ in range(2))
        costs.append((first, again))
    return costs


def _read_apart(pictures: Path, model: Path, worklist: Path) -> Cost:
    command = (sys.executable, "-m", "tests.benchmarks.one_batch", pictures, model, worklist)
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(**json.loads(done.stdout))


def show_growth(costs: Sequence[tuple[Cost, Cost]]) -> None:
    """Print a table; a figure that does not grow with the files is what is wanted."""
    table = Table("files", "", "first row", "ms a file", "program", "with its decoders", "failed")
    for first, again in costs:
        for what, cost in (("read", first), ("again", again)):
            table.add_row(
                f"{cost.files:,}",
                what,
                "" if cost.first is None else f"{cost.first:.2f} s",
                f"{1000 * cost.seconds / cost.files:.2f}",
                f"{cost.program / 1e6:.0f} MB",
                f"{(cost.program + cost.decoders) / 1e6:.0f} MB",
                str(cost.failed),
            )
    Console(width=100).print(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.growth",
        description="Measure time and memory of batches of several sizes, some ten minutes.",
    )
    parser.add_argument("--files", type=int, nargs="+", default=FILES)
    parser.add_argument("--folder", type=Path, help="where some files are written for a while")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        show_growth(measure_growth(Path(folder), arguments.files))


if __name__ == "__main__":
    main()
