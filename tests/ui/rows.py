"""Rows for tables."""

from pathlib import Path

from viewer.batch import Row
from viewer.reading import Verdict


def row(
    name: str,
    probability: float | None = 0.5,
    verdict: Verdict | None = Verdict.NORMAL,
    error: str = "",
) -> Row:
    return Row(
        file=Path("/folder") / name,
        sha256="",
        patient_id=f"id-{name}",
        study_date="20260102",
        sop_instance_uid="",
        probability=probability,
        verdict=verdict,
        operating_point="balanced",
        threshold=0.5,
        scope=(),
        model="Stand-in 0.0.1",
        model_sha256="",
        provider="",
        elapsed_ms=None,
        error=error,
        hint="",
    )
