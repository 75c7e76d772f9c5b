"""What a recipe says, and what is said of a recipe that can't be followed."""

import subprocess
import sys
from pathlib import Path

import pytest
import tomli_w

from trainer.architectures import ARCHITECTURES
from trainer.recipe import read_recipe, to_toml
from viewer.errors import FileUnavailableError, UnsupportedFormatError

RECIPES = sorted((Path(__file__).parents[2] / "trainer" / "recipes").glob("*.toml"))
LEAST = {
    "architecture": "cnn",
    "input": {"size": 32},
    "epochs": 1,
    "optimiser": {"learning_rate": 0.001},
}


def recipe_file(folder: Path, **changes: object) -> Path:
    path = folder / "recipe.toml"
    path.write_text(tomli_w.dumps({**LEAST, **changes}))
    return path


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_each_shipped_recipe_can_be_followed(path: Path) -> None:
    recipe = read_recipe(path)
    assert recipe.architecture in ARCHITECTURES
    if recipe.distillation.teacher:
        assert recipe.distillation.seeds
        assert read_recipe(path.with_name(recipe.distillation.teacher))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_kept_beside_a_run_is_read_as_it_was(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.toml"
    kept.write_text(to_toml(read_recipe(path)))
    assert read_recipe(kept) == read_recipe(path)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"epoch": 3}, "epoch: no recipe has it"),
        ({"optimiser": {"learning_rate": 0.1, "momentum": 1}}, "optimiser.momentum: no recipe has"),
        ({"epochs": 0}, "epochs: Input should be greater than or equal to 1"),
        ({"augmentation": {"jpeg": 500}}, "augmentation.jpeg"),
        ({"augmentation": {"crop": [1.2, 0.5]}}, "augmentation.crop"),
        ({"seed": -1}, "seed: Input should be"),
        ({"about": "nowhere.json"}, "nowhere.json"),
    ],
)
def test_what_no_recipe_has_is_named(changes: dict[str, object], told: str, tmp_path: Path) -> None:
    with pytest.raises((UnsupportedFormatError, FileUnavailableError)) as error:
        read_recipe(recipe_file(tmp_path, **changes))
    assert told in error.value.sentence


@pytest.mark.parametrize("content", [b"epochs = = 3", b"\xff\xfe\x00"])
def test_what_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "recipe.toml"
    path.write_bytes(content)
    with pytest.raises(UnsupportedFormatError, match="is no TOML file"):
        read_recipe(path)


def test_a_recipe_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match=r"missing\.toml"):
        read_recipe(tmp_path / "missing.toml")


def test_reading_a_recipe_needs_no_tensorflow() -> None:
    code = "import sys, trainer.recipe; assert 'tensorflow' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
