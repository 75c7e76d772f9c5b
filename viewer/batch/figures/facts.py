"""What figures are made of: the probability, state and label of every row of a worklist."""

import os
from contextlib import closing
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.figure import Figure
from viewer.batch.figures.labels import UNLABELLED, Labels
from viewer.batch.figures.ranking import Ranking
from viewer.batch.figures.roc import RocCurve, auc, roc_curve, thinned
from viewer.batch.worklist.schema import check_version, connect, told_as_worklist_error


class State(IntEnum):
    READ = 0
    WITHHELD = 1
    FAILED = 2


@dataclass(frozen=True, eq=False)
class Facts:
    """Every row of a worklist, as far as figures need it.

    Attributes
    ----------
    probability : ndarray, (n,), float64
        NaN where the file failed.
    state : ndarray, (n,), int8
        A `State` each.
    label : ndarray, (n,), int8
        A `Label` each, or `UNLABELLED`.
    labels_from : str or None
        The file that gave the labels, empty for folder names; None if labels were not asked for.
    ids : ndarray, (n,), int64
        Of the rows in the worklist; empty where they are of none.
    held_back : int
        How many more rows the worklist has, of which these are a part.
    """

    probability: NDArray[np.float64] = field(default_factory=lambda: np.empty(0, np.float64))
    state: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    label: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    labels_from: str | None = None
    ids: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    held_back: int = 0

    def __len__(self) -> int:
        return len(self.probability)

    @cached_property
    def ranking(self) -> Ranking:
        """What was read, sorted once: at a threshold, every count is then a look-up."""
        read = self.state == State.READ
        return Ranking.of(self.probability[read], self.label[read])

    @cached_property
    def auc(self) -> Figure:
        return auc(self.ranking)

    @cached_property
    def curve(self) -> RocCurve | None:
        """The ROC curve with as many points as can be drawn; None unless both labels are there."""
        whole = roc_curve(self.ranking)
        return None if whole is None else thinned(whole)

    @cached_property
    def labelled(self) -> int:
        return int(np.count_nonzero(self.label != UNLABELLED))

    def count(self, state: State, *, labelled: bool = False) -> int:
        """How many rows are in a state; of those with a label, if `labelled`."""
        there = self.state == state
        return int(np.count_nonzero(there & (self.label != UNLABELLED) if labelled else there))

    def among(self, ids: NDArray[np.int64]) -> Self:
        """The facts of some rows, by their ids.

        Each keeps its label: a bare file name of a table of labels goes by the whole worklist.
        """
        there = np.isin(self.ids, ids)
        return replace(
            self,
            probability=self.probability[there],
            state=self.state[there],
            label=self.label[there],
            ids=self.ids[there],
            held_back=self.held_back + int(np.count_nonzero(~there)),
        )


# One step of SQLite gives many rows: each step lets go of Python's lock and has to wait for it
# again, which for a hundred thousand rows takes seconds while a batch is running, and what comes
# of all of them at once holds it for too long. A probability as a whole number of 2^-61 is exact
# where it counts and needs no conversion from text; its lowest bit tells what is withheld, and
# -1 what failed. No path holds two separators in a row.
_PAGE = 10_000
_PAGE_OF_ROWS = """SELECT max(id), group_concat(
    CASE WHEN error <> '' OR probability IS NULL THEN -1
    ELSE CAST(probability * 2305843009213693952.0 AS INTEGER) * 2 + (scope <> '[]') END, ' '),
group_concat(file, char(10) || '//'), group_concat(id, ' ')
FROM (SELECT id, file, probability, scope, error FROM rows WHERE id > ? ORDER BY id LIMIT ?)
"""
_UNIT = 2.0**-61


def read_facts(path: Path, labels: Labels | None = None) -> Facts:
    """The facts of a worklist, also while a batch adds to it; none of one that isn't there yet.

    Meant for a worker thread: for a hundred thousand rows it takes some tenths of a second, in
    most of which other threads run.

    Raises
    ------
    WorklistError
    """
    if not path.is_file():
        return Facts()
    pages: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    ids: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    files: list[str] = []
    with closing(connect(path, check_version)) as connection, told_as_worklist_error(path):
        connection.text_factory = bytes
        last = -1
        while (page := connection.execute(_PAGE_OF_ROWS, (last, _PAGE)).fetchone())[0] is not None:
            last, codes, names, numbers = page
            pages.append(np.fromstring(codes, np.int64, sep=" "))
            ids.append(np.fromstring(numbers, np.int64, sep=" "))
            if labels is not None:
                files += os.fsdecode(names).split("\n//")
    coded = np.concatenate(pages)
    state = np.where(coded < 0, State.FAILED, coded & 1).astype(np.int8)
    probability = np.where(coded < 0, np.nan, (coded >> 1) * _UNIT)
    if labels is None:
        label, source = np.full(len(coded), UNLABELLED, np.int8), None
    else:
        label, source = labels.labels_of(files), labels.source
    facts = Facts(probability, state, label, source, np.concatenate(ids))
    _ = facts.auc, facts.curve  # computed here, not in the thread that draws
    return facts
