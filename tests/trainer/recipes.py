"""A recipe that is run in seconds."""

from pathlib import Path

from trainer.augmentation import Augmentation
from trainer.recipe import Optimiser, Recipe, to_toml
from viewer.imaging import InputSpec


def small_recipe(**changes: object) -> Recipe:
    small = Recipe(
        architecture="cnn",
        input=InputSpec(32),
        epochs=2,
        batch=8,
        optimiser=Optimiser(learning_rate=1e-3),
        augmentation=Augmentation(flip=True, rotation=10, crop=(0.8, 1.0)),
        validation_share=0.25,
    )
    return small.model_copy(update=changes)


def written(recipe: Recipe, path: Path) -> Path:
    path.write_text(to_toml(recipe))
    return path
