"""What `hilum classify` says of folders that are called NORMAL and PNEUMONIA."""

from pathlib import Path

from tests.batch.files import write_bad_files, write_jpegs
from tests.cli.calls import Call


def _labelled(folder: Path, normal: int, pneumonia: int) -> Path:
    folder.mkdir()
    write_jpegs(folder / "NORMAL", normal)
    write_jpegs(folder / "PNEUMONIA", pneumonia)
    return folder


def test_folders_that_name_both_classes_give_the_figures(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    answer = hilum("classify", _labelled(tmp_path / "test", 1, 3), "--model", model)
    assert "By the names of their folders, 4 labelled" in answer.out
    # All are one picture, which the stand-in reads as pneumonia.
    assert "Labelled pneumonia: 3 read as pneumonia, 0 as normal." in answer.out
    assert "Labelled normal: 0 read as normal, 1 as pneumonia." in answer.out
    figures = {
        cells[0].strip(): cells[1].strip()
        for line in answer.out.splitlines()
        if len(cells := line.strip("│┃ ").split("│")) == 3
    }
    assert (figures["AUC"], figures["sensitivity"], figures["specificity"]) == (
        "0.500",
        "1.000",
        "0.000",
    )
    assert (figures["precision"], figures["accuracy"]) == ("0.750", "0.750")


def test_a_labelled_file_that_failed_is_counted_out(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    folder = _labelled(tmp_path / "test", 1, 1)
    bad = write_bad_files(folder / "NORMAL")
    answer = hilum("classify", folder, "--model", model)
    labelled = 2 + len(bad)
    assert f"{labelled} labelled, 0 withheld and {len(bad)} failed left out" in answer.out


def test_folders_of_other_names_give_none(hilum: Call, model: Path, tmp_path: Path) -> None:
    write_jpegs(tmp_path / "radiographs", 2)
    answer = hilum("classify", tmp_path / "radiographs", "--model", model)
    assert "labelled" not in answer.out


def test_a_report_has_the_figures_that_the_terminal_shows(
    hilum: Call, model: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.html"
    hilum("classify", _labelled(tmp_path / "test", 1, 3), "--model", model, "--html", report)
    text = report.read_text(encoding="utf-8")
    assert "Labels from folder names: 4 labelled radiographs, all of them counted." in text
    assert '<th scope="row">Precision</th><td class="number">0.750</td>' in text
