"""What a training run is shown, epoch by epoch."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.trainer.recipes import small_recipe
from trainer.augmentation import Augmentation
from trainer.batches import Batches
from trainer.dataset import Example, Label
from trainer.pictures import Pictures
from trainer.recipe import Distillation, Recipe

Array = NDArray[np.float32]


def recipe(**changes: object) -> Recipe:
    """Pictures stay as they are, unless the changes say otherwise."""
    return small_recipe(**{"augmentation": Augmentation(), **changes})


def pictures(normal: int, pneumonia: int) -> Pictures:
    """Pictures that are their number, as grey level."""
    count = normal + pneumonia
    grey = (np.arange(count, dtype=np.float32) / 255)[:, np.newaxis, np.newaxis, np.newaxis]
    labels = np.array([0] * normal + [1] * pneumonia, np.float32)
    examples = tuple(
        Example(Path(f"{i}.png"), Label(int(label)), str(i), "", "")
        for i, label in enumerate(labels)
    )
    return Pictures(np.tile(grey, (1, 32, 32, 1)), labels, examples, ())


def epoch_of(batches: Batches, epoch: int) -> tuple[Array, Array, Array]:
    batches.epoch = epoch
    parts = [batches[number] for number in range(len(batches))]
    images, labels, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return images, labels, weights


def numbers(images: Array) -> list[int]:
    return np.rint(images[:, 0, 0, 0] * 255).astype(int).tolist()


def test_an_epoch_shows_each_picture_once_with_its_label() -> None:
    batches = Batches(pictures(13, 7), np.ones(20, np.float32), recipe())
    images, labels, _ = epoch_of(batches, 0)
    assert sorted(numbers(images)) == list(range(20))
    assert labels.tolist() == [float(number >= 13) for number in numbers(images)]


def test_epochs_differ_and_each_can_be_drawn_again() -> None:
    bent = recipe(augmentation=Augmentation(crop=(0.5, 1.5), noise=0.1, cutmix=0.5))
    first = Batches(pictures(13, 7), np.ones(20, np.float32), bent)
    second = Batches(pictures(13, 7), np.ones(20, np.float32), bent)
    third_epoch = epoch_of(first, 3)[0]
    assert not np.array_equal(epoch_of(first, 2)[0], third_epoch)
    np.testing.assert_array_equal(epoch_of(second, 3)[0], third_epoch)


def test_weights_go_with_their_pictures() -> None:
    weights = np.arange(20, dtype=np.float32)
    images, _, shown = epoch_of(Batches(pictures(13, 7), weights, recipe()), 0)
    assert shown.tolist() == numbers(images)


def test_balanced_batches_draw_both_classes_alike() -> None:
    weights = np.array([200 / 360] * 180 + [200 / 40] * 20, np.float32)
    batches = Batches(pictures(180, 20), weights, recipe(balance="batches"))
    drawn = [epoch_of(batches, epoch) for epoch in range(5)]
    labels = np.concatenate([labels for _, labels, _ in drawn])
    assert labels.mean() == pytest.approx(0.5, abs=0.06)
    assert {float(weight) for *_, weights in drawn for weight in weights} == {1.0}


def test_a_teacher_takes_its_share_of_the_label_on_the_picture_that_is_shown() -> None:
    shown: list[Array] = []

    def teacher(images: Array) -> Array:
        shown.append(images)
        return np.full(len(images), 0.25, np.float32)

    of = recipe(distillation=Distillation(share=0.4), augmentation=Augmentation(crop=(0.5, 1.5)))
    images, labels, _ = Batches(pictures(4, 4), np.ones(8, np.float32), of, teacher)[0]
    np.testing.assert_array_equal(shown[0], images)
    assert sorted(labels.tolist()) == pytest.approx([0.1] * 4 + [0.7] * 4)
