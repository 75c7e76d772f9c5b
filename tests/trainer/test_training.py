"""From labelled radiographs to a model file, by the command line, through kills too."""

import csv
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np
import pytest
from sklearn.metrics import roc_auc_score
from typer.testing import CliRunner

from tests.trainer.recipes import small_recipe, written
from trainer import training
from trainer.about import UNKNOWN, read_about
from trainer.augmentation import Augmentation
from trainer.cli import app
from trainer.dataset import find_examples
from trainer.pictures import load_pictures
from trainer.recipe import Optimiser, read_recipe, to_toml
from trainer.runs import Run
from trainer.training import split_data, train
from trainer.validation import perturbed
from viewer.errors import ExportError, HilumError, NothingToReadError, UnsupportedFormatError
from viewer.imaging import InputSpec
from viewer.reading import Provider, Reader


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def trained(labelled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("runs")
    recipe = written(small_recipe(epochs=3), folder / "small.toml")
    outcome = CliRunner().invoke(
        app,
        f"train {recipe} --data {labelled_folder} --runs {folder}".split(),
        catch_exceptions=False,
    )
    assert outcome.exit_code == 0, outcome.output
    return Run(folder / "small")


def test_a_run_keeps_recipe_manifest_environment_history_network_and_model(
    trained: Run, labelled_folder: Path
) -> None:
    recipe = read_recipe(trained.recipe)
    assert recipe == small_recipe(epochs=3)
    assert trained.manifest.read_text() == split_data([labelled_folder], recipe).manifest()
    assert json.loads(trained.environment.read_text())
    assert len(csv_rows(trained.history)) == 3
    assert trained.network.is_file()
    assert Reader.open(trained.onnx, Provider.CPU).card.input.size == 32
    assert not trained.backup.exists()


def test_the_card_says_what_the_network_was_trained_on(trained: Run, labelled_folder: Path) -> None:
    card = Reader.open(trained.onnx, Provider.CPU).card
    split = split_data([labelled_folder], read_recipe(trained.recipe))
    assert card.training.normal + card.training.pneumonia == len(split.train)
    assert card.training.manifest_sha256 == split.manifest_sha256()
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


class KilledError(Exception):
    """Stands for a kill."""


@contextmanager
def killed_in_epoch(epoch: int) -> Iterator[None]:
    """End a run in the middle of an epoch, counted from 0."""
    draw = training.Batches.__getitem__

    def draw_or_die(self: training.Batches, number: int) -> object:
        if self.epoch == epoch and number == 2:
            raise KilledError
        return draw(self, number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training.Batches, "__getitem__", draw_or_die)
        with pytest.raises(Exception, match="KilledError"):
            yield


AVERAGED = small_recipe(
    epochs=3,
    optimiser=Optimiser(learning_rate=1e-3, decay="cosine", average=0.9),
    augmentation=Augmentation(flip=True, cutmix=0.5),
    keep="last",
)


@pytest.mark.usefixtures("eagerly")
def test_a_killed_run_ends_as_an_undisturbed_one_does(
    labelled_folder: Path, tmp_path: Path
) -> None:
    whole = train([labelled_folder], AVERAGED, Run(tmp_path / "whole"))
    run = Run(tmp_path / "killed")
    for epoch in (1, 2):
        with killed_in_epoch(epoch):
            train([labelled_folder], AVERAGED, run)
        assert not run.network.exists()
    resumed = train([labelled_folder], AVERAGED, run)
    assert [int(row["epoch"]) for row in csv_rows(run.history)] == [0, 1, 2]
    for ours, expected in zip(resumed.get_weights(), whole.get_weights(), strict=True):
        np.testing.assert_allclose(ours, expected, rtol=1e-3, atol=1e-4)


@pytest.mark.usefixtures("eagerly")
def test_a_process_that_is_killed_goes_on_from_its_last_whole_epoch(
    labelled_folder: Path, tmp_path: Path
) -> None:
    recipe = written(small_recipe(epochs=50), tmp_path / "long.toml")
    command = f"train {recipe} --data {labelled_folder} --runs {tmp_path}".split()
    run = Run(tmp_path / "long")
    process = subprocess.Popen([sys.executable, "-m", "trainer", *command])
    until = time.monotonic() + 120
    while not (run.history.is_file() and len(csv_rows(run.history)) >= 2):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(csv_rows(run.history))
    run.recipe.write_text(to_toml(small_recipe(epochs=done + 1)))
    before = csv_rows(run.history)[: done - 1]
    train([labelled_folder], read_recipe(run.recipe), run)
    rows = csv_rows(run.history)
    assert [int(row["epoch"]) for row in rows] == list(range(done + 1))
    assert rows[: done - 1] == before


@pytest.mark.usefixtures("eagerly")
def test_the_best_epoch_is_kept_though_it_lies_before_a_kill(
    labelled_folder: Path, tmp_path: Path
) -> None:
    run, recipe = Run(tmp_path / "run"), small_recipe(epochs=2)
    with killed_in_epoch(1):
        train([labelled_folder], recipe, run)
    (row,) = csv_rows(run.history)
    unbeatable = run.history.read_text().replace(row["val_loss"], "0.000001")
    run.history.write_text(unbeatable)
    kept = train([labelled_folder], recipe, run)
    assert len(csv_rows(run.history)) == 2
    first = train([labelled_folder], small_recipe(epochs=1), Run(tmp_path / "one epoch"))
    for ours, expected in zip(kept.get_weights(), first.get_weights(), strict=True):
        np.testing.assert_allclose(ours, expected, rtol=1e-3, atol=1e-4)


def test_a_run_that_has_ended_is_not_trained_again(trained: Run, labelled_folder: Path) -> None:
    before = trained.history.read_text(), trained.network.stat().st_mtime_ns
    train([labelled_folder], read_recipe(trained.recipe), trained)
    assert (trained.history.read_text(), trained.network.stat().st_mtime_ns) == before


def test_a_run_on_other_data_is_left_alone(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(labelled_folder, tmp_path / "other")
    next((other / "train" / "NORMAL").iterdir()).unlink()
    with pytest.raises(ExportError, match="other data"):
        train([other], read_recipe(trained.recipe), trained)


@pytest.mark.usefixtures("eagerly")
def test_evaluation_reads_the_test_part_of_the_run(labelled_folder: Path, tmp_path: Path) -> None:
    recipe = written(small_recipe(epochs=1, split="patients"), tmp_path / "split.toml")
    runner = CliRunner()
    command = f"train {recipe} --data {labelled_folder} --runs {tmp_path}"
    outcome = runner.invoke(app, command.split())
    assert outcome.exit_code == 0, outcome.output
    run = Run(tmp_path / "split")
    in_test = run.manifest.read_text().count("test\tNORMAL") + run.manifest.read_text().count(
        "test\tPNEUMONIA"
    )
    outcome = runner.invoke(app, ["evaluate", str(run.onnx), str(labelled_folder)])
    assert f"{in_test} radiographs at the operating point" in " ".join(outcome.output.split())


@pytest.mark.usefixtures("eagerly")
def test_several_seeds_are_several_runs(labelled_folder: Path, tmp_path: Path) -> None:
    recipe = written(small_recipe(epochs=1), tmp_path / "small.toml")
    command = f"train {recipe} --data {labelled_folder} --runs {tmp_path} --seed 1 --seed 2"
    outcome = CliRunner().invoke(app, command.split())
    assert outcome.exit_code == 0, outcome.output
    runs = [Run(tmp_path / name) for name in ("small", "small-seed2")]
    assert [read_recipe(run.recipe).seed for run in runs] == [1, 2]
    first, second = (
        keras.saving.load_model(run.network, compile=False).get_weights()[0] for run in runs
    )
    assert not np.allclose(first, second)


def test_a_full_disk_is_told_before_anything_is_read(
    labelled_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(ExportError, match="the run needs"):
        train([labelled_folder], small_recipe(), Run(tmp_path / "run"))


def test_data_that_can_not_be_read_whole_are_refused_when_that_is_asked_for(
    labelled_folder: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(labelled_folder, tmp_path / "data")
    (data / "train" / "NORMAL" / "IM-0099-0001.jpeg").write_bytes(b"")
    with pytest.raises(HilumError, match="IM-0099"):
        train([data], small_recipe(), Run(tmp_path / "run"), strict=True)


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
        train([labelled_folder], small_recipe(seed=9), trained)


def test_export_with_other_data_is_refused(
    trained: Run, labelled_folder: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(labelled_folder, tmp_path / "other")
    next((other / "train" / "NORMAL").iterdir()).unlink()
    outcome = CliRunner().invoke(app, ["export", str(trained.folder), "--data", str(other)])
    assert isinstance(outcome.exception, HilumError)
    assert "don't split" in outcome.exception.sentence


def test_perturbed_copies_are_always_the_same_ones(labelled_folder: Path) -> None:
    pictures = load_pictures(find_examples(labelled_folder), InputSpec(32))
    first, labels = perturbed(pictures)
    again, _ = perturbed(pictures)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first[:48], pictures.images)
    assert np.abs(first[48:96] - pictures.images).mean() > 0.02
    np.testing.assert_array_equal(labels[48:96], pictures.labels)


@pytest.mark.usefixtures("eagerly")
def test_a_loss_that_is_no_number_ends_the_run_with_a_sentence(
    labelled_folder: Path, tmp_path: Path
) -> None:
    diverging = small_recipe(optimiser=Optimiser(learning_rate=1e30))
    with pytest.raises(HilumError, match="no number any more"):
        train([labelled_folder], diverging, Run(tmp_path / "run"))


def test_a_class_of_which_nothing_can_be_read_is_told_before_training(
    labelled_folder: Path, tmp_path: Path
) -> None:
    data = shutil.copytree(labelled_folder, tmp_path / "data")
    for path in (data / "train" / "NORMAL").iterdir():
        path.write_text(f"no picture: {path.name}")
    with pytest.raises(NothingToReadError, match="class NORMAL"):
        train([data], small_recipe(), Run(tmp_path / "run"))


def test_an_input_that_no_network_takes_is_told(labelled_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(HilumError, match="8 pixels is too small"):
        train([labelled_folder], small_recipe(input=InputSpec(8)), Run(tmp_path / "run"))


def test_seeds_share_one_split(labelled_folder: Path) -> None:
    manifests = {
        split_data([labelled_folder], small_recipe(seed=seed)).manifest() for seed in (1, 2)
    }
    assert len(manifests) == 1
