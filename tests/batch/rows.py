"""Rows for tests that need no file."""

from pathlib import Path
from typing import Any

import numpy as np

from viewer.batch import Outcome, Picture, Row, Stamp
from viewer.reading import Verdict

_READ = Row(
    file=Path("/radiographs/a.dcm"),
    sha256="a" * 64,
    patient_id="4711",
    study_date="20040826",
    sop_instance_uid="1.2.840.1",
    probability=0.889025092124939,
    verdict=Verdict.PNEUMONIA,
    operating_point="balanced",
    threshold=0.5,
    scope=(),
    model="Stand-in 0.0.1",
    model_sha256="b" * 64,
    provider="CPUExecutionProvider",
    elapsed_ms=12.5,
    error="",
    hint="",
)


def make_row(**changes: Any) -> Row:
    return Row(**{name: getattr(_READ, name) for name in Row.__slots__} | changes)


FAILED = make_row(
    file=Path("/radiographs/failed.dcm"),
    sha256="",
    patient_id="",
    probability=None,
    verdict=None,
    provider="",
    elapsed_ms=None,
    error="The file is empty.",
    hint="Copy it again from where it came from.",
)

STAMP = Stamp(1000, 1_700_000_000_000_000_000)
PICTURE = Picture(b"a JPEG", np.linspace(-1.0, 1.0, 12, dtype=np.float32).reshape(3, 4), 8.0)


def outcome(row: Row, stamp: Stamp | None = STAMP, picture: Picture | None = None) -> Outcome:
    return Outcome(row, stamp, picture)
