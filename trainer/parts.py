"""Which radiographs of the data a model is measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from trainer.dataset import Example
from trainer.rsna import HALVES
from viewer.errors import NothingToReadError


class Part(StrEnum):
    """`CHOOSE` and `FINAL` are the halves of data that serve for evaluation only."""

    VALIDATION = "validation"
    TEST = "test"
    ALL = "all"
    CHOOSE = "choose"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The radiographs of a part.

    Attributes
    ----------
    of_run : bool
        Whether the manifest of the model's own run names them.
    """

    part: Part
    examples: tuple[Example, ...]
    of_run: bool


def choose_part(examples: Sequence[Example], part: Part, manifest: str | None) -> Chosen:
    """The examples of a part, by the run's manifest or by the data's own folders.

    The test part is that of the manifest, where it is one of these data, else the test
    folder; where there is neither, all are chosen.

    Raises
    ------
    NothingToReadError
        If the data have no such part, or it would mix the halves that are kept apart.
    """
    if part is Part.ALL:
        return Chosen(part, tuple(examples), False)
    if part in HALVES:
        return Chosen(part, _inside(examples, part), False)
    if any(example.folder in HALVES for example in examples):
        raise NothingToReadError(
            f"These data have no {part} part: they are halved into {' and '.join(HALVES)}.",
            "Say --part choose to compare networks, and --part final for the one that was chosen.",
        )
    parts = _parts_of(examples, manifest)
    if any(parts):
        named = (example for example, its in zip(examples, parts, strict=True) if its == part)
        return Chosen(part, _some(tuple(named), part), True)
    if part is Part.VALIDATION:
        raise NothingToReadError(
            "Which radiographs the run was validated on is not known.",
            "Give a model.onnx that lies beside its run's manifest.tsv, and the run's own data.",
        )
    tested = tuple(example for example in examples if example.folder == part)
    return Chosen(part, tested, False) if tested else Chosen(Part.ALL, tuple(examples), False)


def _inside(examples: Sequence[Example], part: Part) -> tuple[Example, ...]:
    return _some(tuple(example for example in examples if example.folder == part), part)


def _some(examples: tuple[Example, ...], part: Part) -> tuple[Example, ...]:
    if not examples:
        raise NothingToReadError(
            f"The data have no {part} part.", "Choose another part, or give other data."
        )
    return examples


def _parts_of(examples: Sequence[Example], manifest: str | None) -> list[str | None]:
    lines = (line.split("\t") for line in (manifest or "").splitlines())
    parts = {name: part for part, *_, name in lines}
    # One source of several is named in full in the manifest of them all.
    return [parts.get(e.name, parts.get(f"{e.source}/{e.name}")) for e in examples]
