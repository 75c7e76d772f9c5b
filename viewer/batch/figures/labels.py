"""What is known of radiographs beforehand: which show pneumonia, and which don't."""

import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNLABELLED = -1
"""Stands for the lack of a `Label` where they are kept as numbers."""


class Label(IntEnum):
    NORMAL = 0
    PNEUMONIA = 1


WORDS = {label.name.casefold(): label for label in Label}


class Labels(ABC):
    """Labels of files, by whatever tells them.

    Attributes
    ----------
    source : str
        The name of the file that they come from; empty where folders are named after them.
    """

    source: str

    @abstractmethod
    def label_of(self, path: Path | str) -> Label | None:
        """The label of one file, whose path is absolute; None if it has none."""

    @abstractmethod
    def labels_of(self, files: Sequence[str]) -> NDArray[np.int8]:
        """The labels of all files of a batch, (n,): a `Label`, or `UNLABELLED`."""


class FolderLabels(Labels):
    """The nearest folder called NORMAL or PNEUMONIA, in any case, labels what is in it.

    Only folders below what was given count, since a folder of pneumonia research holds normal
    radiographs as well. The names of the given folders themselves (of given files: that of
    their folder) count where they name both: `train/NORMAL train/PNEUMONIA`.

    Parameters
    ----------
    given : iterable of Path
        What the batch was asked to read.
    """

    source = ""

    def __init__(self, given: Iterable[Path]) -> None:
        # Not resolved: a batch names its files by the way that they were given.
        self._given = {Path(os.path.abspath(path)) for path in given}
        own = self._given | {path.parent for path in self._given}
        self._own_names_count = {_named(folder) for folder in own} >= set(Label)
        self._of_folder: dict[str, int] = {}

    def label_of(self, path: Path | str) -> Label | None:
        value = self._value(os.fspath(path))
        return None if value == UNLABELLED else Label(value)

    def labels_of(self, files: Sequence[str]) -> NDArray[np.int8]:
        return np.fromiter(map(self._value, files), np.int8, len(files))

    def _value(self, file: str) -> int:
        folder = file.rpartition(os.sep)[0]
        value = self._of_folder.get(folder)
        if value is None:
            value = self._of_folder[folder] = self._find(Path(folder))
        return value

    def _find(self, folder: Path) -> int:
        way = [folder, *folder.parents]
        # A file that was given by itself may lie under no given folder.
        given = next((place for place in way if place in self._given), folder)
        for place in way[: way.index(given)]:
            if (label := _named(place)) != UNLABELLED:
                return label
        return _named(given) if self._own_names_count else UNLABELLED


class TableLabels(Labels):
    """Labels that a table lists.

    Parameters
    ----------
    of_path : Mapping
        By the normalised, absolute path.
    of_name : Mapping
        By the file's name alone: counts where only one file of the batch is called so.
    """

    def __init__(self, source: str, of_path: Mapping[str, Label], of_name: Mapping[str, Label]):
        self.source = source
        self._of_path, self._of_name = of_path, of_name

    def label_of(self, path: Path | str) -> Label | None:
        file = os.fspath(path)
        found = self._of_path.get(os.path.normcase(file))
        return self._of_name.get(_name(file)) if found is None else found

    def labels_of(self, files: Sequence[str]) -> NDArray[np.int8]:
        of_path, normcase = self._of_path, os.path.normcase
        labels = np.array([of_path.get(normcase(file), UNLABELLED) for file in files], np.int8)
        if self._of_name:
            names = [_name(file) for file in files]
            often = Counter(name for name in names if name in self._of_name)
            for place in np.flatnonzero(labels == UNLABELLED):
                if often[names[place]] == 1:
                    labels[place] = self._of_name[names[place]]
        return labels


def _named(folder: Path) -> int:
    return WORDS.get(folder.name.casefold(), UNLABELLED)


def _name(path: str) -> str:
    return path.rpartition(os.sep)[2]
