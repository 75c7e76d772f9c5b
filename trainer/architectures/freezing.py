"""Fine-tuning: the part of a network that training leaves alone."""

import difflib

import keras

from viewer.errors import HilumError


def freeze_until(network: keras.Model, layer_name: str) -> None:
    """Freeze every layer up to and including one, in topological order; free those after it.

    A frozen batch normalisation also keeps its moving statistics and normalises with them
    while the network trains. Keras asks which layers train when a network is compiled: call
    this before `compile`, and compile again after another call.

    Raises
    ------
    HilumError
        If the network has no layer of that name.
    """
    names = [layer.name for layer in network.layers]
    if layer_name not in names:
        alike = difflib.get_close_matches(layer_name, names, n=5, cutoff=0.0)
        raise HilumError(
            f"The network {network.name} has no layer {layer_name}.",
            f"Choose a layer such as {', '.join(alike)}.",
        )
    last = names.index(layer_name)
    for place, layer in enumerate(network.layers):
        layer.trainable = place > last
