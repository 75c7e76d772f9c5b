"""What a folder of radiographs holds, before hours are spent on it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.dataset import Example
from viewer.errors import HilumError
from viewer.imaging import open_radiograph


@dataclass(frozen=True, slots=True)
class Inspection:
    """Counts and sizes of labelled radiographs.

    Attributes
    ----------
    counts : dict of (folder, class) to (radiographs, patients)
    duplicates : tuple of tuple of Example
        Groups of byte-identical files.
    crossing : int
        How many of those groups stand in two folders or two classes.
    rows, columns : tuple of int
        Smallest, median and largest.
    unreadable : tuple of (Example, str)
    """

    counts: dict[tuple[str, str], tuple[int, int]]
    duplicates: tuple[tuple[Example, ...], ...]
    crossing: int
    rows: tuple[int, int, int]
    columns: tuple[int, int, int]
    unreadable: tuple[tuple[Example, str], ...]


def inspect_examples(examples: Sequence[Example]) -> Inspection:
    """Open every file and count."""
    by_content: dict[str, list[Example]] = defaultdict(list)
    sizes: list[tuple[int, int]] = []
    unreadable: list[tuple[Example, str]] = []
    for example in examples:
        try:
            radiograph = open_radiograph(example.path)
        except HilumError as error:
            unreadable.append((example, error.sentence))
            continue
        by_content[radiograph.source.sha256].append(example)
        sizes.append((radiograph.rows, radiograph.columns))
    groups = tuple(tuple(group) for group in by_content.values() if len(group) > 1)
    rows, columns = zip(*sizes, strict=True) if sizes else ((0,), (0,))
    return Inspection(
        _count(examples),
        groups,
        sum(len({(e.folder, e.label) for e in group}) > 1 for group in groups),
        _spread(rows),
        _spread(columns),
        tuple(unreadable),
    )


def _count(examples: Sequence[Example]) -> dict[tuple[str, str], tuple[int, int]]:
    radiographs = Counter((e.folder, e.label.name) for e in examples)
    patients = Counter(
        (folder, label)
        for folder, label, _ in {(e.folder, e.label.name, e.patient) for e in examples}
    )
    return {place: (radiographs[place], patients[place]) for place in sorted(radiographs)}


def _spread(values: Sequence[int]) -> tuple[int, int, int]:
    return min(values), int(np.median(values)), max(values)
