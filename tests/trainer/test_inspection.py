"""Inspection counts what a folder or table holds, and says what would give the label away."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.trainer.tables import write_picture, write_table
from trainer.cli import app, main
from trainer.dataset import Label, find_all_examples, find_examples
from trainer.inspection import ClassCount, Spread, inspect_examples

HEADER = "file,label,patient,view,part"


def rows_by_view(counts: dict[tuple[str, int], int]) -> list[str]:
    """A table's rows with so many radiographs of each view and label."""
    return [
        f"{view}-{label}-{number}.png,{label},{view}-{label}-{number},{view},"
        for (view, label), count in counts.items()
        for number in range(count)
    ]


def test_radiographs_and_patients_are_counted_by_folder_and_class(labelled_folder: Path) -> None:
    source = labelled_folder.name
    assert inspect_examples(find_examples(labelled_folder)).counts == (
        ClassCount(source, "test", Label.NORMAL, 4, 2, 2),
        ClassCount(source, "test", Label.PNEUMONIA, 4, 2, 2),
        ClassCount(source, "train", Label.NORMAL, 20, 10, 10),
        ClassCount(source, "train", Label.PNEUMONIA, 20, 10, 10),
    )


def test_sizes_are_rows_and_columns(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ["a.png,0,1,,", "b.png,1,2,,", "c.png,1,3,,"])
    write_picture(tmp_path / "c.png", rows=100, columns=50)
    inspection = inspect_examples(find_examples(table))
    assert inspection.rows == Spread(24, 24, 100)
    assert inspection.columns == Spread(32, 32, 50)


def test_identical_files_are_grouped_and_told_where_they_cross(tmp_path: Path) -> None:
    rows = ["a.png,0,1,,train", "b.png,0,1,,train", "c.png,1,2,,train", "d.png,1,2,,test"]
    table = write_table(tmp_path / "t.csv", HEADER, rows)
    shutil.copyfile(tmp_path / "a.png", tmp_path / "b.png")
    within = inspect_examples(find_examples(table))
    assert [[e.path.name for e in group] for group in within.duplicates] == [["a.png", "b.png"]]
    assert within.crossing_folders == within.crossing_labels == within.crossing_patients == 0
    shutil.copyfile(tmp_path / "a.png", tmp_path / "d.png")
    across = inspect_examples(find_examples(table))
    assert across.crossing_folders == across.crossing_labels == across.crossing_patients == 1


def test_unreadable_files_are_listed_and_not_measured(tmp_path: Path) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ["a.png,0,1,,", "b.png,1,2,,"])
    (tmp_path / "a.png").write_bytes(b"no picture")
    (tmp_path / "b.png").write_bytes(b"no picture")
    inspection = inspect_examples(find_examples(table))
    assert [example.path.name for example, _ in inspection.unreadable] == ["a.png", "b.png"]
    assert inspection.duplicates == ()
    assert inspection.rows == Spread(0, 0, 0)


def test_view_that_predicts_the_label_is_told(tmp_path: Path) -> None:
    rows = rows_by_view({("PA", 0): 8, ("AP", 0): 2, ("PA", 1): 3, ("AP", 1): 7})
    view = inspect_examples(find_examples(write_table(tmp_path / "t.csv", HEADER, rows))).views["t"]
    assert view.counts == (("AP", 2, 7), ("PA", 8, 3))
    # Of the 100 pairs of classes AP against PA wins 56, and 2 x 7 + 8 x 3 are ties.
    assert view.auc == pytest.approx(0.75)
    assert view.is_telling


def test_balanced_view_tells_nothing(tmp_path: Path) -> None:
    rows = rows_by_view({("PA", 0): 4, ("AP", 0): 2, ("PA", 1): 8, ("AP", 1): 4})
    view = inspect_examples(find_examples(write_table(tmp_path / "t.csv", HEADER, rows))).views["t"]
    assert view.auc == pytest.approx(0.5)
    assert not view.is_telling


def test_unknown_view_is_not_counted(labelled_folder: Path) -> None:
    assert inspect_examples(find_examples(labelled_folder)).views == {}


def test_source_of_one_class_is_told(tmp_path: Path) -> None:
    north = write_table(tmp_path / "north.csv", HEADER, ["a.png,0,1,,", "b.png,0,2,,"])
    south = write_table(tmp_path / "south.csv", HEADER, ["c.png,1,1,,", "d.png,1,2,,"])
    sources = inspect_examples(find_all_examples([north, south])).sources
    assert sources
    assert sources.counts == (("north", 2, 0), ("south", 0, 2))
    assert sources.auc == 1.0


@pytest.fixture
def inspect(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, ["inspect", *map(str, arguments)], catch_exceptions=False)

    return call


def test_command_tells_counts_duplicates_and_sizes(
    inspect: Callable[..., Result], labelled_folder: Path
) -> None:
    outcome = inspect(labelled_folder)
    assert outcome.exit_code == 0
    assert "No two files are identical." in outcome.output
    assert "Rows: 64 to 64, median 64." in outcome.output
    assert "Columns: 72 to 72, median 72." in outcome.output
    assert "Beware" not in outcome.output


def test_command_warns_of_a_view_that_predicts_the_label(
    inspect: Callable[..., Result], tmp_path: Path
) -> None:
    rows = rows_by_view({("PA", 0): 8, ("AP", 0): 2, ("PA", 1): 3, ("AP", 1): 7})
    outcome = inspect(write_table(tmp_path / "t.csv", HEADER, rows))
    assert "the view alone predicts the class (AUC 0.75)" in outcome.output


def test_command_takes_several_sources_and_draws_a_contact_sheet(
    inspect: Callable[..., Result], labelled_folder: Path, tmp_path: Path
) -> None:
    table = write_table(tmp_path / "t.csv", HEADER, ["a.png,0,1,PA,", "b.png,1,2,PA,"])
    outcome = inspect(labelled_folder, table, "--contact-sheet", tmp_path / "sheet.png")
    assert outcome.exit_code == 0
    assert (tmp_path / "sheet.png").is_file()


@pytest.mark.parametrize("bad", ["nothing", "empty", "notes.txt", "empty.csv"])
def test_what_cannot_be_inspected_ends_in_a_sentence_a_hint_and_exit_code_2(
    bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("Remember the milk.\n")
    (tmp_path / "empty.csv").touch()
    monkeypatch.setenv("COLUMNS", "500")
    monkeypatch.setattr("sys.argv", ["hilum-train", "inspect", str(tmp_path / bad)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert len(told) == 2
    assert str(tmp_path / bad) in told[0]
