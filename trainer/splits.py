"""Splits by patient: no patient's radiographs stand on two sides."""

import hashlib
import os
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.dataset import Example, Label
from viewer.errors import NothingToReadError


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on, chosen on and reported on."""

    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]

    def manifest(self, data: Path) -> str:
        """One line an example: part, label, patient and path relative to `data`, sorted."""
        root = os.path.abspath(data)  # as `find_radiographs` makes its paths
        lines = [
            f"{part}\t{example.label.name}\t{example.patient}\t"
            f"{example.path.relative_to(root).as_posix()}"
            for part in ("train", "validation", "test")
            for example in getattr(self, part)
        ]
        return "\n".join(sorted(lines)) + "\n"

    def manifest_sha256(self, data: Path) -> str:
        """The hash that the model card carries."""
        return sha256_of(self.manifest(data))


def sha256_of(manifest: str) -> str:
    """The hash of a manifest's text."""
    return hashlib.sha256(manifest.encode()).hexdigest()


def kept_for_test(
    examples: Sequence[Example], data: Path, manifest: str | None
) -> Sequence[Example] | None:
    """The examples that no network was trained or chosen on; None if nobody can tell.

    They are those of the manifest's test part, where there is a manifest of these data, else
    those of the test folder.
    """
    if manifest is not None:
        lines = (line.split("\t") for line in manifest.splitlines())
        parts = {path: part for part, *_, path in lines}
        root = os.path.abspath(data)
        part_of = {e: parts.get(e.path.relative_to(root).as_posix()) for e in examples}
        if any(part_of.values()):
            return [example for example in examples if part_of[example] == "test"]
    return [example for example in examples if example.folder == "test"] or None


def split_by_patient(
    examples: Sequence[Example], shares: tuple[float, float, float], seed: int
) -> Split:
    """Split whole patients at random, in each class by the same shares of radiographs."""
    parts: tuple[list[Example], list[Example], list[Example]] = ([], [], [])
    for label in Label:
        of_patient: dict[str, list[Example]] = defaultdict(list)
        for example in examples:
            if example.label is label:
                of_patient[example.patient].append(example)
        patients = sorted(of_patient)
        random.Random(f"{seed}/{label.name}").shuffle(patients)
        total = sum(map(len, of_patient.values()))
        bounds = (shares[0] * total, (shares[0] + shares[1]) * total)
        done = 0
        for patient in patients:
            part = sum(done >= bound for bound in bounds)
            parts[part].extend(of_patient[patient])
            done += len(of_patient[patient])
    return _checked(Split(*(tuple(sorted(part, key=_path)) for part in parts)))


def split_by_folders(examples: Sequence[Example], validation_share: float, seed: int) -> Split:
    """Keep the data's own test folder; where it has no val folder, split one off train.

    The test folder of Kermany's data numbers its patients anew, so its patients can't be
    compared with those of train by name.
    """
    inside: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        inside[example.folder].append(example)
    if inside["val"]:
        split = Split(tuple(inside["train"]), tuple(inside["val"]), tuple(inside["test"]))
    else:
        rest = split_by_patient(inside["train"], (1 - validation_share, validation_share, 0), seed)
        split = Split(rest.train, rest.validation, tuple(inside["test"]))
    return _checked(split)


def _path(example: Example) -> Path:
    return example.path


def _checked(split: Split) -> Split:
    for part in ("train", "validation"):
        if {example.label for example in getattr(split, part)} != set(Label):
            raise NothingToReadError(
                f"The {part} part of the split lacks a class.",
                "Give more radiographs, or another way of splitting.",
            )
    return split
