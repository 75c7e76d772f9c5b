"""Where measurements are kept: a document for each radiograph, found by its content."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from viewer.errors import MeasurementsError
from viewer.measuring.document import (
    BrokenDocumentError,
    NewerDocumentError,
    from_json,
    to_json,
)
from viewer.measuring.sheet import Change, Sheet, SheetKey, changed
from viewer.whole_file import replacing

_PATIENCE_SECONDS = 10.0
_ROOM = "Check that the folder may be written to and has room."


class MeasurementStore:
    """Reads and changes the documents of a folder; any thread may, and any program.

    Each change is laid on what the document holds by then, under a lock, so that two programs
    keep each other's work; where both changed one measurement, the later change holds.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, key: SheetKey) -> Sheet:
        """What is kept of a radiograph; an empty sheet where nothing is.

        Raises
        ------
        MeasurementsError
            If it can't be read. A broken document was set aside, and the next load is empty.
        """
        path = self._path(key)
        try:
            try:
                return _read(path)
            except BrokenDocumentError:
                with self._locked():  # another program may be putting a sound one in its place
                    return self._read_or_set_aside(path)
        except OSError as error:
            raise MeasurementsError(
                "The measurements kept of this radiograph can't be read: "
                f"{error.strerror or error}.",
                f"They are kept in {self._folder}. {_ROOM}",
            ) from error

    def save(self, key: SheetKey, change: Change) -> Sheet:
        """Lay a change on what is kept, and return all that is kept then.

        A failure leaves the older document whole.

        Raises
        ------
        MeasurementsError
            If it can't be written; or if what was there was broken and set aside, in which
            case the change is kept all the same.
        """
        path = self._path(key)
        told: MeasurementsError | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                sheet = Sheet()
                try:
                    sheet = self._read_or_set_aside(path)
                except _SetAsideError as error:
                    told = error
                sheet = changed(sheet, change)
                _write(path, sheet)
        except OSError as error:
            raise MeasurementsError(
                f"The measurements can't be kept: {error.strerror or error}.",
                f"They are kept in {self._folder}. {_ROOM}",
            ) from error
        if told is not None:
            raise told
        return sheet

    def kept(self) -> dict[str, list[int]]:
        """The frames of which anything is kept, by the SHA-256 of their file."""
        found: dict[str, list[int]] = {}
        for path in sorted(self._folder.glob("*-*.json")):
            sha256, _, frame = path.stem.rpartition("-")
            if frame.isdecimal():
                found.setdefault(sha256, []).append(int(frame))
        return found

    def _path(self, key: SheetKey) -> Path:
        return self._folder / f"{key.sha256}-{key.frame}.json"

    def _read_or_set_aside(self, path: Path) -> Sheet:
        try:
            return _read(path)
        except BrokenDocumentError as error:
            aside = path.with_suffix(f".broken-{secrets.token_hex(2)}")
            path.replace(aside)
            raise _SetAsideError(
                "The measurements kept of this radiograph can't be read.",
                f"They were set aside as {aside.name} in {aside.parent}; measuring starts anew.",
            ) from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep every other thread and program out: SQLite's lock works on every system."""
        if not self._folder.is_dir():
            yield
            return
        try:
            with closing(
                sqlite3.connect(
                    self._folder / "lock", timeout=_PATIENCE_SECONDS, isolation_level=None
                )
            ) as lock:
                lock.execute("BEGIN IMMEDIATE")
                yield
        except sqlite3.Error as error:
            raise OSError(None, "another program holds them, or the folder is read-only") from error


class _SetAsideError(MeasurementsError):
    """What was kept is broken, and out of the way now."""


def _read(path: Path) -> Sheet:
    try:
        return from_json(path.read_bytes())
    except FileNotFoundError:
        return Sheet()
    except NewerDocumentError as error:
        raise MeasurementsError(
            "The measurements of this radiograph were kept by a later version of Hilum.",
            "Open it there; what is measured here is not kept.",
        ) from error


def _write(path: Path, sheet: Sheet) -> None:
    if sheet == Sheet():
        path.unlink(missing_ok=True)
        return
    with replacing(path) as file:
        file.write(to_json(sheet))
