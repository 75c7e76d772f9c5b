"""Every architecture trains, is saved and loaded, and keeps the contract once exported."""

from pathlib import Path

import keras
import numpy as np
import pytest
from keras import applications
from numpy.typing import NDArray

from tests.stand_in import stand_in_card
from trainer.architectures import ARCHITECTURES, build_network
from trainer.architectures.ends import Standardise
from trainer.export import write_onnx
from trainer.graph import describe_contribution
from trainer.scope import ScopeModel
from viewer.errors import HilumError
from viewer.imaging import InputSpec
from viewer.reading.card import Calibration
from viewer.reading.model_file import OUTPUTS, ModelFile, Provider, open_model

SIZE = 64
CALIBRATION = Calibration(scale=0.7, offset=-0.2)
CLASSIC = {
    "vgg16": applications.vgg16,
    "resnet50": applications.resnet,
    "densenet121": applications.densenet,
    "mobilenetv2": applications.mobilenet_v2,
}
EXPORTED = sorted(CLASSIC)
"""Exporting takes seconds each: cnn and efficientnet-lite0, which stands for the Lites of other
widths and depths, are exported in test_export.py."""


def images(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(2).uniform(0, 1, (count, SIZE, SIZE, 1)).astype(np.float32)


@pytest.fixture(scope="module", params=ARCHITECTURES)
def untrained(request: pytest.FixtureRequest) -> keras.Model:
    keras.utils.set_random_seed(7)
    return build_network(request.param, SIZE, "none")


@pytest.fixture(scope="module")
def step(untrained: keras.Model) -> tuple[keras.Model, float, list[NDArray[np.float32]]]:
    """The network after one step of training, that step's loss, and the weights before it."""
    before = [np.array(weight) for weight in untrained.trainable_variables]
    for layer in untrained.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            # One step then moves the statistics far enough to show a mistake in them; all the
            # way to those of four pictures, ResNet's float32 would be good to 1e-3 only.
            layer.momentum = 0.5
    untrained.compile(
        keras.optimizers.SGD(1e-4),
        keras.losses.BinaryCrossentropy(from_logits=True),
        run_eagerly=True,
    )
    labels = np.array([[0], [1], [0], [1]], np.float32)
    return untrained, float(untrained.train_on_batch(images(4), labels)), before


def test_trains_for_a_step(step: tuple[keras.Model, float, list[NDArray[np.float32]]]) -> None:
    network, loss, before = step
    assert np.isfinite(loss)
    after = [np.asarray(weight) for weight in network.trainable_variables]
    assert all(np.isfinite(weight).all() for weight in after)
    moved = [not np.array_equal(a, b) for a, b in zip(after, before, strict=True)]
    # A bias in front of a normalisation has no gradient but rounding; every kernel has one.
    kernels = [weight.ndim > 1 for weight in before]
    assert all(moved[place] for place, kernel in enumerate(kernels) if kernel)


def test_says_the_same_after_it_was_saved_and_loaded(
    step: tuple[keras.Model, float, list[NDArray[np.float32]]], tmp_path: Path
) -> None:
    network, _, _ = step
    network.save(tmp_path / "network.keras")
    loaded = keras.saving.load_model(tmp_path / "network.keras")
    np.testing.assert_allclose(
        np.asarray(loaded(images(2))), np.asarray(network(images(2))), atol=1e-5
    )


@pytest.mark.parametrize("untrained", EXPORTED, indirect=True)
def test_keeps_the_contract_when_exported(
    step: tuple[keras.Model, float, list[NDArray[np.float32]]], tmp_path: Path
) -> None:
    network, _, _ = step
    model = export(network, tmp_path / "model.onnx")
    session = model.session
    assert [(i.name, i.type, i.shape[1:]) for i in session.get_inputs()] == [
        ("image", "tensor(float)", [SIZE, SIZE, 1])
    ]
    assert {output.name: output.type for output in session.get_outputs()} == dict.fromkeys(
        OUTPUTS, "tensor(float)"
    )
    for count in (1, 3):
        answers = session.run(list(OUTPUTS), {"image": images(count)})
        said = dict(zip(OUTPUTS, answers, strict=True))
        assert {name: value.shape for name, value in said.items()} == {
            "probability": (count,),
            "logit": (count,),
            "contribution": (count, SIZE // 32, SIZE // 32),
            "scope_distance": (count,),
        }
        assert ((said["probability"] >= 0) & (said["probability"] <= 1)).all()
        total = said["contribution"].mean(axis=(1, 2)) + model.card.contribution.bias
        np.testing.assert_allclose(total, said["logit"], atol=1e-4)
        expected = np.asarray(network(images(count)))[:, 0]
        np.testing.assert_allclose(said["logit"], expected, atol=1e-4)


@pytest.mark.parametrize("untrained", CLASSIC, indirect=True)
def test_grey_is_prepared_as_the_photographs_of_imagenet_were(untrained: keras.Model) -> None:
    rescaling = next(x for x in untrained.layers if isinstance(x, keras.layers.Rescaling))
    photograph = 127.5 + 127.5 * np.repeat(np.asarray(Standardise()(images(1))), 3, axis=-1)
    np.testing.assert_allclose(
        np.asarray(keras.Model(untrained.input, rescaling.output)(images(1))),
        CLASSIC[untrained.name].preprocess_input(photograph),
        atol=1e-3,
    )


def export(network: keras.Model, path: Path) -> ModelFile:
    features = network.get_layer("pooled").output.shape[-1]
    scope = ScopeModel(
        mean=np.zeros(features, np.float32),
        basis=np.eye(features, 4, dtype=np.float32),
        deviations=np.ones(4, np.float32),
        residual_variance=1.0,
    )
    card = stand_in_card().model_copy(
        update={
            "input": InputSpec(SIZE),
            "calibration": CALIBRATION,
            "contribution": describe_contribution(network, 1.0),
        }
    )
    write_onnx(network, CALIBRATION, scope, card, path)
    return open_model(path, Provider.CPU)


def test_an_unknown_architecture_is_told_with_those_that_there_are() -> None:
    with pytest.raises(HilumError, match="alexnet") as told:
        build_network("alexnet", SIZE, "none")
    assert all(name in told.value.hint for name in ARCHITECTURES)
