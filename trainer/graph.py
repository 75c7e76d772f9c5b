"""The exported graph: from a picture to everything that the contract asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

from trainer.scope import ScopeModel
from viewer.reading.card import Calibration, Contribution

Tensor = Any

_MEAN_IS_LOGIT = {
    "method": "class activation map",
    "description": (
        "Each place's features times the weights of the last dense unit (Zhou et al. 2016): "
        "their mean plus the bias is the logit."
    ),
}
_HIRESCAM = {
    "method": "HiResCAM",
    "description": (
        "Each place's features times the logit's gradient there, times the number of places "
        "(Draelos and Carin 2020). Behind the fully connected end the remainder, logit minus "
        "mean, differs from picture to picture."
    ),
}


def describe_contribution(network: keras.Model, full_scale: float) -> Contribution:
    """What the card says of this network's contribution."""
    if not _ends_in_pooling(network):
        return Contribution(bias=None, full_scale=full_scale, **_HIRESCAM)
    bias = float(np.asarray(network.get_layer("logit").get_weights()[1])[0])
    return Contribution(bias=bias, full_scale=full_scale, **_MEAN_IS_LOGIT)


def outputs_of(network: keras.Model) -> Callable[[Tensor], tuple[Tensor, Tensor, Tensor]]:
    """A function from (n, size, size, 1) to logit (n,), contribution (n, h, w), features (n, c).

    `features` is what the last dense unit sees; the scope distance is measured on it.
    """
    return _pooled_outputs(network) if _ends_in_pooling(network) else _connected_outputs(network)


def contract_outputs(
    network: keras.Model, calibration: Calibration, scope: ScopeModel
) -> Callable[[Tensor], dict[str, Tensor]]:
    """A function from (n, size, size, 1) to the contract's outputs by name, in graph operations."""
    outputs = outputs_of(network)

    def run(image: Tensor) -> dict[str, Tensor]:
        logit, contribution, features = outputs(image)
        return {
            "probability": ops.sigmoid(calibration.scale * logit + calibration.offset),
            "logit": logit,
            "contribution": contribution,
            "scope_distance": _distance(scope, features),
        }

    return run


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What a network says of n images, as arrays.

    Attributes
    ----------
    logits : ndarray, (n,), float64
    peaks : ndarray, (n,), float32, the largest contribution of each
    features : ndarray, (n, c), float32
    """

    logits: NDArray[np.float64]
    peaks: NDArray[np.float32]
    features: NDArray[np.float32]


def ask(network: keras.Model, images: NDArray[np.float32]) -> Answers:
    """Run (n, size, size, 1) images through `outputs_of`, some at a time."""
    outputs = outputs_of(network)
    logits, peaks, features = [], [], []
    for start in range(0, len(images), 64):
        logit, contribution, feature = outputs(images[start : start + 64])
        logits.append(ops.convert_to_numpy(logit))
        peaks.append(ops.convert_to_numpy(ops.max(contribution, axis=(1, 2))))
        features.append(ops.convert_to_numpy(feature))
    return Answers(
        np.concatenate(logits).astype(np.float64), np.concatenate(peaks), np.concatenate(features)
    )


def _ends_in_pooling(network: keras.Model) -> bool:
    return any(layer.name == "pooled" for layer in network.layers)


def _body(network: keras.Model, *layers: str) -> keras.Model:
    return keras.Model(network.input, [network.get_layer(name).output for name in layers])


def _pooled_outputs(network: keras.Model) -> Callable[[Tensor], tuple[Tensor, Tensor, Tensor]]:
    body = _body(network, "features", "pooled")
    weights, bias = (np.asarray(w) for w in network.get_layer("logit").get_weights())

    def run(image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        places, pooled = body(image, training=False)
        contribution = ops.squeeze(ops.matmul(places, weights), -1)
        logit = ops.squeeze(ops.matmul(pooled, weights), -1) + bias[0]
        return logit, contribution, pooled

    return run


def _connected_outputs(network: keras.Model) -> Callable[[Tensor], tuple[Tensor, Tensor, Tensor]]:
    body = _body(network, "features", "fully_connected")
    inner, _ = (np.asarray(w) for w in network.get_layer("fully_connected").get_weights())
    weights, bias = (np.asarray(w) for w in network.get_layer("logit").get_weights())
    _, rows, columns, channels = body.output_shape[0]

    def run(image: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        places, hidden = body(image, training=False)
        logit = ops.squeeze(ops.matmul(hidden, weights), -1) + bias[0]
        # d logit / d places: back through the dense unit, the ReLU, and the dense layer.
        open_units = ops.cast(hidden > 0, "float32") * weights[:, 0]
        gradient = ops.reshape(ops.matmul(open_units, inner.T), (-1, rows, columns, channels))
        contribution = float(rows * columns) * ops.sum(gradient * places, axis=-1)
        return logit, contribution, hidden

    return run


def _distance(scope: ScopeModel, features: Tensor) -> Tensor:
    """`ScopeModel.distance` in graph operations."""
    centred = features - scope.mean
    along = ops.matmul(centred, scope.basis)
    residual = ops.sum(ops.square(centred - ops.matmul(along, scope.basis.T)), axis=1)
    squared = ops.mean(ops.square(along / scope.deviations), axis=1)
    return ops.sqrt(squared + residual / scope.residual_variance)
