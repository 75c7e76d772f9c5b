"""A recipe and labelled radiographs become a trained network."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import Progress

from trainer.architectures import build_network
from trainer.architectures.freezing import freeze_until
from trainer.averaging import ValidateOnAverage
from trainer.balance import balanced_weights
from trainer.batches import Batches, EpochChance, Teacher
from trainer.copies import join_copies
from trainer.dataset import Example, find_all_examples
from trainer.devices import all_gpus
from trainer.keeping import (
    KeepHistory,
    KeepLast,
    KeepValidated,
    go_on,
    history_before,
    save_weights,
)
from trainer.learning_curves import LearningRate, RoundedAUC, rounded_accuracy
from trainer.pictures import Pictures, load_pictures
from trainer.progress import TrainingProgress
from trainer.recipe import Recipe, to_toml
from trainer.report.environment import describe_environment
from trainer.runs import Run
from trainer.splits import Split, split_by_folders, split_by_patient
from trainer.validation import perturbed
from viewer.errors import ExportError, NothingToReadError

SHARES = (0.7, 0.2, 0.1)
"""Training, validation and test."""

Labelled = tuple[NDArray[np.float32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Phase:
    """Epochs that train the same layers with one optimiser."""

    name: str
    first: int
    last: int
    learning_rate: float


def split_data(sources: Sequence[Path], recipe: Recipe) -> Split:
    """Find the examples of folders and tables and split them as the recipe says."""
    examples = join_copies(find_all_examples(sources))
    if recipe.split == "folders" and any(example.folder for example in examples):
        return split_by_folders(examples, recipe.validation_share, recipe.split_seed)
    return split_by_patient(examples, SHARES, recipe.split_seed)


def train(
    sources: Sequence[Path],
    recipe: Recipe,
    run: Run,
    *,
    teachers: Sequence[keras.Model] = (),
    strict: bool = False,
) -> keras.Model:
    """Train, and leave recipe, manifest, environment, history and network in the run's folder.

    A run that was killed goes on from its last whole epoch (early stopping and plateau decay
    count their epochs anew), and one that has ended is not trained again. What is kept is the
    network with the smallest loss on the perturbed validation radiographs, before or after a
    kill, or the last one where the recipe says so.

    Raises
    ------
    HilumError
        If a class is missing, a name in the recipe is unknown, the disk is too full, or the
        folder holds a run of another recipe or other data.
    """
    split = split_data(sources, recipe)
    _open_folder(run, recipe, split.manifest())
    if run.network.is_file():
        return keras.saving.load_model(run.network, compile=False)
    keras.utils.set_random_seed(recipe.seed)
    with all_gpus():
        return _train(split, recipe, run, teachers, strict)


def _train(
    split: Split, recipe: Recipe, run: Run, teachers: Sequence[keras.Model], strict: bool
) -> keras.Model:
    network = build_network(recipe.architecture, recipe.input.size, recipe.weights)
    _regularise(network, recipe)
    _check_disk(run, network)
    phases = _phases(recipe)
    _freeze(network, recipe, phases[-1])  # an unknown layer is told before anything is read
    pictures = read_and_tell(split.train, recipe, strict=strict)
    validation = perturbed(read_and_tell(split.validation, recipe, strict=strict))
    teacher = _mean_of(teachers) if teachers else None
    batches = Batches(pictures, balanced_weights(pictures.examples), recipe, teacher)
    for phase in phases:
        _train_phase(network, batches, validation, recipe, run, phase)
    network.save(run.network)
    shutil.rmtree(run.backup, ignore_errors=True)
    return network


def read_and_tell(examples: Sequence[Example], recipe: Recipe, *, strict: bool = False) -> Pictures:
    """Read pictures under a progress bar, and print what had to be skipped."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Reading radiographs", total=len(examples))
        pictures = load_pictures(
            examples, recipe.input, strict=strict, on_read=lambda: bar.advance(task)
        )
    for example, reason in pictures.skipped:
        console.print(f"skipped {example.path}: {reason}", markup=False, highlight=False)
    for label in {example.label for example in examples} - set(pictures.labels):
        raise NothingToReadError(
            f"Not one radiograph of the class {label.name} could be read.",
            "Check the files that were skipped.",
        )
    return pictures


def _phases(recipe: Recipe) -> list[_Phase]:
    frozen = min(recipe.fine_tuning.frozen_epochs, recipe.epochs)
    phases = (
        _Phase("frozen", 0, frozen, recipe.fine_tuning.learning_rate),
        _Phase("tuned", frozen, recipe.epochs, recipe.optimiser.learning_rate),
    )
    return [phase for phase in phases if phase.first < phase.last]


