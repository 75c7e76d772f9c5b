"""What a worklist's SQLite file holds, and how it is opened."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from viewer.batch.worklist.row import Row
from viewer.errors import WorklistError

SCHEMA_VERSION = 2
APPLICATION_ID = 0x48494C55
"""`HILU`: tells a worklist from any other SQLite file (https://sqlite.org/pragma.html)."""

ROW_COLUMNS = tuple(field.name for field in fields(Row))

# `file` has no type, so that a name that is not UTF-8 can be kept as its bytes.
_SCHEMA = """
CREATE TABLE rows (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    file NOT NULL UNIQUE,
    size INTEGER,
    modified INTEGER,
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
);
CREATE INDEX rows_by_position ON rows (position, id);
CREATE INDEX rows_by_content ON rows (sha256, model_sha256);
CREATE INDEX rows_by_probability ON rows (probability, position, scope, error);
CREATE TABLE pictures (
    sha256 TEXT NOT NULL,
    model_sha256 TEXT NOT NULL,
    thumbnail BLOB NOT NULL,
    contribution BLOB NOT NULL,
    contribution_rows INTEGER NOT NULL,
    full_scale REAL NOT NULL,
    PRIMARY KEY (sha256, model_sha256)
);
CREATE TABLE request (
    paths TEXT NOT NULL,
    complete INTEGER NOT NULL
);
"""
_TABLES = ("rows", "pictures", "request")


def connect(path: Path, prepare: Callable[[Path, sqlite3.Connection], None]) -> sqlite3.Connection:
    """Open the file, and close it again if `prepare` raises.

    Raises
    ------
    WorklistError
    """
    with told_as_worklist_error(path):
        # Each row is a transaction of its own: with WAL and NORMAL that costs no fsync, and
        # a killed program loses no row.
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA synchronous = NORMAL")
            prepare(path, connection)
        except BaseException:
            connection.close()
            raise
    return connection


def start_anew(path: Path, connection: sqlite3.Connection) -> None:
    """Empty the worklist, whatever version wrote it, or make one of a new file."""
    if _holds_tables(connection):
        _check_kind(path, connection)
    connection.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(str.strip, _SCHEMA.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    # A network share may refuse WAL and keep its journal, which is slower and just as safe.
    connection.execute("PRAGMA journal_mode = WAL")


def go_on(path: Path, connection: sqlite3.Connection) -> None:
    """Keep what the worklist holds, or make one of a new file."""
    if _holds_tables(connection):
        check_version(path, connection)
    else:
        start_anew(path, connection)


def check_version(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse what is no worklist, and one that another version of Hilum wrote."""
    _check_kind(path, connection)
    if _pragma(connection, "user_version") < SCHEMA_VERSION:
        raise WorklistError(
            f"An older version of Hilum has written the worklist {path}.",
            "Read the radiographs again, into a new worklist.",
        )


def _holds_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


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


_REASONS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room on the disk."),
    sqlite3.SQLITE_NOTADB: ("it is something else than a worklist", "Choose another name."),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "Delete it and start again."),
    sqlite3.SQLITE_BUSY: ("another program is using it", "Close that program and start again."),
}
_NO_ACCESS = "Check that the folder is there and may be written to."


@contextmanager
def told_as_worklist_error(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as a WorklistError with a sentence and a hint."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a wrong call, for example on a closed worklist: our bug
    except sqlite3.Error as error:
        # The low byte is the primary code (https://sqlite.org/rescode.html).
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason, hint = _REASONS.get(code, (str(error), _NO_ACCESS))
        raise WorklistError(f"The worklist {path} can't be used: {reason}.", hint) from error
