"""A table is held against reading its files again."""

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.files import write_jpegs
from tests.batch.rows import FAILED
from tests.data import CHEST_DICOM
from viewer.batch import Row, export_csv, judged
from viewer.batch import verifying as verifying_module
from viewer.batch.control import BatchControl
from viewer.batch.kept_table import KeptTable
from viewer.batch.reading_file import read_file
from viewer.batch.verifying import TOLERANCE, Change, Drift, DriftSummary, DriftTally, verify
from viewer.batch.worklist.outcome import Outcome
from viewer.reading import OperatingPoint, Reader, Verdict

Verify = Callable[[list[Row]], list[Drift]]


@pytest.fixture
def row(reader: Reader, tmp_path: Path) -> Row:
    """A radiograph as it is read now."""
    (file,) = write_jpegs(tmp_path / "in", 1)
    return read_file(file, None, reader, reader.operating_point(), lambda _sha256: None).row


@pytest.fixture
def verified(reader: Reader, tmp_path: Path) -> Verify:
    """Writes rows as CSV, and holds that against their files."""

    def run(rows: list[Row]) -> list[Drift]:
        export_csv(rows, tmp_path / "out.csv")
        return list(verify(KeptTable(tmp_path / "out.csv"), reader, BatchControl(), jobs=2))

    return run


def summed(drifts: list[Drift]) -> DriftSummary:
    tally = DriftTally()
    for drift in drifts:
        tally.count(drift)
    return tally.summary


def moved(row: Row, by: float, point: OperatingPoint | None = None) -> Row:
    """The row as it would be with another probability, which rounding hardly changes."""
    assert row.probability is not None
    assert row.threshold is not None
    at = point or OperatingPoint(name="own", threshold=row.threshold, description="")
    return judged(dataclasses.replace(row, probability=row.probability + by), at)


def test_what_was_read_a_moment_ago_is_the_same_to_the_last_bit(verified: Verify, row: Row) -> None:
    (drift,) = verified([row])
    assert (drift.change, drift.difference) == (Change.SAME, 0.0)
    summary = summed([drift])
    assert (summary.equal, summary.largest, summary.drifted) == (1, 0.0, False)


def test_rows_come_in_the_order_of_the_table(
    verified: Verify, row: Row, reader: Reader, tmp_path: Path
) -> None:
    point = reader.operating_point()
    dicom = read_file(CHEST_DICOM, None, reader, point, lambda _sha256: None).row
    missing = dataclasses.replace(row, file=tmp_path / "missing.jpg")
    rows = [dicom, row, missing, dicom, row]
    assert [drift.kept.file for drift in verified(rows)] == [it.file for it in rows]


def test_a_probability_that_moved_is_told_with_how_much(verified: Verify, row: Row) -> None:
    (drift,) = verified([moved(row, -0.01)])
    assert drift.change is Change.MOVED
    assert drift.difference == pytest.approx(0.01)


def test_what_another_processor_may_add_up_otherwise_is_the_same_and_counted(
    verified: Verify, row: Row
) -> None:
    (drift,) = verified([moved(row, TOLERANCE / 2)])
    assert drift.change is Change.SAME
    assert summed([drift]).equal == 0
    assert summed([drift]).largest == pytest.approx(TOLERANCE / 2)


def test_a_verdict_that_changed_is_told_however_small_the_difference(
    verified: Verify, row: Row
) -> None:
    assert row.probability is not None
    point = OperatingPoint(name="own", threshold=row.probability + 1e-6, description="")
    kept = moved(row, 2e-6, point)
    assert kept.verdict is Verdict.PNEUMONIA
    (drift,) = verified([kept])
    assert drift.change is Change.VERDICT_CHANGED
    assert drift.now is not None
    assert drift.now.verdict is Verdict.NORMAL


def test_each_row_is_judged_at_its_own_threshold(verified: Verify, row: Row) -> None:
    points = [OperatingPoint(name="own", threshold=at, description="") for at in (0.001, 0.999)]
    drifts = verified([judged(row, point) for point in points])
    assert [drift.change for drift in drifts] == [Change.SAME, Change.SAME]
    assert {drift.kept.verdict for drift in drifts} == {Verdict.PNEUMONIA, Verdict.NORMAL}


def test_a_file_that_is_gone_is_told(verified: Verify, row: Row) -> None:
    row.file.unlink()
    (drift,) = verified([row])
    assert (drift.change, drift.now, drift.difference) == (Change.GONE, None, None)


def test_a_file_that_was_not_there_then_either_is_the_same(verified: Verify, row: Row) -> None:
    row.file.unlink()
    error = "The file is not there."
    (drift,) = verified([dataclasses.replace(FAILED, file=row.file, error=error)])
    assert drift.change is Change.SAME


def test_a_file_that_fails_now_is_told_with_its_sentence(verified: Verify, row: Row) -> None:
    row.file.write_text("Dear colleague")
    (drift,) = verified([row])
    assert drift.change is Change.FAILED_NOW
    assert drift.now is not None
    assert drift.now.error


def test_a_file_that_failed_and_is_read_now_is_told(verified: Verify, row: Row) -> None:
    (drift,) = verified([dataclasses.replace(FAILED, file=row.file)])
    assert drift.change is Change.READ_NOW


def test_a_file_that_fails_as_before_is_the_same(verified: Verify, row: Row) -> None:
    row.file.write_bytes(b"")
    (drift,) = verified([dataclasses.replace(FAILED, file=row.file)])
    assert drift.change is Change.SAME


def test_rows_of_another_model_are_compared_all_the_same(verified: Verify, row: Row) -> None:
    (drift,) = verified([dataclasses.replace(row, model_sha256="c" * 64)])
    assert drift.change is Change.SAME


def test_a_summary_counts_every_change_and_knows_the_median(verified: Verify, row: Row) -> None:
    gone = dataclasses.replace(row, file=row.file.with_name("gone.jpg"))
    summary = summed(verified([row, moved(row, -0.01), moved(row, -0.03), gone]))
    assert list(summary.changes) == list(Change)
    assert summary.changes[Change.MOVED] == 2
    assert summary.changes[Change.GONE] == 1
    assert summary.largest == pytest.approx(0.03)
    assert summary.median == pytest.approx(0.01)
    assert summary.drifted


def test_a_table_without_rows_has_nothing_to_compare(verified: Verify) -> None:
    assert summed(verified([])) == DriftSummary(dict.fromkeys(Change, 0), 0, None, None)


def test_a_cancellation_waits_for_no_file(
    reader: Reader, row: Row, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released, control = threading.Event(), BatchControl()

    def hang(*_arguments: object) -> Outcome:
        control.cancel()
        released.wait()
        return Outcome(row, None, None)

    monkeypatch.setattr(verifying_module, "read_file", hang)
    export_csv([row] * 9, tmp_path / "out.csv")
    try:
        assert list(verify(KeptTable(tmp_path / "out.csv"), reader, control)) == []
    finally:
        released.set()
