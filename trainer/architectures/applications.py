"""Four classic networks, as keras.applications builds them, on grey pictures.

Each sees a radiograph as the photographs of its ImageNet weights: standardised, the same in
all three colours, on the scale that its own preprocessing gives. Its layers keep the names of
keras.applications.
"""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import applications, layers

from trainer.architectures.ends import Standardise, end_in_pooling
from viewer.errors import DamagedFileError, HilumError

_DROPOUT = 0.2


def build_vgg16(size: int, weights: str) -> keras.Model:
    """Build VGG16 (Simonyan and Zisserman 2015), its three dense layers replaced by one unit.

    "Very Deep Convolutional Networks for Large-Scale Image Recognition", arXiv:1409.1556.
    """
    return _build("vgg16", applications.VGG16, applications.vgg16, size, weights)


def build_resnet50(size: int, weights: str) -> keras.Model:
    """Build ResNet-50 (He et al. 2016).

    "Deep Residual Learning for Image Recognition", arXiv:1512.03385.
    """
    return _build("resnet50", applications.ResNet50, applications.resnet, size, weights)


def build_densenet121(size: int, weights: str) -> keras.Model:
    """Build DenseNet-121 (Huang et al. 2017), which is CheXNet (Rajpurkar et al. 2017).

    "Densely Connected Convolutional Networks", arXiv:1608.06993; "CheXNet: Radiologist-Level
    Pneumonia Detection on Chest X-Rays with Deep Learning", arXiv:1711.05225.
    """
    return _build("densenet121", applications.DenseNet121, applications.densenet, size, weights)


def build_mobilenetv2(size: int, weights: str) -> keras.Model:
    """Build MobileNetV2 (Sandler et al. 2018).

    "MobileNetV2: Inverted Residuals and Linear Bottlenecks", arXiv:1801.04381.
    """
    return _build("mobilenetv2", applications.MobileNetV2, applications.mobilenet_v2, size, weights)


def _build(
    name: str, builder: Callable[..., keras.Model], module: Any, size: int, weights: str
) -> keras.Model:
    image = keras.Input((size, size, 1), name="image")
    photograph = _as_photograph(image, module.preprocess_input)
    body = builder(include_top=False, weights=None, input_tensor=photograph)
    if weights == "imagenet":
        body.set_weights(_download(name, builder).get_weights())
    elif weights != "none":
        _load(body, name, Path(weights))
    return end_in_pooling(image, body.output, _DROPOUT, name)


def _as_photograph(image: keras.KerasTensor, preprocess: Callable[..., Any]) -> keras.KerasTensor:
    """Grey 0..1 as (n, size, size, 3), as `preprocess` makes it of colours 0..255."""
    grey = Standardise()(image)
    middle, white = (preprocess(np.full((1, 1, 3), level)).ravel() for level in (127.5, 255.0))
    colours = layers.Concatenate()([grey, grey, grey])
    return layers.Rescaling((white - middle).tolist(), middle.tolist())(colours)


def _download(name: str, builder: Callable[..., keras.Model]) -> keras.Model:
    try:
        # The size is the one that the weights are of: MobileNetV2 has several.
        return builder(include_top=False, weights="imagenet", input_shape=(224, 224, 3))
    except Exception as error:  # Keras raises just that when a download fails
        raise HilumError(
            f"The ImageNet weights of {name} could not be downloaded: {error}",
            "Give a local file: keras.applications' weights without the top, .h5 or .weights.h5.",
        ) from error


def _load(body: keras.Model, name: str, file: Path) -> None:
    try:
        with warnings.catch_warnings():
            # Keras only warns where it finds no weights for a layer, and leaves it random.
            warnings.simplefilter("error", UserWarning)
            body.load_weights(file)
    except (KeyError, OSError, UserWarning, ValueError) as error:
        raise DamagedFileError(
            f"{file} does not hold the weights of {name}.",
            "Give keras.applications' weights without the top, .h5 or .weights.h5.",
        ) from error
