"""The worklist of a batch: one SQLite file."""

import json
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock

from viewer.batch.worklist.locking import locked
from viewer.batch.worklist.outcome import Outcome, Picture, Stamp
from viewer.batch.worklist.records import (
    path_of,
    picture_from_record,
    picture_to_record,
    request_from_records,
    row_from_record,
    row_to_record,
    storable,
)
from viewer.batch.worklist.row import Row
from viewer.batch.worklist.schema import (
    check_version,
    connect,
    go_on,
    start_anew,
    told_as_worklist_error,
)
from viewer.batch.worklist.statements import (
    ADD,
    ADD_PICTURE,
    COUNT,
    FORGET,
    JUDGE,
    KNOWN,
    PAGE_OF_ROWS,
    PICTURE,
    REQUEST,
    TWIN,
    failed_among,
)
from viewer.errors import WorklistError
from viewer.reading import OperatingPoint


class Worklist:
    """Every file of a batch as a row, on disk as soon as it is added.

    Any thread may use a worklist. One program at a time writes to it, and others may read
    meanwhile.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, writing: FileLock | None):
        self._path = path
        self._connection = connection
        self._writing = writing
        self._one_at_a_time = threading.Lock()
        self._closed = False

    @classmethod
    def create(cls, path: Path) -> Self:
        """Start a worklist anew, replacing an older one of that name.

        Raises
        ------
        WorklistError
            If the file can't be written, another program is writing to it, or it is something
            else than a worklist: that is left as it is.
        """
        return cls._for_writing(path, start_anew)

    @classmethod
    def go_on(cls, path: Path) -> Self:
        """Open a worklist to add to it, or make one where there is none.

        Raises
        ------
        WorklistError
            As `create` does, and if another version of Hilum has written it.
        """
        return cls._for_writing(path, go_on)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the worklist that is there, to look at it.

        Raises
        ------
        WorklistError
            If there is none, or another version of Hilum has written it.
        """
        if not os.path.isfile(path):
            raise WorklistError(
                f"There is no worklist at {path}.", "It may have been moved or deleted."
            )
        return cls(path, connect(path, check_version), None)

    @classmethod
    def _for_writing(cls, path: Path, prepare: Callable[[Path, sqlite3.Connection], None]) -> Self:
        lock = locked(path)
        try:
            return cls(path, connect(path, prepare), lock)
        except BaseException:
            lock.release()
            raise

    @property
    def path(self) -> Path:
        return self._path

    def add(self, outcome: Outcome, position: int) -> None:
        """Keep a file's row; it survives the end of the program, however that comes.

        A file has one row: an earlier one of the same file is replaced.

        Parameters
        ----------
        position : int
            The file's place among all: rows are given in its order.

        Raises
        ------
        WorklistError
        """
        row, stamp, picture = outcome.row, outcome.stamp, outcome.picture
        size, modified = (stamp.size, stamp.modified) if stamp else (None, None)
        with self._alone() as connection, connection:  # the second one commits or rolls back
            connection.execute("BEGIN IMMEDIATE")
            if picture is not None:
                key = (row.sha256, row.model_sha256)
                connection.execute(ADD_PICTURE, (*key, *picture_to_record(picture)))
            connection.execute(ADD, (position, size, modified, *row_to_record(row)))

    def knows(self, file: Path, stamp: Stamp, model_sha256: str, position: int) -> bool:
        """Whether this model read the file as it lies there now; its row takes the position.

        Raises
        ------
        WorklistError
        """
        name = storable(file)
        found = self._rows_of(KNOWN, (name, stamp.size, stamp.modified, model_sha256))
        if found and found[0][0] != position:
            self._rows_of("UPDATE rows SET position = ? WHERE file = ?", (position, name))
        return bool(found)

    def failed_of(self, files: Sequence[Path]) -> list[Path]:
        """Those that have a row and failed.

        Raises
        ------
        WorklistError
        """
        names = tuple(map(storable, files))
        return [path_of(name) for (name,) in self._rows_of(failed_among(len(files)), names)]

    def forget(self, file: Path) -> None:
        """Take a file's row out.

        Raises
        ------
        WorklistError
        """
        self._rows_of(FORGET, (storable(file),))

    def twin(self, sha256: str, model_sha256: str) -> Row | None:
        """A row of a file with the same content that this model could read.

        Raises
        ------
        WorklistError
        """
        found = self._rows_of(TWIN, (sha256, model_sha256))
        return row_from_record(found[0]) if found else None

    def picture(self, row: Row) -> Picture | None:
        """What is kept of a row's radiograph; None of a file that failed.

        Raises
        ------
        WorklistError
        """
        found = self._rows_of(PICTURE, (row.sha256, row.model_sha256))
        return picture_from_record(found[0]) if found else None

    def judge_again(self, model_sha256: str, point: OperatingPoint) -> None:
        """Give the rows of a model the verdict of another operating point.

        Raises
        ------
        WorklistError
        """
        values = {"name": point.name, "threshold": point.threshold, "model": model_sha256}
        self._rows_of(JUDGE, values)

    def rows(self) -> Iterator[Row]:
        """All rows, in order of their positions.

        Raises
        ------
        WorklistError
        """
        after: Sequence[Any] = (-1, -1)
        while page := self._rows_of(PAGE_OF_ROWS, tuple(after)):
            yield from (row_from_record(record[2:]) for record in page)
            after = page[-1][:2]

    @property
    def count(self) -> int:
        """How many rows there are. Raises WorklistError."""
        return int(self._rows_of(COUNT)[0][0])

    def note_request(self, paths: Sequence[Path]) -> None:
        """Keep what is to be read, until `note_complete` says that all of it was.

        Raises
        ------
        WorklistError
        """
        names = json.dumps([os.fsdecode(path) for path in paths])
        self._rows_of("DELETE FROM request")
        self._rows_of("INSERT INTO request VALUES (?, 0)", (names,))

    def note_complete(self) -> None:
        """Keep that every file of the request has its row. Raises WorklistError."""
        self._rows_of("UPDATE request SET complete = 1")

    @property
    def request(self) -> tuple[list[Path], bool]:
        """What was to be read, and whether all of it was. Raises WorklistError."""
        return request_from_records(self._rows_of(REQUEST))

    def close(self) -> None:
        """Let go of the file; what another thread asks for afterwards raises WorklistError."""
        with self._one_at_a_time, told_as_worklist_error(self._path):
            self._closed = True
            self._connection.close()
        if self._writing:
            self._writing.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _rows_of(self, statement: str, values: tuple[Any, ...] | dict[str, Any] = ()) -> list[Any]:
        with self._alone() as connection:
            return connection.execute(statement, values).fetchall()

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time."""
        with self._one_at_a_time, told_as_worklist_error(self._path):
            if self._closed:
                raise WorklistError(f"The worklist {self._path} is closed.", "Open it again.")
            yield self._connection
