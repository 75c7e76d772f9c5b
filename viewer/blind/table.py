"""A session becomes a CSV file."""

from pathlib import Path

from viewer.blind.commitment import Answer
from viewer.blind.session import BlindSession, Committed
from viewer.csv_file import write_csv
from viewer.reading import Verdict

COLUMNS = (
    "file",
    "reader",
    "confidence",
    "network",
    "probability",
    "agrees",
    "seconds",
    "model",
    "order",
    "blind",
    "operating_point",
    "threshold",
    "committed_at",
    "sha256",
    "model_sha256",
)


def export_session(session: BlindSession, path: Path) -> None:
    """Write a row for each commitment, in their order. Raises as `write_csv`."""
    write_csv(path, COLUMNS, (_cells(order, one) for order, one in enumerate(session, 1)))


def _cells(order: int, one: Committed) -> tuple[object, ...]:
    said, reading = one.commitment, one.reading
    return (
        said.file,
        said.answer,
        said.confidence,
        reading and reading.verdict,
        reading and reading.probability,
        _agrees(one),
        round(said.seconds, 1),
        reading and reading.model,
        order,
        _yes_or_no(said.blind),
        reading and reading.operating_point,
        reading and reading.threshold,
        said.at.isoformat(timespec="seconds"),
        said.sha256,
        reading and reading.model_sha256,
    )


def _agrees(one: Committed) -> str | None:
    """None where one of the two did not decide."""
    if one.reading is None or one.reading.verdict is Verdict.WITHHELD:
        return None
    if one.commitment.answer is Answer.UNSURE:
        return None
    return _yes_or_no(one.commitment.answer.value == one.reading.verdict.value)


def _yes_or_no(yes: bool) -> str:
    return "yes" if yes else "no"
