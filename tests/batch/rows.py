"""Rows for tests that need no file."""

from pathlib import Path
from typing import Any

from viewer.batch import Row
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
    sha256="",
    patient_id="",
    probability=None,
    verdict=None,
    provider="",
    elapsed_ms=None,
    error="The file is empty.",
    hint="Copy it again from where it came from.",
)
