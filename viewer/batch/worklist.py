"""The worklist of a batch: one SQLite file."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from viewer.batch.row import Row
from viewer.errors import WorklistError
from viewer.reading import Verdict

SCHEMA_VERSION = 1
APPLICATION_ID = 0x48494C55
"""`HILU`: tells a worklist from any other SQLite file (https://sqlite.org/pragma.html)."""

_COLUMNS = tuple(field.name for field in fields(Row))

# `file` has no type, so that a name that is not UTF-8 can be kept as its bytes.
_SCHEMA = """
CREATE TABLE rows (
    id INTEGER PRIMARY KEY,
    file NOT NULL,
    sha256 TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    study_date TEXT NOT NULL,
    sop_instance_uid TEXT NOT NULL,
    probability REAL,
    verdict TEXT,
    operating_point TEXT NOT NULL,
    threshold REAL,
    scope TEXT NOT NULL,
    model TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    provider TEXT NOT NULL,
    elapsed_ms REAL,
    error TEXT NOT NULL,
    hint TEXT NOT NULL
)
"""
_INSERT = f"INSERT INTO rows ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM rows ORDER BY id"


class Worklist:
    """Every file of a batch as a row, on disk as soon as it is added.

    One thread at a time may use a worklist, though not always the same one. A second
    worklist opened on the same file may read while the first is written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    def create(cls, path: Path) -> Self:
        """Start a worklist anew, replacing an older one of that name.

        Raises
        ------
        WorklistError
            If the file can't be written, or is something else than a worklist: that is
            left as it is.
        """
        return cls(path, _connect(path, _start_anew))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the worklist that is there.

        Raises
        ------
        WorklistError
            If there is none, or a newer Hilum has written it.
        """
        if not path.is_file():
            raise WorklistError(
                f"There is no worklist at {path}.", "It may have been moved or deleted."
            )
        return cls(path, _connect(path, _check_kind))

    @property
    def path(self) -> Path:
        return self._path

    def add(self, row: Row) -> None:
        """Keep a row; it survives the end of the program, however that comes.

        Raises
        ------
        WorklistError
        """
        with _told_as_worklist_error(self._path):
            self._connection.execute(_INSERT, _to_record(row))

    def rows(self) -> Iterator[Row]:
        """All rows, in order of adding.

        Raises
        ------
        WorklistError
        """
        with _told_as_worklist_error(self._path):
            for record in self._connection.execute(_SELECT):
                yield _from_record(record)

    def close(self) -> None:
        with _told_as_worklist_error(self._path):
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


def _connect(path: Path, prepare: Callable[[Path, sqlite3.Connection], None]) -> sqlite3.Connection:
    with _told_as_worklist_error(path):
        # Each statement is its own transaction: with WAL and NORMAL that costs no fsync, and
        # a killed program loses no row.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            prepare(path, connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _start_anew(path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _check_kind(path, connection)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DROP TABLE IF EXISTS rows")
    connection.execute(_SCHEMA)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    # A network share may refuse WAL and keep its journal, which is slower and just as safe.
    connection.execute("PRAGMA journal_mode = WAL")


def _check_kind(path: Path, connection: sqlite3.Connection) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise WorklistError(
            f"{path} is something else than a worklist.", "Choose another name for the worklist."
        )
    if _pragma(connection, "user_version") > SCHEMA_VERSION:
        raise WorklistError(
            f"A newer version of Hilum has written the worklist {path}.",
            "Update Hilum, or choose another name for the worklist.",
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _to_record(row: Row) -> tuple[Any, ...]:
    values = dict(zip(_COLUMNS, astuple(row), strict=True))
    values["file"] = _storable(os.fspath(row.file))
    values["scope"] = json.dumps(row.scope, ensure_ascii=False)
    return tuple(values.values())


def _storable(name: str) -> str | bytes:
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def _from_record(record: tuple[Any, ...]) -> Row:
    values = dict(zip(_COLUMNS, record, strict=True))
    values["file"] = Path(os.fsdecode(values["file"]))
    values["scope"] = tuple(json.loads(values["scope"]))
    if values["verdict"] is not None:
        values["verdict"] = Verdict(values["verdict"])
    return Row(**values)


_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room on the disk."),
    sqlite3.SQLITE_NOTADB: ("it is something else than a worklist", "Choose another name."),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "Delete it and start again."),
    sqlite3.SQLITE_BUSY: ("another program is using it", "Close that program and start again."),
}
_NO_ACCESS = "Check that the folder is there and may be written to."


@contextmanager
def _told_as_worklist_error(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a wrong call, for example on a closed worklist: our bug
    except sqlite3.Error as error:
        # The low byte is the primary code (https://sqlite.org/rescode.html).
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason, hint = _REASONS.get(code, (str(error), _NO_ACCESS))
        raise WorklistError(f"The worklist {path} can't be used: {reason}.", hint) from error
