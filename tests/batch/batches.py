"""Batches, and readers that do as a test wants."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from viewer.batch import Progress, Row, Worklist, run_batch
from viewer.reading import OperatingPoint, PreparedRadiograph, Reader, Reading

Told = list[tuple[Row, Progress]]
Batch = Callable[..., Told]


class ReaderThat(Reader):
    """A reader that is told how to read."""

    def __init__(self, reader: Reader, read: Callable[[PreparedRadiograph], Reading]) -> None:
        super().__init__(reader._model)
        self._read = read

    def read_prepared(
        self, prepared: PreparedRadiograph, operating_point: OperatingPoint | None = None
    ) -> Reading:
        assert operating_point is not None
        return self._read(prepared)


def run_and_tell(usual: Reader, worklist: Worklist, files: Iterable[Path], **changes: Any) -> Told:
    """Read files and give what `on_row` was told."""
    told: Told = []
    also = changes.pop("on_row", lambda _row, _progress: None)
    reader = changes.pop("reader", usual)
    point = changes.pop("point", None) or reader.operating_point()

    def on_row(row: Row, progress: Progress) -> None:
        told.append((row, progress))
        also(row, progress)

    run_batch(files, reader, point, worklist, on_row=on_row, **changes)
    return told
