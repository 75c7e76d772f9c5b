"""From a folder of radiographs to a model file, by the command line."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from typer.testing import CliRunner

from trainer.about import UNKNOWN, read_about
from trainer.cli import app
from trainer.dataset import find_examples
from trainer.pictures import load_pictures
from trainer.recipe import RECIPES, Recipe
from trainer.training import Run, perturbed, split_data, train
from viewer.errors import ExportError, HilumError, UnsupportedFormatError
from viewer.imaging import InputSpec
from viewer.reading import Provider, Reader


def small_recipe(**changes: object) -> Recipe:
    small = {"input": InputSpec(32), "epochs": 2, "batch": 8, "validation_share": 0.25}
    return RECIPES["cnn"].model_copy(update={**small, **changes})


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def trained(labelled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("runs") / "cnn"
    outcome = CliRunner().invoke(
        app,
        f"train {labelled_folder} --architecture cnn --run {folder} --size 32 --epochs 3".split(),
        catch_exceptions=False,
    )
    assert outcome.exit_code == 0, outcome.output
    return Run(folder)


def test_a_run_keeps_recipe_manifest_history_network_and_model(
    trained: Run, labelled_folder: Path
) -> None:
    recipe = Recipe.model_validate_json(trained.recipe.read_text())
    assert trained.manifest.read_text() == split_data(labelled_folder, recipe).manifest(
        labelled_folder
    )
    assert len(csv_rows(trained.history)) == 3
    assert trained.network.is_file()
    assert Reader.open(trained.onnx, Provider.CPU).card.input.size == 32
    assert not trained.backup.exists()


def test_the_card_says_what_the_network_was_trained_on(trained: Run, labelled_folder: Path) -> None:
    card = Reader.open(trained.onnx, Provider.CPU).card
    recipe = Recipe.model_validate_json(trained.recipe.read_text())
    split = split_data(labelled_folder, recipe)
    assert card.training.normal + card.training.pneumonia == len(split.train)
    assert card.training.manifest_sha256 == split.manifest_sha256(labelled_folder)
    assert [point.name for point in card.operating_points] == ["balanced", "sensitive"]


def test_evaluate_gives_the_auc_of_the_csv_that_classify_writes(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    outcome = CliRunner().invoke(app, ["evaluate", str(trained.onnx), str(labelled_folder)])
    told = re.search(r"AUC\s+│\s+([\d.]+)", outcome.output)
    assert told, outcome.output
    table = tmp_path / "results.csv"
    command = [sys.executable, "-m", "viewer", "classify", str(labelled_folder / "test")]
    subprocess.run([*command, "--model", str(trained.onnx), "--csv", str(table)], check=True)
    rows = csv_rows(table)
    auc = roc_auc_score(
        ["PNEUMONIA" in row["file"] for row in rows], [float(row["probability"]) for row in rows]
    )
    assert len(rows) == 8
    assert told[1] == f"{auc:.3f}"


def test_recorded_figures_travel_in_the_card(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    model = shutil.copy(trained.onnx, tmp_path / "model.onnx")
    command = ["evaluate", str(model), str(labelled_folder), "--record", "generated test"]
    for _ in range(2):
        assert CliRunner().invoke(app, command).exit_code == 0
    recorded = [m for m in Reader.open(model, Provider.CPU).card.metrics if m.data != "validation"]
    assert [metric.name for metric in recorded].count("AUC") == 1
    assert all(metric.low <= metric.value <= metric.high for metric in recorded)


def train_killed_after(
    epoch: int, data: Path, recipe: Recipe, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Train until an epoch's backup is written, and end before anything else is."""

    class KilledError(Exception):
        pass

    backup = keras.callbacks.BackupAndRestore.on_epoch_end

    def back_up_and_stop(
        self: keras.callbacks.BackupAndRestore, number: int, logs: object = None
    ) -> None:
        backup(self, number, logs)
        self.model.stop_training = number == epoch

    def die(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(keras.callbacks.BackupAndRestore, "on_epoch_end", back_up_and_stop)
        patch.setattr(keras.Sequential, "load_weights", die)
        with pytest.raises(KilledError):
            train(data, recipe, run)


def test_a_killed_run_goes_on_from_its_last_whole_epoch(
    labelled_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, recipe = Run(tmp_path / "run"), small_recipe(epochs=3)
    train_killed_after(1, labelled_folder, recipe, run, monkeypatch)
    assert not run.network.exists()
    train(labelled_folder, recipe, run)
    assert [int(row["epoch"]) for row in csv_rows(run.history)] == [0, 1, 2]


def test_the_best_epoch_is_kept_though_it_lies_before_a_kill(
    labelled_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, recipe = Run(tmp_path / "run"), small_recipe(epochs=2)
    train_killed_after(0, labelled_folder, recipe, run, monkeypatch)
    (row,) = csv_rows(run.history)
    unbeatable = run.history.read_text().replace(row["val_loss"], "0.000001")
    run.history.write_text(unbeatable)
    kept = train(labelled_folder, recipe, run)
    assert len(csv_rows(run.history)) == 2
    first = train(labelled_folder, small_recipe(epochs=1), Run(tmp_path / "one epoch"))
    for ours, expected in zip(kept.get_weights(), first.get_weights(), strict=True):
        np.testing.assert_allclose(ours, expected, rtol=1e-3, atol=1e-4)


def test_a_run_that_has_ended_is_not_trained_again(trained: Run, labelled_folder: Path) -> None:
    before = trained.history.read_text(), trained.network.stat().st_mtime_ns
    recipe = Recipe.model_validate_json(trained.recipe.read_text())
    train(labelled_folder, recipe, trained)
    assert (trained.history.read_text(), trained.network.stat().st_mtime_ns) == before


def test_a_run_on_other_data_is_left_alone(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(labelled_folder, tmp_path / "other")
    next((other / "train" / "NORMAL").iterdir()).unlink()
    recipe = Recipe.model_validate_json(trained.recipe.read_text())
    with pytest.raises(ExportError, match="other data"):
        train(other, recipe, trained)


def test_evaluation_reads_the_test_part_of_the_run(labelled_folder: Path, tmp_path: Path) -> None:
    command = f"train {labelled_folder} --architecture cnn --run {tmp_path / 'run'} --size 32"
    runner = CliRunner()
    outcome = runner.invoke(app, [*command.split(), "--epochs", "1", "--split", "patients"])
    assert outcome.exit_code == 0, outcome.output
    run = Run(tmp_path / "run")
    in_test = run.manifest.read_text().count("test\tNORMAL") + run.manifest.read_text().count(
        "test\tPNEUMONIA"
    )
    outcome = runner.invoke(app, ["evaluate", str(run.onnx), str(labelled_folder)])
    assert f"{in_test} radiographs at the operating point" in " ".join(outcome.output.split())


def test_the_card_claims_only_what_was_said_of_the_data(trained: Run) -> None:
    card = Reader.open(trained.onnx, Provider.CPU).card
    assert card.training.name == UNKNOWN.data_name
    assert read_about("kermany2018").intended_use.ages_years == (1, 5)
    with pytest.raises(UnsupportedFormatError, match="does not describe"):
        read_about(str(trained.recipe))


def test_a_folder_with_a_run_of_another_recipe_is_left_alone(
    trained: Run, labelled_folder: Path
) -> None:
    with pytest.raises(ExportError, match="another recipe"):
        train(labelled_folder, small_recipe(seed=9), trained)


def test_export_with_other_data_is_refused(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(labelled_folder, tmp_path / "other")
    next((other / "train" / "NORMAL").iterdir()).unlink()
    outcome = CliRunner().invoke(app, ["export", str(trained.folder), str(other)])
    assert isinstance(outcome.exception, HilumError)
    assert "does not split" in outcome.exception.sentence


def test_inspect_counts_patients_and_duplicates(labelled_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(labelled_folder, tmp_path / "data")
    normal = data / "train" / "NORMAL"
    shutil.copy(normal / "IM-0000-0000.jpeg", data / "test" / "PNEUMONIA" / "person9_virus_1.jpeg")
    (normal / "IM-0099-0001.jpeg").write_text("no picture")
    outcome = CliRunner().invoke(app, ["inspect", str(data)])
    assert outcome.exit_code == 0
    told = " ".join(outcome.output.split())
    assert re.search(r"train │ NORMAL │ 21 │ 11", told)
    assert "1 groups of identical files (1 surplus), 1 of them in two folders or classes" in told
    assert "Rows: 64 to 64, median 64." in told
    assert "IM-0099-0001.jpeg" in outcome.output.replace("\n", "")


def test_unreadable_pictures_are_set_aside_with_their_reason(
    labelled_folder: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(labelled_folder, tmp_path / "data")
    (data / "train" / "NORMAL" / "IM-0099-0001.jpeg").write_bytes(b"")
    pictures = load_pictures(find_examples(data), InputSpec(32))
    assert len(pictures.labels) == 48
    assert [(e.path.name, reason) for e, reason in pictures.skipped] == [
        ("IM-0099-0001.jpeg", "The file is empty.")
    ]


def test_perturbed_copies_are_always_the_same_ones(labelled_folder: Path) -> None:
    pictures = load_pictures(find_examples(labelled_folder), InputSpec(32))
    recipe = small_recipe(augmentation="strong")
    first, labels = perturbed(pictures, recipe)
    again, _ = perturbed(pictures, recipe)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first[:48], pictures.images)
    assert np.abs(first[48:96] - pictures.images).mean() > 0.02
    np.testing.assert_array_equal(labels[48:96], pictures.labels)
