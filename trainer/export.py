"""A trained network becomes one ONNX file that keeps the contract."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np

from trainer import metrics
from trainer.calibration import apply_platt, choose_operating_points, fit_platt
from trainer.dataset import Label
from trainer.graph import ask, contract_outputs, describe_contribution
from trainer.model_card import to_metric
from trainer.pictures import Pictures
from trainer.recipe import Recipe, read_recipe
from trainer.runs import Run
from trainer.scope import QUANTILE, ScopeModel, fit_scope
from trainer.splits import Split
from trainer.training import read_and_tell, split_data
from trainer.validation import perturbed
from viewer.errors import ExportError
from viewer.reading.card import (
    METADATA_KEY,
    Calibration,
    ModelCard,
    Scope,
    TrainingData,
)

OPSET = 17


def export_run(run: Run, sources: Sequence[Path]) -> ModelCard:
    """Calibrate a trained run on its validation radiographs and write its ONNX file.

    Raises
    ------
    ExportError
        If the run is not trained, or the sources no longer split as its manifest says.
    """
    if not run.network.is_file():
        raise ExportError(
            f"{run.folder} holds no trained network.", "Let `hilum-train train` end first."
        )
    recipe = read_recipe(run.recipe)
    split = split_data(sources, recipe)
    if split.manifest() != run.manifest.read_text(encoding="utf-8"):
        raise ExportError(
            f"The data don't split as they did when {run.folder} was trained.",
            "Give the data that the run was trained on.",
        )
    network = keras.saving.load_model(run.network, compile=False)
    train = read_and_tell(split.train, recipe)
    validation = read_and_tell(split.validation, recipe)
    scope = fit_scope(ask(network, train.images).features)
    card, calibration = _make_card(network, recipe, split, (train, validation), scope)
    write_onnx(network, calibration, scope, card, run.onnx)
    return card


def write_onnx(
    network: keras.Model, calibration: Calibration, scope: ScopeModel, card: ModelCard, to: Path
) -> None:
    """Trace the contract's graph with TensorFlow and write it, the card in its metadata.

    Raises
    ------
    ExportError
        If Keras runs on another backend than TensorFlow.
    """
    if keras.backend.backend() != "tensorflow":
        raise ExportError(
            f"Keras runs on {keras.backend.backend()}, and tf2onnx reads TensorFlow's graphs.",
            "Run the export with KERAS_BACKEND=tensorflow; the trained network is the same.",
        )
    import onnx
    import tensorflow as tf
    import tf2onnx

    outputs = contract_outputs(network, calibration, scope)
    names = ("probability", "logit", "contribution", "scope_distance")

    @tf.function(
        input_signature=[tf.TensorSpec((None, card.input.size, card.input.size, 1), name="image")]
    )
    def graph(image: tf.Tensor) -> tuple[tf.Tensor, ...]:
        by_name = outputs(image)
        return tuple(tf.identity(by_name[name], name=name) for name in names)

    model, _ = tf2onnx.convert.from_function(graph, graph.input_signature, opset=OPSET)
    _rename(
        model, {output.name: name for output, name in zip(model.graph.output, names, strict=True)}
    )
    onnx.helper.set_model_props(model, {METADATA_KEY: card.model_dump_json()})
    model.producer_name, model.producer_version = "hilum-train", card.version
    onnx.checker.check_model(model)
    partial = to.with_name(to.name + ".partial")
    onnx.save(model, partial)
    partial.replace(to)


def _rename(model: Any, names: dict[str, str]) -> None:
    for node in model.graph.node:
        node.output[:] = [names.get(name, name) for name in node.output]
        node.input[:] = [names.get(name, name) for name in node.input]
    for output in model.graph.output:
        output.name = names[output.name]


def _make_card(
    network: keras.Model,
    recipe: Recipe,
    split: Split,
    pictures: tuple[Pictures, Pictures],
    scope: ScopeModel,
) -> tuple[ModelCard, Calibration]:
    train, validation = pictures
    # Clean validation saturates: thresholds and calibration fitted on it alone are sure of
    # themselves and wrong on another day's radiographs.
    images, labels = perturbed(validation)
    answers = ask(network, images)
    truth = labels > 0.5
    calibration = fit_platt(answers.logits, truth)
    probability = apply_platt(calibration, answers.logits)
    clean = len(validation.labels)
    patients = [example.patient for example in validation.examples]
    distances = scope.distance(answers.features[:clean])
    peak = float(np.median(answers.peaks[:clean][truth[:clean]]))
    card = ModelCard(
        name=recipe.about.model_name,
        version=recipe.version,
        architecture=recipe.architecture,
        created=datetime.datetime.now(datetime.UTC).date().isoformat(),
        input=recipe.input,
        training=TrainingData(
            name=recipe.about.data_name,
            licence=recipe.about.data_licence,
            normal=sum(example.label is Label.NORMAL for example in train.examples),
            pneumonia=sum(example.label is Label.PNEUMONIA for example in train.examples),
            patients=len({example.patient for example in train.examples}),
            manifest_sha256=split.manifest_sha256(),
        ),
        intended_use=recipe.about.intended_use,
        not_for=recipe.about.not_for,
        trade_offs=recipe.trade_offs,
        operating_points=choose_operating_points(
            probability, truth, f"{clean} validation radiographs and augmented copies of them"
        ),
        calibration=calibration,
        contribution=describe_contribution(network, max(peak, 1e-3)),
        scope=Scope(
            threshold=float(np.quantile(distances, QUANTILE)),
            description=(
                "Distance of the features from those of the training radiographs; "
                f"{QUANTILE:.1%} of the validation radiographs lie within the limit."
            ),
        ),
        metrics=(
            to_metric(
                "AUC",
                metrics.with_interval(metrics.auc, truth[:clean], probability[:clean], patients),
                "validation",
            ),
        ),
    )
    return card, calibration
