"""From a recipe to a model file: its teachers first, then itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import keras

from trainer.export import export_run
from trainer.recipe import Recipe, read_recipe
from trainer.runs import Run
from trainer.training import train
from viewer.errors import UnsupportedFormatError
from viewer.reading import ModelCard, Provider, Reader

_SHARED = ("input", "split", "split_seed", "validation_share")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Attributes
    ----------
    recipe : Path
        Teachers are looked up beside it.
    sources : tuple of Path
        Folders and tables to learn from.
    runs : Path
        Where runs are kept; each in a folder named after its recipe.
    strict : bool
        Refuse data of which something can't be read.
    """

    recipe: Path
    sources: tuple[Path, ...]
    runs: Path
    strict: bool


def make(order: Order, seed: int | None) -> tuple[Run, ModelCard]:
    """Train with one seed, by default the recipe's own, and write the run's model file.

    Runs that were killed go on, and those that have ended are taken as they are with the
    figures in their cards, those of the teachers too.

    Raises
    ------
    HilumError
        As `train`; and if a teacher does not see and split the data as its student does.
    """
    recipe = read_recipe(order.recipe)
    run, _ = _train(order, order.recipe, recipe, seed, _teachers(order, recipe))
    if run.onnx.is_file():
        return run, Reader.open(run.onnx, Provider.CPU).card
    return run, export_run(run, order.sources)


def _teachers(order: Order, recipe: Recipe) -> Sequence[keras.Model]:
    choice = recipe.distillation
    if not choice.teacher:
        return ()
    path = order.recipe.with_name(choice.teacher)
    teacher = read_recipe(path)
    for key in _SHARED:
        if getattr(teacher, key) != getattr(recipe, key):
            # Another split would teach the student what it is to be validated and tested on.
            raise UnsupportedFormatError(
                f"{path} differs from {order.recipe} in {key}.",
                f"A teacher and its student must agree in {', '.join(_SHARED)}.",
            )
    return [_train(order, path, teacher, seed, ())[1] for seed in choice.seeds]


def _train(
    order: Order, path: Path, recipe: Recipe, seed: int | None, teachers: Sequence[keras.Model]
) -> tuple[Run, keras.Model]:
    name = path.stem
    if seed is not None and seed != recipe.seed:
        recipe, name = recipe.model_copy(update={"seed": seed}), f"{name}-seed{seed}"
    run = Run(order.runs / name)
    return run, train(order.sources, recipe, run, teachers=teachers, strict=order.strict)
