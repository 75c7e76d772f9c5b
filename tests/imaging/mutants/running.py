"""Making mutants, trying them in a child process, and keeping those that show a bug."""

import json
import selectors
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from tests.imaging.mutants import containers
from tests.imaging.mutants.making import Mutant, make_mutant
from tests.imaging.mutants.trial import Trial

MOST_SECONDS = 5.0
"""Of the processor: by the clock, other work on the machine would count as well."""

MOST_MEGABYTES = 1000.0

HANG = "hang"

_PATIENCE_SECONDS = 180.0
"""By the clock, until a trial is ended: other work makes a sound one slow."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mutant's number and name, and how it was opened."""

    number: int
    name: str
    trial: Trial


class Bench:
    """A child process that tries files; a new one where it died."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Bench":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def try_file(self, path: Path) -> Trial:
        """Open a file under the limits; what breaks one is tried again before it counts."""
        trial = self._ask(path)
        if _too_slow(trial):
            self._end()
            trial = self._ask(path)
        return replace(trial, problem=trial.problem or _excess(trial))

    def _ask(self, path: Path) -> Trial:
        if self._child is None:
            self._child = _start()
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{path}\n")
        child.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            answered = selector.select(_PATIENCE_SECONDS)
        line = child.stdout.readline() if answered else ""
        if line:
            return Trial(**json.loads(line))
        if not answered:
            child.kill()
        status = child.wait()
        self._end()
        if answered:
            return Trial("crash", f"It died with status {status}.", "", 0.0, 0.0, 0.0)
        return Trial(HANG, "It did not answer.", "", _PATIENCE_SECONDS, 0.0, 0.0)

    def _end(self) -> None:
        if self._child is None:
            return
        with self._child as child:
            assert child.stdin is not None
            child.stdin.close()
            child.wait()
        self._child = None


def _start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.imaging.mutants.trial"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def _too_slow(trial: Trial) -> bool:
    return trial.kind == HANG or trial.processor_seconds > MOST_SECONDS


def _excess(trial: Trial) -> str:
    if trial.megabytes > MOST_MEGABYTES:
        return f"It took {trial.megabytes:.0f} MB."
    if _too_slow(trial):
        return f"It took {trial.seconds:.1f} s, {trial.processor_seconds:.1f} of the processor."
    return ""


def try_mutants(seed: int, numbers: Iterable[int], workshop: Path, kept: Path) -> Iterator[Outcome]:
    """Make and try mutants one by one, in a folder for the work; those with a problem are kept."""
    for name, content in containers.beside_index().items():
        _write(workshop / name, content)
    with Bench() as bench:
        for number in numbers:
            mutant = make_mutant(seed, number)
            path = _lay(mutant, workshop)
            trial = bench.try_file(path)
            if trial.problem:
                _write(kept / mutant.name, mutant.content)
            path.unlink(missing_ok=True)
            yield Outcome(number, mutant.name, trial)


def replay(file: Path, workshop: Path) -> Trial:
    """Try a kept mutant again."""
    for name, content in containers.beside_index().items():
        _write(workshop / name, content)
    path = _lay(Mutant(file.name, file.read_bytes()), workshop)
    with Bench() as bench:
        return bench.try_file(path)


def _lay(mutant: Mutant, workshop: Path) -> Path:
    """Where the mutant's file is opened: an index must have its own name and its files beside."""
    index = mutant.name.endswith(containers.INDEX)
    path = workshop / (containers.INDEX if index else mutant.name)
    _write(path, mutant.content)
    return path


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
