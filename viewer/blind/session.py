"""A session of blind reading, kept in a file to which each line is added as it comes."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from viewer.blind.commitment import Commitment, NetworkReading
from viewer.errors import BlindSessionError

_Line = Annotated[Commitment | NetworkReading, Field(discriminator="kind")]
_LINE: TypeAdapter[Commitment | NetworkReading] = TypeAdapter(_Line)
_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Committed:
    """A commitment, and the reading that appeared then; None as long as there is none."""

    commitment: Commitment
    reading: NetworkReading | None = None


class BlindSession:
    """The commitments in their order. Each is on the disk before it counts, and never changes.

    Parameters
    ----------
    path : Path
        Read if it is there, JSON lines of UTF-8; made at the first commitment.

    Raises
    ------
    BlindSessionError
        If the file can't be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: dict[str, Committed] = {}
        try:
            content = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise _unusable(path, "read", error) from error
        # A line that a crash cut off was never confirmed. It stays, for nothing is ever taken
        # away from the file, and what comes next begins a line of its own.
        self._cut_off = not content.endswith(b"\n") and bool(content)
        for line in content.splitlines():
            self._take(line)

    @classmethod
    def newest(cls, folder: Path) -> "BlindSession":
        """The session that was begun last, or a new one. Raises as the class."""
        paths = sorted(folder.glob(f"*{_SUFFIX}"))
        return cls(paths[-1]) if paths else cls.begun_now(folder)

    @classmethod
    def begun_now(cls, folder: Path) -> "BlindSession":
        """A new session; its file's name tells when it was begun."""
        return cls(folder / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}{_SUFFIX}")

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Committed]:
        return iter(self._kept.values())

    def get(self, sha256: str) -> Committed | None:
        return self._kept.get(sha256)

    def commit(self, commitment: Commitment) -> None:
        """Keep a commitment for good.

        Raises
        ------
        ValueError
            If there is one of that radiograph.
        BlindSessionError
            If it can't be written; it does not count then.
        """
        if commitment.sha256 in self._kept:
            raise ValueError("a radiograph is committed to once")
        self._write(commitment)
        self._kept[commitment.sha256] = Committed(commitment)

    def add_reading(self, reading: NetworkReading) -> None:
        """Keep what the network said of a radiograph that is committed to; the first time only.

        Raises
        ------
        BlindSessionError
            If it can't be written.
        """
        known = self._kept.get(reading.sha256)
        if known is not None and known.reading is None:
            self._write(reading)
            self._kept[reading.sha256] = replace(known, reading=reading)

    def _take(self, line: bytes) -> None:
        try:
            kept = _LINE.validate_json(line)
        except ValidationError:  # changed by hand, or written by another version
            return
        known = self._kept.get(kept.sha256)
        if isinstance(kept, Commitment):
            self._kept.setdefault(kept.sha256, Committed(kept))
        elif known is not None and known.reading is None:
            self._kept[kept.sha256] = replace(known, reading=kept)

    def _write(self, kept: Commitment | NetworkReading) -> None:
        line = b"\n" * self._cut_off + kept.model_dump_json().encode() + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._cut_off = True
            with self.path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unusable(self.path, "written", error) from error
        self._cut_off = False


def _unusable(path: Path, done: str, error: OSError) -> BlindSessionError:
    return BlindSessionError(
        f"The session of blind reading {path} can't be {done}: {error.strerror or error}.",
        "Check that its folder may be written to and has room.",
    )
