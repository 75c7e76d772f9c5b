"""The facts of rows that are in no worklist."""

from collections.abc import Sequence

import numpy as np

from viewer.batch import Row
from viewer.batch.figures.facts import Facts, State
from viewer.batch.figures.labels import UNLABELLED


def facts_of(
    rows: Sequence[Row], labels: Sequence[int] | None = None, labels_from: str | None = None
) -> Facts:
    """Facts of rows, which are unlabelled by default."""
    return Facts(
        np.array([np.nan if row.probability is None else row.probability for row in rows]),
        np.array([_state(row) for row in rows], np.int8),
        np.array([UNLABELLED] * len(rows) if labels is None else labels, np.int8),
        labels_from,
    )


def _state(row: Row) -> State:
    if row.failed:
        return State.FAILED
    return State.WITHHELD if row.scope else State.READ
