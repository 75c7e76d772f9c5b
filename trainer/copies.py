"""Byte-identical files: one radiograph under two names, perhaps of two patients."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from trainer.example import Example


def find_copies(examples: Sequence[Example]) -> list[list[Example]]:
    """Groups of byte-identical files. What can't be read is in none: loading will tell."""
    same_size = _groups((_size(example.path), example) for example in examples)
    same_content = (
        group
        for suspects in same_size
        for group in _groups((_sha256(example.path), example) for example in suspects)
    )
    return list(same_content)


def join_copies(examples: Sequence[Example]) -> list[Example]:
    """Make patients that share a byte-identical file one patient, under the first one's name.

    A copy under another patient's name would otherwise stand on two sides of a split.
    """
    joined: dict[str, str] = {}

    def name_of(patient: str) -> str:
        while patient in joined:
            patient = joined[patient]
        return patient

    for group in find_copies(examples):
        first, *others = sorted({name_of(example.patient) for example in group})
        joined.update(dict.fromkeys(others, first))
    return [replace(example, patient=name_of(example.patient)) for example in examples]


def _groups(keyed: Iterable[tuple[Hashable | None, Example]]) -> list[list[Example]]:
    by_key: dict[Hashable, list[Example]] = defaultdict(list)
    for key, example in keyed:
        if key is not None:
            by_key[key].append(example)
    return [group for group in by_key.values() if len(group) > 1]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
