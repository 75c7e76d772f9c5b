"""What is frozen stays as it was while the rest trains."""

import keras
import numpy as np
import pytest

from trainer.architectures import build_network
from trainer.architectures.freezing import freeze_until
from viewer.errors import HilumError

SIZE = 32


@pytest.fixture(scope="module")
def network() -> keras.Model:
    return build_network("efficientnet-lite0", SIZE, "none")


def train_a_step(network: keras.Model) -> set[str]:
    """Names of the layers whose weights, moving statistics included, have changed."""
    before = {layer.name: layer.get_weights() for layer in network.layers}
    network.compile("sgd", keras.losses.BinaryCrossentropy(from_logits=True), run_eagerly=True)
    images = np.random.default_rng(1).uniform(0, 1, (4, SIZE, SIZE, 1)).astype(np.float32)
    network.train_on_batch(images, np.array([[0], [1], [1], [1]], np.float32))
    return {
        layer.name
        for layer in network.layers
        if any(
            not np.array_equal(a, b)
            for a, b in zip(before[layer.name], layer.get_weights(), strict=True)
        )
    }


def test_nothing_up_to_that_layer_changes_and_everything_after_it_does(
    network: keras.Model,
) -> None:
    freeze_until(network, "block2_add")
    names = [layer.name for layer in network.layers if layer.weights]
    first = names.index("block3_expand_convolution")
    assert train_a_step(network) == set(names[first:])


def test_a_frozen_body_leaves_the_end_alone_to_train(network: keras.Model) -> None:
    freeze_until(network, "pooled")
    assert train_a_step(network) == {"logit"}


def test_a_second_call_frees_what_it_does_not_name(network: keras.Model) -> None:
    freeze_until(network, "pooled")
    freeze_until(network, "stem_relu6")
    frozen = {layer.name for layer in network.layers if layer.weights and not layer.trainable}
    assert frozen == {"stem_convolution", "stem_normalisation"}


def test_an_unknown_layer_is_told_with_some_that_there_are(network: keras.Model) -> None:
    with pytest.raises(HilumError, match="block2_ad") as told:
        freeze_until(network, "block2_ad")
    assert "block2_add" in told.value.hint
