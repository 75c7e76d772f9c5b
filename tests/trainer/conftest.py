"""Small labelled folders, and networks that are expensive to build twice."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# A step of tf2onnx that fails fails the test, instead of being undone by a copy of the whole
# graph, made before each of some thirty steps.
os.environ.setdefault("TF2ONNX_CATCH_ERRORS", "FALSE")

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image


@pytest.fixture(scope="session")
def labelled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty-eight generated pictures, two a patient; pneumonia is a white patch."""
    root = tmp_path_factory.mktemp("labelled")
    random = np.random.default_rng(5)
    for folder, patients in (("train", 10), ("test", 2)):
        for label in ("NORMAL", "PNEUMONIA"):
            place = root / folder / label
            place.mkdir(parents=True)
            for patient in range(patients):
                for picture in range(2):
                    pixels = random.normal(90, 20, (64, 72))
                    pixels[8:56, 10:30] -= 40
                    pixels[8:56, 42:62] -= 40
                    stem = f"IM-{patient:04d}-{picture:04d}"
                    if label == "PNEUMONIA":
                        pixels[30:50, 12:28] += 110
                        stem = f"person{patient}_bacteria_{picture}"
                    grey = np.clip(pixels, 0, 255).astype(np.uint8)
                    Image.fromarray(grey).save(place / f"{stem}.jpeg", quality=95)
    return root


@pytest.fixture
def eagerly() -> Iterator[None]:
    """Train without tracing: of the few steps of a test, the graph is most of the time."""
    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)
