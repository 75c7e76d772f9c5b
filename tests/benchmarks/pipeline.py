"""Radiographs a second of a batch, against other ways and against what the machine could do.

    python -m tests.benchmarks.pipeline [--files N] [--folder FOLDER]

All is measured in one run on the same files: the loops and the machine's bound on some of them,
before and after the batch, so that whatever else the machine does slows each alike. The files come
from the system's memory, where they lie since they were written, if it has room for them.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from resources import shipped_model
from tests.benchmarks.batch_files import check_room, write_dicoms, write_jpegs
from tests.benchmarks.batch_rate import batch_rate
from tests.benchmarks.cuda import TensorSpeeds, measure_with_tensors, open_on_cuda
from tests.benchmarks.machine_bound import Bound, measure_bound
from tests.benchmarks.plain_loops import ReadOne, keras_predict, onnx_runtime
from viewer.reading import Provider, Reader

FILES = 2000
SIDE = 1500
_KINDS = {"8-bit JPEG": write_jpegs, "uncompressed 15-bit DICOM": write_dicoms}
_SAMPLE = 60
_TARGET = 0.85


@dataclass(frozen=True, slots=True)
class Speeds:
    """Radiographs a second; `target` is the share of the bound that the batch should reach."""

    files: int
    batch: float
    providers: frozenset[str]
    loops: Mapping[str, float]
    bound: Bound
    target: float = _TARGET


def measure_speeds(
    files: Sequence[Path], sample: int, model: Path, loops: Mapping[str, ReadOne]
) -> Speeds:
    """Read all files as a batch, and some of them in each other way before and after."""
    reader = Reader.open(model, Provider.CPU)
    some = files[:: max(1, len(files) // sample)]
    bounds: list[Bound] = []
    rates: dict[str, list[float]] = {name: [] for name in loops}

    def measure_others() -> None:
        bounds.append(measure_bound(some, model, reader.card.input))
        for name, read in loops.items():
            rates[name].append(_rate(read, some))

    measure_others()
    batch, providers = batch_rate(files, reader)
    measure_others()
    loop_rates = {name: statistics.mean(values) for name, values in rates.items()}
    return Speeds(len(files), batch, providers, loop_rates, Bound.mean(bounds))


def _rate(read: ReadOne, files: Sequence[Path]) -> float:
    read(files[0])
    began = time.perf_counter()
    for file in files:
        read(file)
    return len(files) / (time.perf_counter() - began)


def show_speeds(kind: str, speeds: Speeds) -> None:
    bound = speeds.bound
    print(
        f"a batch of {speeds.files:,} files, {kind}: {speeds.batch:.1f} a second "
        f"({', '.join(speeds.providers)})"
    )
    for name, rate in speeds.loops.items():
        print(f"  {name}: {rate:.1f} a second")
        print(f"  ratio {speeds.batch / rate:.2f}")
    print(
        f"  {bound.processors} processors / ({bound.decoding:.1f} ms decoding + "
        f"{bound.network:.1f} ms network): {bound.a_second:.1f} a second"
    )
    print(f"  ratio {speeds.batch / bound.a_second:.2f} (target {speeds.target:.2f})")


def show_with_tensors(kind: str, speeds: TensorSpeeds) -> None:
    print(
        f"a batch of {speeds.files:,} files, {kind}: {speeds.batch:.1f} a second "
        f"({', '.join(speeds.providers)})"
    )
    print(f"  the network alone, in a loop on tensors in memory: {speeds.loop:.1f} a second")
    print(f"  ratio {speeds.batch / speeds.loop:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.pipeline",
        description="Measure a batch on files of two kinds, one after the other: some ten minutes.",
    )
    parser.add_argument("--files", type=int, default=FILES, help="of each kind")
    parser.add_argument("--folder", type=Path, help="where they are written for a while")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        check_room(Path(name), arguments.files, SIDE)
        model = shipped_model()
        loops, on_cuda = _loops(model), open_on_cuda(model)
        for kind, write in _KINDS.items():
            folder = Path(name) / "files"
            folder.mkdir()
            files = write(folder, arguments.files, SIDE)
            if hasattr(os, "sync"):
                os.sync()  # or the system would be writing them to its disk meanwhile
            show_speeds(kind, measure_speeds(files, _SAMPLE, model, loops))
            if on_cuda:
                show_with_tensors(kind, measure_with_tensors(files, _SAMPLE, on_cuda, model))
            shutil.rmtree(folder)


def _loops(model: Path) -> dict[str, ReadOne]:
    from trainer.architectures import build_network

    size = Reader.open(model, Provider.CPU).card.input.size
    return {
        "Keras predict, one file at a time": keras_predict(
            build_network("efficientnet-lite0", size, "none")
        ),
        "ONNX Runtime, one file at a time": onnx_runtime(model),
    }


if __name__ == "__main__":
    main()
