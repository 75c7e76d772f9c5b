"""Rows become a CSV file."""

from collections.abc import Iterable
from pathlib import Path

from viewer.batch.row import Row

COLUMNS = (
    "file",
    "patient_id",
    "study_date",
    "sop_instance_uid",
    "probability",
    "verdict",
    "operating_point",
    "threshold",
    "scope",
    "model",
    "model_sha256",
    "provider",
    "elapsed_ms",
    "error",
)


def export_csv(rows: Iterable[Row], path: Path) -> None:
    raise NotImplementedError
