"""What a report says of all rows, gathered from one after another."""

import heapq
import os
from collections import Counter
from pathlib import Path

from viewer.batch.export.report.groups import Groups
from viewer.batch.worklist.row import Row
from viewer.reading import Verdict

MOST_PICTURES = 500
"""More pictures make a page that opens slowly, and that nobody scrolls to the end of."""


class ReportTally:
    """Does not grow with the number of rows.

    Attributes
    ----------
    count : int
        All rows.
    verdicts : Counter of Verdict or None
        How many rows have each; None counts the failed ones.
    models, points, providers : Counter
        What the rows were read by: (name, SHA-256), (name, threshold), name.
    withheld, failed : Groups
        Reasons; sentences with their hints.
    """

    def __init__(self) -> None:
        self.count = 0
        self.verdicts: Counter[Verdict | None] = Counter()
        self.models: Counter[tuple[str, str]] = Counter()
        self.points: Counter[tuple[str, float | None]] = Counter()
        self.providers: Counter[str] = Counter()
        self.withheld, self.failed = Groups(), Groups()
        self._folder: str | None = None
        self._most_probable: list[tuple[float, int, Row]] = []

    def add(self, row: Row) -> None:
        self.count += 1
        self.verdicts[row.verdict] += 1
        self.models[row.model, row.model_sha256] += 1
        self.points[row.operating_point, row.threshold] += 1
        if row.provider:
            self.providers[row.provider] += 1
        self._folder = _common(self._folder, row.file.parent)
        if row.failed:
            self.failed.count((row.error, row.hint), row.file)
        for reason in row.scope:
            self.withheld.count((reason,), row.file)
        if row.verdict is Verdict.PNEUMONIA:
            self._keep(row)

    @property
    def threshold(self) -> float | None:
        """At which one model's readings are all judged; None if there are several of either."""
        if len(self.models) != 1 or len(self.points) != 1:
            return None
        return next(iter(self.points))[1]

    @property
    def most_probable(self) -> list[Row]:
        """Rows with the verdict pneumonia, the most probable first; equal ones in their order."""
        return [row for *_order, row in sorted(self._most_probable, reverse=True)]

    @property
    def folder(self) -> Path | None:
        """Where all the files are; None if they have no folder in common."""
        return Path(self._folder) if self._folder else None

    def _keep(self, row: Row) -> None:
        assert row.probability is not None
        entry = (row.probability, -self.count, row)
        if len(self._most_probable) < MOST_PICTURES:
            heapq.heappush(self._most_probable, entry)
        else:
            heapq.heappushpop(self._most_probable, entry)


def _common(folder: str | None, other: Path) -> str:
    """What two folders have in common; "" if nothing, and None for the first is no limit."""
    if folder is None:
        return str(other)
    if not folder or str(other) == folder:
        return folder
    try:
        return os.path.commonpath((folder, other))
    except ValueError:  # on two drives, or only one is absolute
        return ""
