"""How else a folder is read: one file at a time, in a loop."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread

if TYPE_CHECKING:
    import keras

ReadOne = Callable[[Path], object]


def keras_predict(network: "keras.Model") -> ReadOne:
    """As the author of a trained Keras model reads one file."""
    import keras

    size = network.input_shape[1]

    def read(path: Path) -> object:
        if path.suffix == ".dcm":
            picture = Image.fromarray(_eight_bits(path)).resize((size, size))
        else:
            picture = keras.utils.load_img(path, color_mode="grayscale", target_size=(size, size))
        image = keras.utils.img_to_array(picture) / 255.0
        return network.predict(image[np.newaxis], verbose=0)

    return read


def onnx_runtime(model: Path) -> ReadOne:
    """As a batch script for an ONNX model reads one file; the session as it is by default."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    size = session.get_inputs()[0].shape[1]

    def read(path: Path) -> object:
        if path.suffix == ".dcm":
            picture = Image.fromarray(_eight_bits(path))
        else:
            picture = Image.open(path).convert("L")
        image = np.asarray(picture.resize((size, size)), np.float32) / 255.0
        return session.run(None, {"image": image[np.newaxis, :, :, np.newaxis]})

    return read


def _eight_bits(path: Path) -> NDArray[np.uint8]:
    dataset = dcmread(path)
    values = dataset.pixel_array.astype(np.float32)
    grey = 255.0 * (values - values.min()) / (values.max() - values.min())
    if dataset.PhotometricInterpretation == "MONOCHROME1":
        grey = 255.0 - grey
    return grey.astype(np.uint8)
