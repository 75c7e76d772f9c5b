"""What a table shows of a worklist: its rows in any order, filtered, a page at a time."""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from viewer.batch.figures.labels import UNLABELLED, Labels
from viewer.batch.worklist.outcome import Picture
from viewer.batch.worklist.query import SEPARATOR, VERDICTS, Field, Query, counting, listing
from viewer.batch.worklist.records import (
    picture_from_record,
    request_from_records,
    row_from_record,
)
from viewer.batch.worklist.row import Row
from viewer.batch.worklist.schema import ROW_COLUMNS, check_version, told_as_worklist_error
from viewer.batch.worklist.statements import COUNT, PICTURE, REQUEST
from viewer.errors import WorklistError
from viewer.reading import Verdict

Ids = NDArray[np.int64]

_PAGE = 500
"""Rows that are fetched at a time when all are wanted."""

_ROW = ", ".join(ROW_COLUMNS)
_ROWS = f"SELECT id, {_ROW} FROM rows WHERE id IN (SELECT value FROM json_each(?))"
_THUMBNAILS = """
SELECT rows.id, thumbnail FROM rows JOIN pictures USING (sha256, model_sha256)
WHERE rows.id IN (SELECT value FROM json_each(?))
"""


class Listing:
    """Looks at a worklist over a connection of its own, also while a batch adds to it.

    Any thread may use it; one that asks while another is answered waits.

    Parameters
    ----------
    say : callable, optional
        Gives a sentence or a reason in the words that the table shows, in which a person
        searches.

    Raises
    ------
    WorklistError
        If there is no worklist, or another version of Hilum has written it. So does every
        method if the file can't be read.
    """

    def __init__(self, path: Path, say: Callable[[str], str] = str) -> None:
        if not os.path.isfile(path):
            raise WorklistError(
                f"There is no worklist at {path}.", "It may have been moved or deleted."
            )
        self._path, self._say = path, say
        self._one_at_a_time = threading.Lock()
        with told_as_worklist_error(path):
            self._connection = _connected(path)
            try:
                check_version(path, self._connection)
            except BaseException:
                self._connection.close()
                raise

    @property
    def path(self) -> Path:
        return self._path

    @property
    def changes(self) -> int:
        """A number that is another one after every change to the worklist."""
        return int(self._answer("PRAGMA data_version")[0][0])

    def ids(self, query: Query, labels: Labels | None = None) -> Ids:
        """The rows that a query lets through, in its order.

        Other threads run meanwhile, however many rows there are.
        """
        if labels is not None and query.about_labels:
            return self._by_label(query, labels)
        # One answer of one row: SQLite asks for Python's lock once, and not for each row.
        return _ids(self._answer(*listing(query, self._saying))[0][0])

    def counts(self, threshold: float | None = None) -> Mapping[Verdict | None, int]:
        """How many rows have each verdict at a threshold; None counts those that failed.

        By default each row is judged at the threshold that it was read at.
        """
        found = dict(self._answer(*counting(threshold)))
        return {verdict: found.get(rank, 0) for rank, verdict in enumerate(VERDICTS)}

    def rows(self, ids: Collection[int]) -> dict[int, Row]:
        """Rows by their ids; those that are gone are left out."""
        found = self._answer(_ROWS, (_as_json(ids),))
        return {record[0]: row_from_record(record[1:]) for record in found}

    def all_rows(self, ids: Ids) -> Iterator[Row]:
        """Any number of rows, in the order of their ids."""
        for start in range(0, len(ids), _PAGE):
            page = ids[start : start + _PAGE].tolist()
            rows = self.rows(page)
            yield from (rows[id] for id in page if id in rows)

    def thumbnails(self, ids: Collection[int]) -> dict[int, bytes]:
        """JPEGs by the ids of their rows; files that failed have none."""
        return dict(self._answer(_THUMBNAILS, (_as_json(ids),)))

    def picture(self, row: Row) -> Picture | None:
        """What is kept of a row's radiograph; None of a file that failed."""
        found = self._answer(PICTURE, (row.sha256, row.model_sha256))
        return picture_from_record(found[0]) if found else None

    def judgements(self) -> list[tuple[str, str, float]]:
        """By which models the rows were read, and judged at which points.

        The SHA-256 of the model, and the name and threshold of the operating point, each once.
        """
        return self._answer(
            "SELECT DISTINCT model_sha256, operating_point, threshold FROM rows"
            " WHERE threshold IS NOT NULL"
        )

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._answer(COUNT)[0][0])

    @property
    def request(self) -> tuple[list[Path], bool]:
        """What was to be read, and whether all of it was."""
        return request_from_records(self._answer(REQUEST))

    def close(self) -> None:
        with self._one_at_a_time:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _by_label(self, query: Query, labels: Labels) -> Ids:
        ids, files = self._answer(*listing(query, self._saying, files=True))[0]
        known = labels.labels_of(os.fsdecode(files).split(SEPARATOR) if files else [])
        places = np.arange(len(known))
        if query.labels:
            wanted = [UNLABELLED if label is None else label for label in query.labels]
            places = np.flatnonzero(np.isin(known, wanted))
        if query.sort is Field.LABEL:
            rank = known[places] * (-1 if query.descending else 1)
            places = places[np.argsort(rank, kind="stable")]
        return _ids(ids)[places]

    def _saying(self, column: str, wanted: str) -> list[str]:
        words = wanted.casefold()
        values = [value for (value,) in self._answer(f"SELECT DISTINCT {column} FROM rows")]
        return [value for value in values if words in self._shown(column, value).casefold()]

    def _shown(self, column: str, value: str) -> str:
        reasons = json.loads(value) if column == "scope" else [value]
        return "; ".join(map(self._say, reasons))

    def _answer(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with self._one_at_a_time, told_as_worklist_error(self._path):
            return self._connection.execute(statement, values).fetchall()


def _connected(path: Path) -> sqlite3.Connection:
    # Where nothing can be written beside it, SQLite opens only what it may take to stay as it is.
    fixed = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
    address = f"{path.absolute().as_uri()}?mode=ro{fixed}"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _ids(digits: str | None) -> Ids:
    return np.frombuffer(bytes.fromhex(digits or ""), dtype=">u4").astype(np.int64)


def _as_json(ids: Collection[int]) -> str:
    return json.dumps([int(id) for id in ids])
