"""What the folder of a run holds, and what it lacks."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from trainer.predictions import Predictions, read_predictions
from trainer.report.environment import read_environment
from trainer.report.history import History, read_history
from trainer.runs import Run
from trainer.splits import sha256_of
from viewer.errors import HilumError, NothingToReadError, UnsupportedFormatError
from viewer.imaging.gate import read_bytes
from viewer.reading import ModelCard, OperatingPoint, Provider, Reader

_PREDICTIONS = "predictions-"
_ORDER = ("train", "validation", "test")
_Content = TypeVar("_Content")


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many radiographs and patients of a class are in a part of the split."""

    part: str
    label: str
    radiographs: int
    patients: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A split manifest in short."""

    sha256: str
    counts: tuple[ClassCount, ...]


@dataclass(frozen=True, slots=True)
class KeptRecipe:
    """A recipe as its text, and flat: each value by its dotted key, as `optimiser.name`."""

    text: str
    choices: dict[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class KeptRun:
    """A run as it lies on the disk; None or empty is what is not there.

    Attributes
    ----------
    parts : dict of str to Predictions
        Validation first, then test, then others by name.
    missing : tuple of str
        What the folder lacks or what could not be read, one sentence each.
    """

    folder: Path
    recipe: KeptRecipe | None
    history: History | None
    manifest: Manifest | None
    environment: dict[str, str] | None
    reader: Reader | None
    parts: dict[str, Predictions]
    missing: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    @property
    def card(self) -> ModelCard | None:
        return self.reader.card if self.reader else None

    @property
    def points(self) -> tuple[OperatingPoint, ...]:
        """The operating points of the run's model, the default first; none without a model."""
        return self.card.operating_points if self.card else ()


def open_kept_run(folder: Path) -> KeptRun:
    """Read what is there; a file that is missing or damaged is told in `missing`.

    Raises
    ------
    NothingToReadError
        If nothing of a run is there.
    """
    missing: list[str] = []

    def take(path: Path, read: Callable[[Path], _Content], lost: str) -> _Content | None:
        if not path.is_file():
            missing.append(f"There is no {path.name}: {lost}")
            return None
        try:
            return read(path)
        except HilumError as error:
            missing.append(f"{path.name}: {error.sentence}")
            return None

    run = Run(folder)
    recipe = take(run.recipe, _read_recipe, "how the network was trained is not known.")
    history = take(run.history, read_history, "the learning curves can't be drawn.")
    manifest = take(run.manifest, _read_manifest, "how the data were split is not known.")
    environment = take(run.environment, read_environment, "the environment was not recorded.")
    reader = take(
        run.onnx,
        lambda path: Reader.open(path, Provider.CPU),
        "the model card, operating points and heatmaps are in it.",
    )
    taken = {
        name: take(path, read_predictions, "") for name, path in _predictions_in(folder).items()
    }
    parts = {name: part for name, part in taken.items() if part}
    if not parts:
        missing.append("There are no predictions: hilum-train evaluate writes them.")
    if not any((recipe, history, manifest, reader, parts)):
        raise NothingToReadError(
            f"{folder} holds nothing of a run.", "Give a folder that `hilum-train train` wrote."
        )
    return KeptRun(folder, recipe, history, manifest, environment, reader, parts, tuple(missing))


def in_order(part: str) -> tuple[int, str]:
    """Sorts parts: train, validation and test as they follow each other, then others by name."""
    return (_ORDER.index(part) if part in _ORDER else len(_ORDER), part)


def _predictions_in(folder: Path) -> dict[str, Path]:
    found = {
        path.stem.removeprefix(_PREDICTIONS): path for path in folder.glob(f"{_PREDICTIONS}*.csv")
    }
    return {name: found[name] for name in sorted(found, key=in_order)}


def _read_recipe(path: Path) -> KeptRecipe:
    try:
        text = read_bytes(path).decode("utf-8")
        return KeptRecipe(text, dict(_flat(tomllib.loads(text))))
    except ValueError as error:  # of the encoding or of TOML
        raise UnsupportedFormatError(
            f"The file is no TOML: {error}.", "Let `hilum-train train` write it."
        ) from error


def _flat(table: dict[str, Any], before: str = "") -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat += _flat(value, f"{before}{key}.")
        else:
            text = value if isinstance(value, str) else json.dumps(value, default=str)
            flat.append((f"{before}{key}", text))
    return flat


def _read_manifest(path: Path) -> Manifest:
    text = read_bytes(path).decode("utf-8", errors="replace")
    radiographs: dict[tuple[str, str], int] = defaultdict(int)
    patients: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in text.splitlines():
        part, label, patient, *_ = [*line.split("\t"), "", ""]
        radiographs[part, label] += 1
        patients[part, label].add(patient)
    return Manifest(
        sha256_of(text),
        tuple(
            ClassCount(part, label, radiographs[part, label], len(patients[part, label]))
            for part, label in sorted(radiographs, key=lambda key: (in_order(key[0]), key[1]))
        ),
    )
