"""Several runs on one page."""

import base64
from pathlib import Path

import pytest

from tests.trainer.report_runs import Page, label_pictures, make_run, predict
from trainer.commands.report import report_runs


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, stand_in_model: Path) -> list[Path]:
    root = tmp_path_factory.mktemp("runs")
    paper = make_run(root / "paper #1", seed=7)
    better = make_run(root / "better", stand_in_model, optimiser={"learning_rate": 5e-4})
    predict(better, label_pictures(root / "pictures"), part="nih-final")
    (paper / "report.html").write_text("kept", encoding="utf-8")
    return [paper, better]


@pytest.fixture(scope="module")
def page(runs: list[Path]) -> Page:
    report_runs(runs)
    return Page(runs[0].parent / "comparison.html")


def test_only_choices_that_differ_are_told(page: Page) -> None:
    differences = page.text.split("Where the recipes differ")[1]
    assert "optimiser.learning_rate 0.001 0.0005" in differences
    assert "seed 7 1" in differences
    assert "architecture" not in differences


def test_all_learning_curves_are_in_one_figure(page: Page) -> None:
    (figure,) = page.pictures("svg+xml")
    drawn = base64.b64decode(figure).decode()
    assert ">paper #1</text>" in drawn
    assert ">better</text>" in drawn


def test_ends_of_the_curves_stand_side_by_side(page: Page) -> None:
    assert "loss, gap +3.250 +3.250" in page.text
    assert "epoch with the smallest validation loss 2 of 3 2 of 3" in page.text


def test_run_without_a_part_leaves_its_cells_empty(page: Page) -> None:
    figures = page.text.split("Figures: nih-final")[1]
    assert "radiographs – 12" in figures
    assert "accuracy – 0.833" in figures


def test_single_reports_are_linked_where_they_exist(page: Page) -> None:
    links = [address for address in page.addresses if not address.startswith("data:")]
    assert links == ["paper%20%231/report.html"]


def test_what_a_run_lacks_is_told_under_its_name(page: Page) -> None:
    lacking = page.text.split("What is missing")[1]
    assert "paper #1" in lacking
    assert "There is no model.onnx" in lacking
    assert "better" not in lacking


def test_runs_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    runs = [make_run(tmp_path / parent / "cnn") for parent in ("a", "b")]
    html = tmp_path / "page.html"
    report_runs(runs, html)
    assert str(Path("a", "cnn")) in Page(html).text
    assert "They do not." in Page(html).text
