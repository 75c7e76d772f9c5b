"""A session as CSV says what was said, and whether it is the same."""

import csv
from pathlib import Path

from tests.blind.making import commitment, network
from viewer.blind import Answer, BlindSession, export_session
from viewer.reading import Verdict


def test_every_commitment_is_a_row_in_its_order(tmp_path: Path) -> None:
    session = BlindSession(tmp_path / "session.jsonl")
    for name, answer, verdict in (
        ("one", Answer.PNEUMONIA, Verdict.PNEUMONIA),
        ("two", Answer.PNEUMONIA, Verdict.NORMAL),
        ("three", Answer.UNSURE, Verdict.NORMAL),
        ("four", Answer.NORMAL, Verdict.WITHHELD),
    ):
        session.commit(commitment(name, answer))
        session.add_reading(network(name, verdict))
    session.commit(commitment("five", Answer.NORMAL, blind=False))
    export_session(session, tmp_path / "agreement.csv")
    with (tmp_path / "agreement.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["agrees"] for row in rows] == ["yes", "no", "", "", ""]
    assert [row["blind"] for row in rows] == ["yes"] * 4 + ["no"]
    assert rows[0] == {
        "file": str(Path("/radiographs/one.dcm")),
        "reader": "pneumonia",
        "confidence": "high",
        "network": "pneumonia",
        "probability": "0.75",
        "agrees": "yes",
        "seconds": "12.3",
        "model": "Stand-in 0.0.1",
        "order": "1",
        "blind": "yes",
        "operating_point": "balanced",
        "threshold": "0.5",
        "committed_at": "2026-01-02T03:04:05+00:00",
        "sha256": "one",
        "model_sha256": "f" * 64,
    }
    assert (rows[2]["confidence"], rows[4]["network"]) == ("", "")
