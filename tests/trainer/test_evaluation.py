"""`hilum-train evaluate` says what the viewer would say, and keeps it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from tests.data import KERMANY, needs_kermany
from tests.stand_in import stand_in_card, write_stand_in
from trainer.cli import app
from trainer.dataset import find_examples
from trainer.evaluation import evaluate
from trainer.predictions import read_predictions
from trainer.splits import split_by_folders
from viewer.cli.model import print_card
from viewer.errors import ExportError, HilumError, ModelRefusedError, NothingToReadError
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader

Evaluate = Callable[..., Result]


@pytest.fixture
def run_evaluate() -> Evaluate:
    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])

    return run


@pytest.fixture
def run_model(labelled_folder: Path, tmp_path: Path) -> Path:
    """A model beside the manifest that its card names."""
    split = split_by_folders(find_examples(labelled_folder), 0.2, seed=1)
    card = stand_in_card()
    training = card.training.model_copy(update={"manifest_sha256": split.manifest_sha256()})
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "manifest.tsv").write_text(split.manifest(), encoding="utf-8")
    write_stand_in(folder / "model.onnx", card.model_copy(update={"training": training}))
    return folder / "model.onnx"


def test_readings_are_those_of_the_viewer_in_the_order_of_the_examples(
    labelled_folder: Path, stand_in_model: Path
) -> None:
    examples = find_examples(labelled_folder)[::-1]
    reader = Reader.open(stand_in_model, Provider.CPU)
    said = evaluate(reader, examples, reader.operating_point()).predictions
    assert said.file.tolist() == [str(example.path) for example in examples]
    expected = [reader.read(open_radiograph(example.path)).probability for example in examples]
    assert said.probability.tolist() == expected


@needs_kermany
def test_real_radiographs_are_read_as_the_viewer_reads_them() -> None:
    examples = [e for e in find_examples(KERMANY) if e.folder == "train"][::1000]
    reader = Reader.open(provider=Provider.CPU)
    said = evaluate(reader, examples, reader.operating_point()).predictions
    expected = [reader.read(open_radiograph(example.path)).probability for example in examples]
    assert said.probability.tolist() == expected


def test_what_can_t_be_read_is_set_aside_with_its_reason(
    labelled_folder: Path, stand_in_model: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(labelled_folder / "test", tmp_path / "data")
    (data / "NORMAL" / "IM-0001-0000.jpeg").write_bytes(b"")
    reader = Reader.open(stand_in_model, Provider.CPU)
    evaluation = evaluate(reader, find_examples(data), reader.operating_point())
    assert len(evaluation.predictions) == 7
    assert [(e.path.name, reason) for e, reason in evaluation.skipped] == [
        ("IM-0001-0000.jpeg", "The file is empty.")
    ]


def test_one_class_alone_is_refused(labelled_folder: Path, stand_in_model: Path) -> None:
    reader = Reader.open(stand_in_model, Provider.CPU)
    normal = [e for e in find_examples(labelled_folder) if not e.label]
    with pytest.raises(NothingToReadError, match="both classes"):
        evaluate(reader, normal, reader.operating_point())


def test_what_was_said_is_kept_beside_the_run_s_model(
    run_evaluate: Evaluate, run_model: Path, labelled_folder: Path
) -> None:
    outcome = run_evaluate(run_model, labelled_folder, "--part", "validation")
    assert outcome.exit_code == 0, outcome.output
    said = read_predictions(run_model.with_name("predictions-validation.csv"))
    manifest = run_model.with_name("manifest.tsv").read_text(encoding="utf-8")
    assert len(said) == manifest.count("validation\t")
    assert not run_model.with_name("predictions-test.csv").exists()


def test_another_test_folder_does_not_pass_for_that_of_the_run(
    run_evaluate: Evaluate, run_model: Path, labelled_folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for picture in labelled_folder.glob("test/*/*.jpeg"):
        copy = other / "test" / picture.parent.name / f"person900{picture.name}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, copy)
    kept = tmp_path / "elsewhere.csv"
    assert run_evaluate(run_model, other).exit_code == 0
    assert not run_model.with_name("predictions-test.csv").exists()
    assert run_evaluate(run_model, other, "--predictions", kept).exit_code == 0
    assert len(read_predictions(kept)) == 8


def test_verdicts_are_those_of_the_operating_point_asked_for(
    run_evaluate: Evaluate, run_model: Path, labelled_folder: Path
) -> None:
    arguments = (run_model, labelled_folder, "--operating-point", "sensitive")
    assert run_evaluate(*arguments).exit_code == 0
    said = read_predictions(run_model.with_name("predictions-test.csv"))
    np.testing.assert_array_equal(said.verdict == "pneumonia", said.probability >= 0.2)


def test_recorded_figures_replace_those_of_the_same_data_and_are_shown(
    run_evaluate: Evaluate,
    run_model: Path,
    labelled_folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(2):
        run_evaluate(run_model, labelled_folder, "--record", "a test")
    reader = Reader.open(run_model, Provider.CPU)
    names = [metric.name for metric in reader.card.metrics if metric.data == "a test"]
    assert len(names) == len(set(names)) > 15
    assert [metric.data for metric in reader.card.metrics].count("none") == 1
    print_card(reader.card.model_copy(update={"trade_offs": "Half the width."}), reader.identity)
    shown = capsys.readouterr().out
    assert "Measured on a test" in shown
    assert "Half the width." in shown
    assert all(name in shown for name in names)


@pytest.mark.parametrize(
    ("content", "error", "sentence"),
    [
        (b"no model", ModelRefusedError, "not an ONNX model"),
        (None, HilumError, "not there"),
    ],
)
def test_a_bad_model_file_is_refused_before_anything_is_read(
    content: bytes | None,
    error: type[HilumError],
    sentence: str,
    run_evaluate: Evaluate,
    labelled_folder: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / "model.onnx"
    if content is not None:
        path.write_bytes(content)
    outcome = run_evaluate(path, labelled_folder)
    assert isinstance(outcome.exception, error)
    assert sentence in outcome.exception.sentence


def test_a_place_that_is_not_there_is_refused_before_anything_is_read(
    run_evaluate: Evaluate, stand_in_model: Path, labelled_folder: Path, tmp_path: Path
) -> None:
    place = tmp_path / "none" / "predictions.csv"
    outcome = run_evaluate(stand_in_model, labelled_folder, "--predictions", place)
    assert isinstance(outcome.exception, ExportError)
    assert "figure" not in outcome.output
