"""What labelled radiographs hold, before hours are spent on them."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from trainer.example import Example, Label
from trainer.shortcuts import Shortcut, shortcut_by
from viewer.errors import HilumError
from viewer.imaging import open_radiograph


@dataclass(frozen=True, slots=True)
class Spread:
    """Smallest, median and largest; all 0 where nothing was measured."""

    least: int
    median: int
    most: int


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many radiographs of a class a folder of a source has, and of how many patients."""

    source: str
    folder: str
    label: Label
    radiographs: int
    patients: int
    patients_with_several: int


@dataclass(frozen=True, slots=True)
class Inspection:
    """Counts and sizes of labelled radiographs.

    Attributes
    ----------
    counts : tuple of ClassCount
    duplicates : tuple of tuple of Example
        Groups of byte-identical files.
    crossing_folders, crossing_labels, crossing_patients : int
        How many of those groups stand in two folders, classes, patients.
    rows, columns : Spread
    views : dict of source to Shortcut
        How far the view predicts the label, of the radiographs whose view is known.
    sources : Shortcut or None
        How far the source does; None where there is but one.
    unreadable : tuple of (Example, str)
    """

    counts: tuple[ClassCount, ...]
    duplicates: tuple[tuple[Example, ...], ...]
    crossing_folders: int
    crossing_labels: int
    crossing_patients: int
    rows: Spread
    columns: Spread
    views: dict[str, Shortcut]
    sources: Shortcut | None
    unreadable: tuple[tuple[Example, str], ...]


def inspect_examples(
    examples: Sequence[Example], *, on_read: Callable[[], object] = lambda: None
) -> Inspection:
    """Open every file and count.

    Parameters
    ----------
    on_read : callable
        Called after each file, from this thread: a progress bar's `advance`.
    """
    by_content: dict[str, list[Example]] = defaultdict(list)
    sizes: list[tuple[int, int]] = []
    unreadable: list[tuple[Example, str]] = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for example, seen in zip(examples, pool.map(_look_at, examples), strict=True):
            on_read()
            if isinstance(seen, HilumError):
                unreadable.append((example, seen.sentence))
                continue
            by_content[seen.sha256].append(example)
            sizes.append((seen.rows, seen.columns))
    groups = tuple(tuple(group) for group in by_content.values() if len(group) > 1)
    rows, columns = zip(*sizes, strict=True) if sizes else ((), ())
    return Inspection(
        counts=_count(examples),
        duplicates=groups,
        crossing_folders=sum(len({(e.source, e.folder) for e in group}) > 1 for group in groups),
        crossing_labels=sum(len({e.label for e in group}) > 1 for group in groups),
        crossing_patients=sum(len({e.patient for e in group}) > 1 for group in groups),
        rows=_spread(rows),
        columns=_spread(columns),
        views=_views(examples),
        sources=_sources(examples),
        unreadable=tuple(unreadable),
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    sha256: str
    rows: int
    columns: int


def _look_at(example: Example) -> _Seen | HilumError:
    try:
        radiograph = open_radiograph(example.path)
    except HilumError as error:
        return error
    return _Seen(radiograph.source.sha256, radiograph.rows, radiograph.columns)


def _count(examples: Sequence[Example]) -> tuple[ClassCount, ...]:
    patients: dict[tuple[str, str, Label], Counter[str]] = defaultdict(Counter)
    for example in examples:
        patients[example.source, example.folder, example.label][example.patient] += 1
    return tuple(
        ClassCount(*place, counts.total(), len(counts), sum(count > 1 for count in counts.values()))
        for place, counts in sorted(patients.items())
    )


def _views(examples: Sequence[Example]) -> dict[str, Shortcut]:
    known: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        if example.view:
            known[example.source].append(example)
    return {source: shortcut_by(known[source], lambda e: e.view) for source in sorted(known)}


def _sources(examples: Sequence[Example]) -> Shortcut | None:
    sources = shortcut_by(examples, lambda example: example.source)
    return sources if len(sources.counts) > 1 else None


def _spread(values: Sequence[int]) -> Spread:
    if not values:
        return Spread(0, 0, 0)
    return Spread(min(values), int(np.median(values)), max(values))
