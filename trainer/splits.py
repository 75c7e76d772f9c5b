"""Splits by patient: no patient's radiographs stand on two sides."""

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from trainer.example import DatasetError, Example, Label
from viewer.errors import NothingToReadError

PARTS = ("train", "validation", "test")
_TOLD_PATIENTS = 3


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on, chosen on and reported on."""

    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]

    def manifest(self) -> str:
        """One line an example: part, label, patient and name, sorted.

        The name is the path within the source, after the source's name where there are
        several: a manifest is the same wherever the sources lie.
        """
        sources = {example.source for part in PARTS for example in getattr(self, part)}
        lines = [
            f"{part}\t{example.label.name}\t{example.patient}\t"
            f"{_full_name(example) if len(sources) > 1 else example.name}"
            for part in PARTS
            for example in getattr(self, part)
        ]
        return "\n".join(sorted(lines)) + "\n"

    def manifest_sha256(self) -> str:
        """The hash that the model card carries."""
        return sha256_of(self.manifest())


def sha256_of(manifest: str) -> str:
    """The hash of a manifest's text."""
    return hashlib.sha256(manifest.encode()).hexdigest()


def split_by_patient(
    examples: Sequence[Example], shares: tuple[float, float, float], seed: int
) -> Split:
    """Split whole patients at random, in each source and class by the same shares of radiographs.

    Raises
    ------
    NothingToReadError
        If training or validation lacks a class.
    """
    return _checked(Split(*_by_source_and_class(examples, shares, seed)))


def split_by_folders(examples: Sequence[Example], validation_share: float, seed: int) -> Split:
    """Keep each source's own test folder; where it has no val folder, split one off train.

    What stands in no folder is trained on. The test folder of Kermany's data numbers its
    patients anew, so its patients can't be compared with those of train by name.

    Raises
    ------
    DatasetError
        If the folders put a patient on two sides.
    NothingToReadError
        If training or validation lacks a class.
    """
    _check_patients(examples)
    inside: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        inside[example.source, example.folder or "train"].append(example)
    train: list[Example] = []
    validation: list[Example] = []
    test: list[Example] = []
    for source in dict.fromkeys(example.source for example in examples):
        if inside[source, "val"]:
            train += inside[source, "train"]
            validation += inside[source, "val"]
        else:
            shares = (1 - validation_share, validation_share)
            kept, split_off = _by_source_and_class(inside[source, "train"], shares, seed)
            train += kept
            validation += split_off
        test += inside[source, "test"]
    return _checked(Split(tuple(train), tuple(validation), tuple(test)))


def share_out(
    examples: Iterable[Example],
    shares: Sequence[float],
    seed: int,
    stratum: Callable[[Example], tuple[str, ...]],
) -> list[list[Example]]:
    """Deal whole patients out at random, in each stratum by the same shares of radiographs.

    A patient belongs to the stratum that most of its radiographs are of. Each stratum is
    shuffled by the seed and the first word of its name alone, so that the strata of one source
    come out the same whatever other sources there are.

    Returns
    -------
    list of list of Example, as long as `shares`, each in the order of the paths
    """
    of_patient: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        of_patient[example.patient].append(example)
    patients_of: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for patient in sorted(of_patient):
        counts = Counter(stratum(example) for example in of_patient[patient])
        patients_of[max(counts, key=lambda name: (counts[name], name))].append(patient)
    parts: list[list[Example]] = [[] for _ in shares]
    for name, patients in patients_of.items():
        random.Random(f"{seed}/{name[0]}").shuffle(patients)
        total = sum(len(of_patient[patient]) for patient in patients)
        bounds = [share * total for share in accumulate(shares[:-1])]
        done = 0
        for patient in patients:
            parts[sum(done >= bound for bound in bounds)].extend(of_patient[patient])
            done += len(of_patient[patient])
    return [sorted(part, key=attrgetter("path")) for part in parts]


def _by_source_and_class(
    examples: Sequence[Example], shares: Sequence[float], seed: int
) -> list[tuple[Example, ...]]:
    parts = share_out(examples, shares, seed, lambda e: (e.label.name, e.source))
    return [tuple(part) for part in parts]


def _full_name(example: Example) -> str:
    return f"{example.source}/{example.name}"


def _check_patients(examples: Sequence[Example]) -> None:
    folders: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        folders[example.patient].add(example.folder or "train")
    crossing = sorted(patient for patient, where in folders.items() if len(where) > 1)
    if crossing:
        told = ", ".join(crossing[:_TOLD_PATIENTS])
        raise DatasetError(
            f"{len(crossing):,} patient{'s stand' if len(crossing) > 1 else ' stands'} "
            f"in two parts of the data: {told}"
            f"{', ...' if len(crossing) > _TOLD_PATIENTS else ''}.",
            "Put all of a patient's radiographs, and their copies, in one part, "
            "or split by patients.",
        )


def _checked(split: Split) -> Split:
    for part in ("train", "validation"):
        if {example.label for example in getattr(split, part)} != set(Label):
            raise NothingToReadError(
                f"The {part} part of the split lacks a class.",
                "Give more radiographs, or another way of splitting.",
            )
    return split
