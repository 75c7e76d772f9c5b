"""The batches of a training run: drawn, bent and mixed anew in every epoch."""

from collections.abc import Callable

import keras
import numpy as np
from numpy.typing import NDArray

from trainer.augmentation import augment, cutmix
from trainer.pictures import Pictures
from trainer.recipe import Recipe

Array = NDArray[np.float32]
Teacher = Callable[[Array], Array]
"""From images (n, size, size, 1) to probabilities (n,)."""

_DRAWS_BITS = 20
"""A generator counts its draws; an epoch has fewer than two to that power."""


class Batches(keras.utils.PyDataset):
    """Batches of (images, labels, weights), the same for one recipe, epoch and number.

    All chance comes from the recipe's seed, the epoch and the batch's number, so that a run
    that was killed sees after it what it would have seen.

    Parameters
    ----------
    weights : ndarray, (n,), mean 1
        How much each picture counts: in the loss, or, where the recipe balances the batches,
        in how often it is drawn.
    teacher : Teacher or None
        Its probabilities take the recipe's share of the labels (Hinton et al. 2015), on the
        very pictures that the network is shown (Beyer et al. 2022).
    """

    def __init__(
        self, pictures: Pictures, weights: Array, recipe: Recipe, teacher: Teacher | None = None
    ) -> None:
        super().__init__()
        self.epoch = 0
        self._pictures = pictures
        self._weights = weights
        self._recipe = recipe
        self._teacher = teacher

    def __len__(self) -> int:
        return -(-len(self._pictures.labels) // self._recipe.batch)

    def __getitem__(self, number: int) -> tuple[Array, Array, Array]:
        recipe = self._recipe
        random = np.random.default_rng((recipe.seed, self.epoch, number))
        drawn = self._order()[number * recipe.batch : (number + 1) * recipe.batch]
        images = np.stack(
            [augment(self._pictures.images[i], recipe.augmentation, random) for i in drawn]
        )
        labels = self._pictures.labels[drawn]
        if recipe.augmentation.cutmix:
            images, labels = cutmix(images, labels, recipe.augmentation.cutmix, random)
        if self._teacher is not None:
            share = recipe.distillation.share
            labels = (1.0 - share) * labels + share * self._teacher(images)
        weights = self._weights[drawn] if recipe.balance == "weights" else np.ones_like(labels)
        return images, labels, weights

    def _order(self) -> NDArray[np.intp]:
        random = np.random.default_rng((self._recipe.seed, self.epoch))
        count = len(self._weights)
        if self._recipe.balance == "batches":
            return random.choice(count, count, p=self._weights / self._weights.sum())
        return random.permutation(count)


class EpochChance(keras.callbacks.Callback):
    """Begin each epoch with chance of its own, whether or not the run was killed before it.

    Keras backs up no state of the generators behind dropout, so that a resumed run would
    drop what its first epochs dropped.
    """

    def __init__(self, batches: Batches, seed: int) -> None:
        super().__init__()
        self._batches = batches
        self._seed = seed

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self._batches.epoch = epoch
        generators = (getattr(layer, "seed_generator", None) for layer in self.model.layers)
        for number, generator in enumerate(filter(None, generators)):
            seed = (self._seed + number) % 2**32
            generator.state.assign((seed, epoch << _DRAWS_BITS))
