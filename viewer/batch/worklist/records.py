"""Rows as a worklist's file keeps them."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from viewer.batch.worklist.outcome import Picture
from viewer.batch.worklist.row import Row
from viewer.batch.worklist.schema import ROW_COLUMNS
from viewer.reading import Verdict


def row_to_record(row: Row) -> tuple[Any, ...]:
    """The values of `ROW_COLUMNS`."""
    values: dict[str, Any] = {name: getattr(row, name) for name in ROW_COLUMNS}
    values["file"] = storable(row.file)
    values["scope"] = json.dumps(row.scope, ensure_ascii=False)
    return tuple(values.values())


def row_from_record(record: Sequence[Any]) -> Row:
    values = dict(zip(ROW_COLUMNS, record, strict=True))
    values["file"] = path_of(values["file"])
    values["scope"] = tuple(json.loads(values["scope"]))
    if values["verdict"] is not None:
        values["verdict"] = Verdict(values["verdict"])
    return Row(**values)


def storable(path: Path) -> str | bytes:
    """A path as SQLite can keep it: bytes where its name is not UTF-8."""
    name = os.fspath(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name


def path_of(stored: str | bytes) -> Path:
    """The path that `storable` was given."""
    return Path(os.fsdecode(stored))


def picture_to_record(picture: Picture) -> tuple[bytes, bytes, int, float]:
    contribution = np.ascontiguousarray(picture.contribution, dtype="<f4")
    return picture.thumbnail, contribution.tobytes(), len(contribution), picture.full_scale


def picture_from_record(record: Sequence[Any]) -> Picture:
    thumbnail, contribution, rows, full_scale = record
    values = np.frombuffer(contribution, dtype="<f4").astype(np.float32)
    return Picture(thumbnail, values.reshape(rows, -1), full_scale)


def request_from_records(records: Sequence[Sequence[Any]]) -> tuple[list[Path], bool]:
    """What was to be read, and whether all of it was."""
    if not records:
        return [], True
    paths, complete = records[0]
    return [Path(name) for name in json.loads(paths)], bool(complete)
