"""Commitments and readings for tests."""

from datetime import UTC, datetime
from pathlib import Path

from viewer.blind import Answer, Commitment, Committed, Confidence, NetworkReading
from viewer.reading import Verdict

_AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def commitment(name: str, answer: Answer = Answer.PNEUMONIA, *, blind: bool = True) -> Commitment:
    unsure = answer is Answer.UNSURE
    return Commitment(
        file=Path(f"/radiographs/{name}.dcm"),
        sha256=name,
        answer=answer,
        confidence=None if unsure else Confidence.HIGH,
        seconds=12.34,
        blind=blind,
        at=_AT,
    )


def network(name: str, verdict: Verdict = Verdict.PNEUMONIA) -> NetworkReading:
    return NetworkReading(
        sha256=name,
        verdict=verdict,
        probability=0.75,
        operating_point="balanced",
        threshold=0.5,
        model="Stand-in 0.0.1",
        model_sha256="f" * 64,
    )


def committed(
    answer: Answer, verdict: Verdict | None, count: int = 1, *, blind: bool = True
) -> list[Committed]:
    """So many commitments of a kind; without a reading where the verdict is None."""
    reading = None if verdict is None else network("x", verdict)
    return [Committed(commitment("x", answer, blind=blind), reading)] * count
