"""What ONNX Runtime computes is what Keras computes, and the contract holds."""

from pathlib import Path

import keras
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.stand_in import stand_in_card
from trainer.architectures import build_network
from trainer.export import write_onnx
from trainer.graph import ask, describe_contribution, outputs_of
from trainer.scope import ScopeModel, fit_scope
from viewer.imaging import InputSpec
from viewer.reading.card import Calibration, ModelCard
from viewer.reading.model_file import OUTPUTS, ModelFile, Provider, open_model

SIZE = 64
CALIBRATION = Calibration(scale=0.7, offset=-0.2)


def images(count: int) -> NDArray[np.float32]:
    return np.random.default_rng(2).uniform(0, 1, (count, SIZE, SIZE, 1)).astype(np.float32)


@pytest.fixture(scope="module", params=[("cnn", "none"), ("efficientnet-lite0", "imagenet")])
def exported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[keras.Model, ScopeModel, ModelFile]:
    keras.utils.set_random_seed(7)
    network = build_network(request.param[0], SIZE, request.param[1])
    _settle_normalisation(network)
    scope = fit_scope(ask(network, images(80)).features)
    card: ModelCard = stand_in_card().model_copy(
        update={
            "input": InputSpec(SIZE),
            "calibration": CALIBRATION,
            "contribution": describe_contribution(network, 1.0),
        }
    )
    path = tmp_path_factory.mktemp("export") / "model.onnx"
    write_onnx(network, CALIBRATION, scope, card, path)
    return network, scope, open_model(path, Provider.CPU)


def _settle_normalisation(network: keras.Model) -> None:
    """Trained networks have moved statistics; untouched ones would hide a mistake in them."""
    random = np.random.default_rng(3)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            gamma, beta, mean, variance = layer.get_weights()
            mean = mean + random.normal(0, 0.05, mean.shape)
            layer.set_weights([gamma, beta, mean, variance * random.uniform(0.8, 1.2)])


def run(model: ModelFile, batch: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    return dict(zip(OUTPUTS, model.session.run(list(OUTPUTS), {"image": batch}), strict=True))


def test_onnx_runtime_agrees_with_keras(
    exported: tuple[keras.Model, ScopeModel, ModelFile],
) -> None:
    network, scope, model = exported
    batch = images(5)
    logit, contribution, features = (np.asarray(v) for v in outputs_of(network)(batch))
    ours = run(model, batch)
    np.testing.assert_allclose(ours["logit"], network.predict(batch, verbose=0)[:, 0], atol=1e-4)
    np.testing.assert_allclose(ours["logit"], logit, atol=1e-4)
    np.testing.assert_allclose(ours["contribution"], contribution, atol=1e-3, rtol=1e-4)
    np.testing.assert_allclose(ours["scope_distance"], scope.distance(features), rtol=1e-3)


def test_probability_is_the_calibrated_logit(
    exported: tuple[keras.Model, ScopeModel, ModelFile],
) -> None:
    ours = run(exported[2], images(3))
    expected = 1 / (1 + np.exp(-(CALIBRATION.scale * ours["logit"] + CALIBRATION.offset)))
    np.testing.assert_allclose(ours["probability"], expected, atol=1e-6)


def test_any_number_of_pictures_goes_through_at_once(
    exported: tuple[keras.Model, ScopeModel, ModelFile],
) -> None:
    for count in (1, 4):
        assert run(exported[2], images(count))["probability"].shape == (count,)


def test_contribution_adds_up_to_the_logit_where_the_card_says_so(
    exported: tuple[keras.Model, ScopeModel, ModelFile],
) -> None:
    network, _, model = exported
    bias = model.card.contribution.bias
    assert (bias is not None) == (network.name == "efficientnet-lite0")
    if bias is not None:
        ours = run(model, images(4))
        total = ours["contribution"].mean(axis=(1, 2)) + bias
        np.testing.assert_allclose(total, ours["logit"], atol=1e-4)


def test_hirescam_is_the_gradient_times_the_features() -> None:
    import tensorflow as tf

    keras.utils.set_random_seed(7)
    network = build_network("cnn", SIZE, "none")
    body = keras.Model(network.input, network.get_layer("features").output)
    after = network.layers[network.layers.index(network.get_layer("features")) + 1 :]
    places = tf.constant(np.asarray(body(images(2))))
    with tf.GradientTape() as tape:
        tape.watch(places)
        value = places
        for layer in after:
            value = layer(value)
    gradient = tape.gradient(value, places)
    expected = np.asarray(gradient * places).sum(axis=-1) * (SIZE // 16) ** 2
    _, contribution, _ = outputs_of(network)(images(2))
    np.testing.assert_allclose(np.asarray(contribution), expected, atol=1e-4)


def test_a_picture_unlike_the_others_is_farther_away(
    exported: tuple[keras.Model, ScopeModel, ModelFile],
) -> None:
    flat = np.zeros((1, SIZE, SIZE, 1), np.float32)
    flat[:, 20:40, 20:40] = 1.0
    near = run(exported[2], images(8))["scope_distance"].max()
    assert run(exported[2], flat)["scope_distance"][0] > 1.5 * near


def test_export_on_another_backend_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from viewer.errors import ExportError

    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    network = build_network("cnn", SIZE, "none")
    scope = fit_scope(ask(network, images(4)).features)
    with pytest.raises(ExportError, match="jax"):
        write_onnx(network, CALIBRATION, scope, stand_in_card(), tmp_path / "model.onnx")
