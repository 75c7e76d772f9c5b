"""From a recipe to a model file, with the recipes that it builds upon."""

from pathlib import Path

import pytest

from tests.trainer.recipes import small_recipe, written
from trainer.commands.train import sources_of
from trainer.dataset import DatasetError
from trainer.making import Order, make
from trainer.recipe import Distillation, read_recipe
from trainer.runs import Run
from viewer.errors import UnsupportedFormatError


@pytest.mark.usefixtures("eagerly")
def test_teachers_are_trained_before_their_student(labelled_folder: Path, tmp_path: Path) -> None:
    written(small_recipe(epochs=1), tmp_path / "teacher.toml")
    student = small_recipe(
        epochs=1, version="0.0.1", distillation=Distillation(teacher="teacher.toml", seeds=(1, 2))
    )
    recipe = written(student, tmp_path / "student.toml")
    order = Order(recipe, (labelled_folder,), tmp_path / "runs", strict=False)
    run, card = make(order, None)
    assert run == Run(tmp_path / "runs" / "student")
    assert card.version == "0.0.1"
    teachers = [Run(tmp_path / "runs" / name) for name in ("teacher", "teacher-seed2")]
    assert [read_recipe(teacher.recipe).seed for teacher in teachers] == [1, 2]
    finished = [path.stat().st_mtime_ns for path in (*(t.network for t in teachers), run.network)]
    assert finished == sorted(finished)


def test_a_recipe_finds_its_data_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = written(small_recipe(data=("one", "two.csv")), tmp_path / "recipe.toml")
    monkeypatch.setenv("HILUM_DATA", str(tmp_path))
    assert sources_of(recipe, None) == (tmp_path / "one", tmp_path / "two.csv")
    assert sources_of(recipe, [Path("given")]) == (Path("given"),)


def test_a_recipe_without_data_asks_for_them(tmp_path: Path) -> None:
    recipe = written(small_recipe(), tmp_path / "recipe.toml")
    with pytest.raises(DatasetError, match="names no data"):
        sources_of(recipe, None)


def test_a_teacher_that_splits_the_data_otherwise_is_refused(
    labelled_folder: Path, tmp_path: Path
) -> None:
    written(small_recipe(split_seed=2), tmp_path / "teacher.toml")
    student = small_recipe(distillation=Distillation(teacher="teacher.toml", seeds=(1,)))
    recipe = written(student, tmp_path / "student.toml")
    order = Order(recipe, (labelled_folder,), tmp_path / "runs", strict=False)
    with pytest.raises(UnsupportedFormatError, match=r"differs from .* in split_seed"):
        make(order, None)
    assert not (tmp_path / "runs").exists()


@pytest.mark.usefixtures("eagerly")
def test_a_run_that_has_ended_keeps_its_model_file(labelled_folder: Path, tmp_path: Path) -> None:
    recipe = written(small_recipe(epochs=1), tmp_path / "recipe.toml")
    order = Order(recipe, (labelled_folder,), tmp_path / "runs", strict=False)
    run, card = make(order, None)
    before = run.onnx.read_bytes()
    assert make(order, None) == (run, card)
    assert run.onnx.read_bytes() == before
