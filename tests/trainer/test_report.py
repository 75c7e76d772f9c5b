"""One run on one page."""

import base64
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.trainer.report_runs import Page, label_pictures, make_run, predict
from trainer.commands.report import report_runs
from trainer.example import Example, Label
from trainer.figures import figures_of
from trainer.predictions import read_predictions
from viewer.errors import ExportError, NothingToReadError
from viewer.reading import Provider, Reader


def report(run: Path, html: Path | None = None) -> Page:
    report_runs([run], html)
    return Page(html or run / "report.html")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, stand_in_model: Path) -> Path:
    root = tmp_path_factory.mktemp("report")
    folder = make_run(root / "first", stand_in_model)
    predict(folder, label_pictures(root / "pictures"))
    return folder


@pytest.fixture(scope="module")
def page(run: Path) -> Page:
    return report(run)


def test_page_needs_nothing_but_itself(page: Page) -> None:
    assert page.addresses
    assert all(address.startswith(("data:", "#")) for address in page.addresses)
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert "url(" not in page.source
    assert "@import" not in page.source


def test_page_tells_card_recipe_split_and_environment(page: Page) -> None:
    for told in (
        "Research use only.",
        "Stand-in 0.0.1",
        "anything else",
        "0 to 120 years",
        'architecture = "cnn"',
        "train normal 2 1",
        "Python 3.11.4",
    ):
        assert told in page.text


def test_page_tells_that_the_card_names_another_manifest(page: Page) -> None:
    assert f"The model card names another manifest: {'0' * 64}" in page.text


def test_figures_are_those_of_the_evaluation(run: Path, page: Page) -> None:
    reader = Reader.open(run / "model.onnx", Provider.CPU)
    predictions = read_predictions(run / "predictions-validation.csv")
    for point in reader.card.operating_points:
        for figure in figures_of(predictions, point):
            assert figure.name in page.text
            if figure.interval.is_finite:
                assert f"{figure.interval.value:.3f} {figure.interval.low:.3f} to" in page.text


def test_confusion_matrix_counts_the_errors(page: Page) -> None:
    assert "pneumonia 5 83.3% 1 16.7% · wrong normal 1 16.7% · wrong 5 83.3%" in page.text


def test_learning_curves_and_three_figures_a_part_are_drawn(page: Page) -> None:
    figures = [base64.b64decode(figure).decode() for figure in page.pictures("svg+xml")]
    titles = ("loss", "ROC", "Precision and recall", "Reliability")
    assert len(figures) == len(titles)
    for figure, title in zip(figures, titles, strict=True):
        assert f">{title}</text>" in figure


def test_gap_between_training_and_validation_is_written_out(page: Page) -> None:
    curves = base64.b64decode(next(page.pictures("svg+xml"))).decode()
    assert "gap at the end +3.250" in curves


def test_most_wrong_pictures_are_shown_plain_and_with_their_heatmap(page: Page) -> None:
    pictures = [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(jpeg))).convert("RGB")).astype(int)
        for jpeg in page.pictures("jpeg")
    ]
    assert len(pictures) == 4
    plain, overlaid, *_ = pictures
    assert np.ptp(plain, axis=2).max() == 0
    assert np.ptp(overlaid, axis=2).max() > 40
    assert page.text.index("bright.png") < page.text.index("dark.png")


def test_no_more_than_six_pictures_of_an_error_are_shown(
    tmp_path: Path, stand_in_model: Path
) -> None:
    run = make_run(tmp_path / "run", stand_in_model)
    examples = label_pictures(tmp_path / "pictures")
    turned = [Example(e.path, Label(1 - e.label), e.patient, "", "") for e in examples]
    predict(run, turned * 2)
    page = report(run)
    assert "normal, read as pneumonia 6 of 10" in page.text
    assert len(list(page.pictures("jpeg"))) == 24


