"""EfficientNet-Lite0: Tan and Le 2019 without squeeze-and-excitation, with ReLU6."""

from pathlib import Path

import keras
from keras import layers

from trainer.architectures.imagenet_weights import load_lite0_weights, read_pth

# (kernel, repeats, filters out, expansion, stride), Table 1 of Tan and Le 2019.
_STAGES = (
    (3, 1, 16, 1, 1),
    (3, 2, 24, 6, 2),
    (5, 2, 40, 6, 2),
    (3, 3, 80, 6, 2),
    (5, 3, 112, 6, 1),
    (5, 4, 192, 6, 2),
    (3, 1, 320, 6, 1),
)
_EPSILON = 1e-3


@keras.saving.register_keras_serializable("hilum")
class Standardise(layers.Layer):
    """Give each picture mean 0 and a standard deviation of one half.

    ImageNet's pictures, as (value - 127) / 128, have about those moments, and a
    radiograph's exposure and contrast are no finding.
    """

    def call(self, images: keras.KerasTensor) -> keras.KerasTensor:
        mean = keras.ops.mean(images, axis=(1, 2, 3), keepdims=True)
        variance = keras.ops.mean(keras.ops.square(images - mean), axis=(1, 2, 3), keepdims=True)
        return 0.5 * (images - mean) / keras.ops.sqrt(variance + 1e-6)


def lite0_body(image: keras.KerasTensor) -> keras.KerasTensor:
    """The convolutions: (n, size, size, channels) to (n, size / 32, size / 32, 1280)."""
    x = _convolution(image, 32, 3, 2, "stem")
    block = 0
    for kernel, repeats, filters, expansion, stride in _STAGES:
        for repeat in range(repeats):
            x = _inverted_residual(
                x, kernel, filters, expansion, stride if repeat == 0 else 1, f"block{block}"
            )
            block += 1
    return _convolution(x, 1280, 1, 1, "head")


def build_efficientnet_lite0(size: int, weights: str = "imagenet") -> keras.Model:
    """Build the network, from (n, size, size, 1) grey level 0..1 to (n, 1) logit.

    It ends in global average pooling and one dense unit, so that the mean of what each
    place contributes, plus the bias, is the logit (Zhou et al. 2016).
    """
    image = keras.Input((size, size, 1), name="image")
    x = layers.Activation("linear", name="features")(lite0_body(Standardise()(image)))
    x = layers.GlobalAveragePooling2D(name="pooled")(x)
    x = layers.Dropout(0.2)(x)
    model = keras.Model(image, layers.Dense(1, name="logit")(x), name="efficientnet-lite0")
    if weights == "imagenet":
        load_lite0_weights(model)
    elif weights != "none":
        load_lite0_weights(model, read_pth(Path(weights)))
    return model


def _convolution(
    x: keras.KerasTensor, filters: int, kernel: int, stride: int, name: str
) -> keras.KerasTensor:
    x = layers.Conv2D(
        filters, kernel, stride, padding="same", use_bias=False, name=f"{name}_convolution"
    )(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_normalisation")(x)
    return layers.ReLU(6.0, name=f"{name}_relu6")(x)


def _inverted_residual(
    x: keras.KerasTensor, kernel: int, filters: int, expansion: int, stride: int, name: str
) -> keras.KerasTensor:
    shortcut, channels = x, x.shape[-1]
    if expansion != 1:
        x = _convolution(x, channels * expansion, 1, 1, f"{name}_expand")
    x = layers.DepthwiseConv2D(
        kernel, stride, padding="same", use_bias=False, name=f"{name}_depthwise_convolution"
    )(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_depthwise_normalisation")(x)
    x = layers.ReLU(6.0, name=f"{name}_depthwise_relu6")(x)
    x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_project_convolution")(x)
    x = layers.BatchNormalization(epsilon=_EPSILON, name=f"{name}_project_normalisation")(x)
    if stride == 1 and channels == filters:
        x = layers.Add(name=f"{name}_add")([x, shortcut])
    return x
