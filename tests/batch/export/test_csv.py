import csv
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.batch.rows import FAILED, make_row
from viewer.batch import COLUMNS, Row, export_csv
from viewer.errors import ExportError, WorklistError
from viewer.reading import Verdict


def exported(rows: list[Row], folder: Path) -> list[dict[str, str]]:
    export_csv(rows, folder / "out.csv")
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_columns_are_those_of_the_design(tmp_path: Path) -> None:
    export_csv([], tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == (
        b"file,patient_id,study_date,sop_instance_uid,probability,verdict,operating_point,"
        b"threshold,scope,model,model_sha256,provider,elapsed_ms,error\r\n"
    )


def test_a_row_is_written_as_it_is(tmp_path: Path) -> None:
    row = make_row(patient_id='Žofie "Z", 3', verdict=Verdict.WITHHELD, scope=("one", "two"))
    assert exported([row], tmp_path) == [
        dict(
            zip(
                COLUMNS,
                (
                    str(row.file),
                    'Žofie "Z", 3',
                    "20040826",
                    "1.2.840.1",
                    "0.889025092124939",
                    "withheld",
                    "balanced",
                    "0.5",
                    "one; two",
                    "Stand-in 0.0.1",
                    "b" * 64,
                    "CPUExecutionProvider",
                    "12.5",
                    "",
                ),
                strict=True,
            )
        )
    ]


def test_a_failed_row_has_its_sentence_and_no_numbers(tmp_path: Path) -> None:
    (cells,) = exported([FAILED], tmp_path)
    assert (cells["probability"], cells["verdict"], cells["elapsed_ms"]) == ("", "", "")
    assert cells["error"] == "The file is empty."


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(probability=st.floats(0.0, 1.0))
def test_a_probability_keeps_all_its_digits(tmp_path: Path, probability: float) -> None:
    (cells,) = exported([make_row(probability=probability)], tmp_path)
    assert float(cells["probability"]) == probability


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(tmp_path: Path, start: str) -> None:
    (cells,) = exported([make_row(patient_id=f"{start}HYPERLINK(1)")], tmp_path)
    assert cells["patient_id"] == f"'{start}HYPERLINK(1)"


def test_a_number_is_no_text_to_be_defused(tmp_path: Path) -> None:
    (cells,) = exported([make_row(elapsed_ms=-0.5)], tmp_path)
    assert cells["elapsed_ms"] == "-0.5"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such file names")
def test_a_file_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    (cells,) = exported([make_row(file=Path(os.fsdecode(b"/caf\xe9.jpg")))], tmp_path)
    assert cells["file"] == "/caf\\udce9.jpg"


def test_an_export_replaces_the_old_file(tmp_path: Path) -> None:
    exported([make_row(), make_row()], tmp_path)
    assert len(exported([make_row()], tmp_path)) == 1


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.csv").write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        export_csv([make_row()], tmp_path / "out.csv")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out.csv", "old")]


def test_rows_that_end_in_an_error_leave_the_old_file_whole(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old")

    def rows() -> Iterator[Row]:
        yield make_row()
        raise WorklistError("The worklist is damaged.", "Start again.")

    with pytest.raises(WorklistError):
        export_csv(rows(), tmp_path / "out.csv")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("out.csv", "old")]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="can't be written"):
        export_csv([], tmp_path / "missing" / "out.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="no file"):
        export_csv([], tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()