def test_picture_that_is_gone_is_told_in_its_place(tmp_path: Path, stand_in_model: Path) -> None:
    run = make_run(tmp_path / "run", stand_in_model)
    examples = label_pictures(tmp_path / "pictures")
    predict(run, examples)
    examples[0].path.unlink()
    page = report(run)
    assert "The file is not there." in page.text
    assert len(list(page.pictures("jpeg"))) == 2


def test_predictions_of_another_model_are_noticed(tmp_path: Path, stand_in_model: Path) -> None:
    run = make_run(tmp_path / "run", stand_in_model)
    predictions = predict(run, label_pictures(tmp_path / "pictures"))
    lines = predictions.read_text(encoding="utf-8").splitlines()
    probability = lines[1].split(",")[-3]
    lines[1] = lines[1].replace(probability, "0.987")
    predictions.write_text("\n".join(lines), encoding="utf-8")
    assert f"Read again: {float(probability):.3f}" in report(run).text


def test_texts_from_files_stay_texts(tmp_path: Path, stand_in_model: Path) -> None:
    hostile = "<img src=x onerror=alert(1)> $\\frac{1$ & 'quoted'"
    examples = label_pictures(tmp_path / "pictures")
    moved = examples[0].path.rename(examples[0].path.with_name(f"{hostile}.png"))
    examples[0] = Example(moved, Label.NORMAL, "bright", "", "", view="</td><script>")
    run = make_run(tmp_path / hostile, stand_in_model, about="</pre><script>alert(2)</script>")
    predict(run, examples, part="<b>final")
    page = report(run)
    assert "script" not in page.tags
    assert "onerror" not in page.attributes
    assert page.tags.count("b") == 3 + 2  # three tiles, and a probability under each picture
    for told in (f"{hostile}.png", "</pre><script>alert(2)</script>", "Results: <b>final"):
        assert told in page.text


def test_run_without_model_says_so_and_still_draws_its_curves(tmp_path: Path) -> None:
    page = report(make_run(tmp_path / "run"))
    assert "There is no model.onnx" in page.text
    assert "There are no predictions" in page.text
    assert len(list(page.pictures("svg+xml"))) == 1


def test_predictions_without_a_model_are_drawn_without_an_operating_point(
    run: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "predictions-test.csv").write_bytes((run / "predictions-validation.csv").read_bytes())
    page = report(bare)
    assert len(list(page.pictures("svg+xml"))) == 3
    assert "no confusion matrix" in page.text
    for file in ("recipe.toml", "history.csv", "manifest.tsv", "environment.json", "model.onnx"):
        assert f"There is no {file}" in page.text


def test_damaged_file_is_told_and_the_rest_is_reported(
    tmp_path: Path, stand_in_model: Path
) -> None:
    run = make_run(tmp_path / "run", stand_in_model)
    (run / "predictions-test.csv").write_text("file\nx\n", encoding="utf-8")
    (run / "history.csv").write_text("nothing\n", encoding="utf-8")
    (run / "recipe.toml").write_text("seed =", encoding="utf-8")
    page = report(run)
    for told in ("predictions-test.csv: ", "history.csv: ", "recipe.toml: ", "Stand-in 0.0.1"):
        assert told in page.text


def test_part_of_one_class_has_a_table_and_no_curves(tmp_path: Path, stand_in_model: Path) -> None:
    run = make_run(tmp_path / "run", stand_in_model)
    normal = [e for e in label_pictures(tmp_path / "pictures") if e.label is Label.NORMAL]
    predict(run, normal)
    page = report(run)
    assert "All are of one class" in page.text
    assert "specificity 0.833" in page.text
    assert len(list(page.pictures("svg+xml"))) == 1


def test_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingToReadError):
        report_runs([tmp_path])
    assert not list(tmp_path.iterdir())


def test_page_that_cannot_be_written_is_told(run: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        report_runs([run], tmp_path / "missing" / "page.html")


def test_neither_keras_nor_pyplot_is_loaded(run: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from trainer.commands.report import report_runs; "
        "report_runs([Path(sys.argv[1])], Path(sys.argv[2])); "
        "assert not {'keras', 'tensorflow', 'matplotlib.pyplot'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, run, tmp_path / "page.html"], check=True)
