"""What networks with a class activation map begin and end with."""

import keras
from keras import layers


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


def end_in_pooling(
    image: keras.KerasTensor, places: keras.KerasTensor, dropout: float, name: str
) -> keras.Model:
    """Close a network with global average pooling and one dense unit.

    The mean of what each place contributes, plus the bias, is then the logit (Zhou et al.
    2016, "Learning Deep Features for Discriminative Localization").

    Parameters
    ----------
    image : KerasTensor, (n, size, size, 1)
        The network's input.
    places : KerasTensor, (n, h, w, c)
        Its last map.
    """
    x = layers.Activation("linear", name="features")(places)
    x = layers.GlobalAveragePooling2D(name="pooled")(x)
    x = layers.Dropout(dropout)(x)
    return keras.Model(image, layers.Dense(1, name="logit")(x), name=name)
