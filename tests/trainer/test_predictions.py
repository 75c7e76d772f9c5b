"""What a model said comes back from its file as it was."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from trainer.predictions import COLUMNS, Predictions, read_predictions, write_predictions
from viewer.errors import ExportError, FileUnavailableError, UnsupportedFormatError


def some_predictions() -> Predictions:
    return Predictions(
        file=np.array(["a/one.jpeg", "b/two, or so.jpeg", 'c/"drei" ü.jpeg']),
        truth=np.array([True, False, True]),
        patient=np.array(["person1", "IM-1", "person1"]),
        kind=np.array(["bacteria", "", "virus"]),
        source=np.array(["", "elsewhere", ""]),
        view=np.array(["PA", "AP", ""]),
        logit=np.array([1 / 3, -40.0, 1e-17]),
        probability=np.array([0.1 + 0.2, np.float32(0.7), 1.0]),
        verdict=np.array(["pneumonia", "normal", "withheld"]),
        scope=np.array(["", "", "the view is LL; the age is 70"]),
    )


def test_what_was_written_is_read_back_to_the_last_bit(tmp_path: Path) -> None:
    written = some_predictions()
    write_predictions(tmp_path / "predictions.csv", written)
    read = read_predictions(tmp_path / "predictions.csv")
    for field in fields(Predictions):
        np.testing.assert_array_equal(getattr(read, field.name), getattr(written, field.name))


def test_withheld_is_what_the_verdict_says() -> None:
    assert some_predictions().withheld.tolist() == [False, False, True]


def test_chosen_rows_stay_together() -> None:
    chosen = some_predictions().only(np.array([True, False, True]))
    assert chosen.file.tolist() == ["a/one.jpeg", 'c/"drei" ü.jpeg']
    assert chosen.view.tolist() == ["PA", ""]
    assert len(chosen) == 2


def test_a_table_of_none_is_read_as_none(tmp_path: Path) -> None:
    none = some_predictions().only(np.zeros(3, np.bool_))
    write_predictions(tmp_path / "none.csv", none)
    assert len(read_predictions(tmp_path / "none.csv")) == 0


ROW = ["a.jpeg", "NORMAL", "p", "", "", "", "0.5", "0.6", "normal", ""]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([COLUMNS[1:], ROW[1:]], "lacks file"),
        ([COLUMNS, [*ROW[:1], "ILL", *ROW[2:]]], "no label"),
        ([COLUMNS, ROW[:-1]], "number of cells"),
        ([COLUMNS, [*ROW, "more"]], "number of cells"),
        ([COLUMNS, [*ROW[:7], "nan", *ROW[8:]]], "probability"),
        ([COLUMNS, [*ROW[:8], "maybe", *ROW[9:]]], "maybe"),
        ([], "lacks"),
    ],
)
def test_another_table_is_refused_with_the_reason(
    lines: list[list[str]], why: str, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("".join(",".join(cells) + "\n" for cells in lines), encoding="utf-8")
    with pytest.raises(UnsupportedFormatError, match=why):
        read_predictions(path)


def test_a_missing_file_and_a_missing_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="No such file"):
        read_predictions(tmp_path / "none.csv")
    with pytest.raises(ExportError, match="No such file"):
        write_predictions(tmp_path / "none" / "predictions.csv", some_predictions())