def _train_phase(
    network: keras.Model,
    batches: Batches,
    validation: Labelled,
    recipe: Recipe,
    run: Run,
    phase: _Phase,
) -> None:
    """Train one phase, or load it if it had ended before a kill."""
    ended = run.backup / f"{phase.name}.weights.h5"
    if ended.is_file():
        network.load_weights(ended)
        return
    _freeze(network, recipe, phase)
    network.compile(
        optimizer=_optimiser(recipe, phase, len(batches)),
        loss=keras.losses.BinaryCrossentropy(
            from_logits=True, label_smoothing=recipe.label_smoothing
        ),
        metrics=[rounded_accuracy, RoundedAUC(name="auc", from_logits=True)],
    )
    validated = run.backup / f"{phase.name}.validated.weights.h5"
    done = go_on(network, run.backup, phase.name)
    first = phase.first if done is None else done + 1
    earlier = history_before(run.history, first)
    losses = [float(row["val_loss"]) for row in earlier if int(row["epoch"]) >= phase.first]
    progress = TrainingProgress(recipe.epochs, len(batches))
    with progress:
        network.fit(
            batches,
            shuffle=False,  # the batches are drawn anew in each epoch, by the recipe's seed
            initial_epoch=first,
            epochs=phase.last,
            validation_data=validation,
            validation_batch_size=64,
            callbacks=[
                EpochChance(batches, recipe.seed),
                LearningRate(),
                KeepValidated(
                    validated, only_better=recipe.keep == "best", smallest=min(losses, default=None)
                ),
                KeepHistory(run.history),
                *_callbacks_of(recipe),
                KeepLast(run.backup, phase.name),
                progress,
            ],
            verbose=0,
        )
    network.load_weights(validated)
    save_weights(network, ended)


def _freeze(network: keras.Model, recipe: Recipe, phase: _Phase) -> None:
    until = recipe.fine_tuning.frozen_until
    if phase.name == "tuned" and until:
        freeze_until(network, until)
        return
    for layer in network.layers:
        layer.trainable = phase.name == "tuned" or layer.name == "logit"


def _optimiser(recipe: Recipe, phase: _Phase, steps: int) -> keras.Optimizer:
    choice = recipe.optimiser
    rate: float | keras.optimizers.schedules.LearningRateSchedule = phase.learning_rate
    if choice.decay == "cosine" and phase.name == "tuned":
        # A short warm-up keeps a new dense unit from shaking the weights below it.
        total = steps * (phase.last - phase.first)
        rate = keras.optimizers.schedules.CosineDecay(
            phase.learning_rate / 10,
            decay_steps=max(1, total - steps // 2),
            warmup_target=phase.learning_rate,
            warmup_steps=max(1, steps // 2),
        )
    average = {"use_ema": choice.average > 0, "ema_momentum": choice.average}
    if choice.name == "adamw":
        return keras.optimizers.AdamW(rate, weight_decay=choice.weight_decay, **average)
    return keras.optimizers.Adam(rate, **average)


def _callbacks_of(recipe: Recipe) -> list[keras.callbacks.Callback]:
    callbacks: list[keras.callbacks.Callback] = []
    if recipe.patience is not None:
        callbacks.append(keras.callbacks.EarlyStopping(patience=recipe.patience))
    if recipe.optimiser.decay == "plateau":
        callbacks.append(
            keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.3, patience=2)
        )
    if recipe.optimiser.average:
        callbacks.append(ValidateOnAverage())
    return callbacks


def _regularise(network: keras.Model, recipe: Recipe) -> None:
    """Put the recipe's dropout and L2 into a network that was built without them."""
    for layer in network.layers:
        if recipe.dropout is not None and isinstance(layer, keras.layers.Dropout):
            layer.rate = recipe.dropout
        if recipe.l2 and isinstance(layer, (keras.layers.Conv2D, keras.layers.Dense)):
            layer.kernel.regularizer = keras.regularizers.L2(recipe.l2)


def _mean_of(teachers: Sequence[keras.Model]) -> Teacher:
    def teach(images: NDArray[np.float32]) -> NDArray[np.float32]:
        logits = np.stack([teacher.predict_on_batch(images)[:, 0] for teacher in teachers])
        return (1.0 / (1.0 + np.exp(-logits))).mean(axis=0).astype(np.float32)

    return teach


def _check_disk(run: Run, network: keras.Model) -> None:
    # Weights, Adam's two moments and the average, in the best, the last and its predecessor,
    # and the two files that remain.
    needed = network.count_params() * 4 * (4 * 3 + 2)
    free = shutil.disk_usage(run.folder).free
    if free < needed:
        raise ExportError(
            f"{run.folder} has {free / 1e6:,.0f} MB left; the run needs {needed / 1e6:,.0f} MB.",
            "Free some space, or give another folder with --run.",
        )


def _open_folder(run: Run, recipe: Recipe, manifest: str) -> None:
    run.folder.mkdir(parents=True, exist_ok=True)
    for path, content, what in (
        (run.recipe, to_toml(recipe), "of another recipe"),
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
    if not run.environment.exists():
        run.environment.write_text(json.dumps(describe_environment(), indent=2), encoding="utf-8")
