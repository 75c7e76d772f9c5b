"""A recipe and a folder of radiographs become a trained network."""

import csv
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray

from trainer.architectures import ARCHITECTURES
from trainer.augmentation import augmentation
from trainer.dataset import Example, find_examples
from trainer.pictures import Pictures, load_pictures
from trainer.recipe import Recipe
from trainer.splits import Split, split_by_folders, split_by_patient
from viewer.errors import ExportError

SHARES = (0.7, 0.2, 0.1)
"""Training, validation and test."""

_PERTURBED_COPIES = 2


@dataclass(frozen=True, slots=True)
class Run:
    """The folder of a run, and what is kept in it."""

    folder: Path

    @property
    def recipe(self) -> Path:
        return self.folder / "recipe.json"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.tsv"

    @property
    def history(self) -> Path:
        return self.folder / "history.csv"

    @property
    def network(self) -> Path:
        return self.folder / "network.keras"

    @property
    def onnx(self) -> Path:
        return self.folder / "model.onnx"

    @property
    def best(self) -> Path:
        return self.folder / "backup" / "best.weights.h5"

    @property
    def backup(self) -> Path:
        return self.folder / "backup"


def split_data(data: Path, recipe: Recipe) -> Split:
    """Find the examples and split them as the recipe says."""
    examples = find_examples(data)
    if recipe.split == "folders" and any(example.folder for example in examples):
        return split_by_folders(examples, recipe.validation_share, recipe.seed)
    return split_by_patient(examples, SHARES, recipe.seed)


def train(data: Path, recipe: Recipe, run: Run) -> keras.Model:
    """Train, and leave recipe, manifest, history and the best network in the run's folder.

    A run that was killed goes on from its last whole epoch (early stopping counts its patience
    anew), and one that has ended is not trained again. The network that is kept is the one
    with the smallest loss on the perturbed validation radiographs, before or after a kill.

    Raises
    ------
    HilumError
        If a class is missing, or the folder holds a run of another recipe or other data.
    """
    split = split_data(data, recipe)
    _open_folder(run, recipe, split.manifest(data))
    if run.network.is_file():
        return keras.saving.load_model(run.network)
    train_pictures = read_or_tell(split.train, recipe)
    validation_images, validation_labels = perturbed(read_or_tell(split.validation, recipe), recipe)
    keras.utils.set_random_seed(recipe.seed)
    network = ARCHITECTURES[recipe.architecture](recipe.input.size)
    trainee = keras.Sequential(
        [augmentation(recipe.augmentation, recipe.input.size, recipe.seed), network]
    )
    steps = -(-len(train_pictures.labels) // recipe.batch)
    trainee.compile(
        optimizer=keras.optimizers.Adam(_learning_rate(recipe, steps)),
        loss=keras.losses.BinaryCrossentropy(
            from_logits=True, label_smoothing=recipe.label_smoothing
        ),
        metrics=[
            keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0),
            keras.metrics.AUC(name="auc", from_logits=True),
        ],
    )
    trainee.fit(
        train_pictures.images,
        train_pictures.labels,
        batch_size=recipe.batch,
        epochs=recipe.epochs,
        validation_data=(validation_images, validation_labels),
        class_weight=_balanced(train_pictures.labels),
        callbacks=_callbacks(recipe, run),
        verbose=2,
    )
    trainee.load_weights(run.best)
    network.save(run.network)
    shutil.rmtree(run.backup, ignore_errors=True)
    return network


def read_or_tell(examples: Iterable[Example], recipe: Recipe) -> Pictures:
    """Read pictures, and print what had to be skipped."""
    pictures = load_pictures(tuple(examples), recipe.input)
    for example, reason in pictures.skipped:
        print(f"skipped {example.path}: {reason}")
    return pictures


def perturbed(
    pictures: Pictures, recipe: Recipe
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The pictures, followed by copies under the recipe's augmentation, always the same ones.

    Clean validation saturates (AUC 0.996 and more) and can tell neither epochs nor
    thresholds apart; radiographs of another day, with other framing and exposure, can.

    Returns
    -------
    tuple of ndarray, (m, size, size, 1) and (m,), float32
    """
    augment = augmentation(recipe.augmentation, recipe.input.size, recipe.seed + 1000)
    copies = [
        np.concatenate(
            [
                keras.ops.convert_to_numpy(augment(pictures.images[i : i + 64], training=True))
                for i in range(0, len(pictures.images), 64)
            ]
        )
        for _ in range(_PERTURBED_COPIES)
    ]
    return (
        np.concatenate([pictures.images, *copies]),
        np.tile(pictures.labels, 1 + _PERTURBED_COPIES),
    )


def _open_folder(run: Run, recipe: Recipe, manifest: str) -> None:
    run.folder.mkdir(parents=True, exist_ok=True)
    for path, content, what in (
        (run.recipe, recipe.model_dump_json(indent=2), "of another recipe"),
        (run.manifest, manifest, "on other data"),
    ):
        if not path.exists():
            partial = path.with_suffix(".partial")
            partial.write_text(content, encoding="utf-8")
            partial.replace(path)
        elif path.read_text(encoding="utf-8") != content:
            raise ExportError(
                f"{run.folder} holds a run {what}.",
                "Give another folder with --run, or delete this one.",
            )


def _learning_rate(
    recipe: Recipe, steps: int
) -> float | keras.optimizers.schedules.LearningRateSchedule:
    if recipe.decay == "plateau":
        return recipe.learning_rate
    # A short warm-up keeps the new dense unit from shaking the ImageNet weights.
    return keras.optimizers.schedules.CosineDecay(
        recipe.learning_rate / 10,
        decay_steps=max(1, steps * recipe.epochs - steps // 2),
        warmup_target=recipe.learning_rate,
        warmup_steps=max(1, steps // 2),
    )


def _callbacks(recipe: Recipe, run: Run) -> list[keras.callbacks.Callback]:
    callbacks: list[keras.callbacks.Callback] = [
        keras.callbacks.ModelCheckpoint(
            run.best,
            save_best_only=True,
            save_weights_only=True,
            initial_value_threshold=_smallest_loss(run),
        ),
        keras.callbacks.CSVLogger(run.history, append=True),
        keras.callbacks.EarlyStopping(patience=recipe.patience),
        # Last: an epoch is done only when all that is kept of it is on the disk.
        keras.callbacks.BackupAndRestore(run.backup / "last", delete_checkpoint=False),
    ]
    if recipe.decay == "plateau":
        callbacks.append(
            keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.3, patience=2)
        )
    return callbacks


def _smallest_loss(run: Run) -> float | None:
    """The smallest validation loss of the epochs before a kill; None if there is none."""
    if not run.best.is_file() or not run.history.is_file():
        return None
    rows = csv.DictReader(run.history.read_text(encoding="utf-8").splitlines())
    return min((float(row["val_loss"]) for row in rows), default=None)


def _balanced(labels: NDArray[np.float32]) -> dict[int, float]:
    """Weights that give each class half of the loss."""
    share = float(labels.mean())
    return {0: 0.5 / (1.0 - share), 1: 0.5 / share}
