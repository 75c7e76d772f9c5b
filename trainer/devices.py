"""One GPU or several, by Keras's own means."""

from collections.abc import Iterator
from contextlib import contextmanager

import keras


@contextmanager
def all_gpus() -> Iterator[None]:
    """Build and train a network inside: each batch is shared out among the GPUs there are.

    With one GPU or none, everything is as without. Keras shares out batches on TensorFlow
    (MirroredStrategy) and on JAX (DataParallel); on PyTorch one GPU is used.
    """
    if keras.backend.backend() == "tensorflow":
        import tensorflow as tf

        gpus = [gpu.name for gpu in tf.config.list_logical_devices("GPU")]
        if len(gpus) > 1:
            with tf.distribute.MirroredStrategy(gpus).scope():
                yield
            return
    if keras.backend.backend() == "jax":
        gpus = keras.distribution.list_devices("gpu")
        if len(gpus) > 1:
            before = keras.distribution.distribution()
            keras.distribution.set_distribution(keras.distribution.DataParallel(gpus))
            try:
                yield
            finally:
                keras.distribution.set_distribution(before)
            return
    yield
