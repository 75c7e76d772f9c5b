"""The worklist of a batch: one SQLite file."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from viewer.batch.row import Row


class Worklist:
    """A row a file, kept on disk as soon as it is added."""

    @classmethod
    def create(cls, path: Path) -> Self:
        raise NotImplementedError

    @classmethod
    def open(cls, path: Path) -> Self:
        raise NotImplementedError

    def add(self, row: Row) -> None:
        raise NotImplementedError

    def rows(self) -> Iterator[Row]:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
