"""A tiny model that keeps the contract, for tests that need another model than the shipped one."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from viewer.imaging import InputSpec
from viewer.reading.card import (
    METADATA_KEY,
    Calibration,
    Contribution,
    IntendedUse,
    Metric,
    ModelCard,
    OperatingPoint,
    Scope,
    TrainingData,
)

SIZE, GAIN, BIAS = 32, 8.0, -4.0


def stand_in_card(scope_threshold: float = 1e9) -> ModelCard:
    return ModelCard(
        name="Stand-in",
        version="0.0.1",
        architecture="brightness",
        created="2026-01-01",
        input=InputSpec(SIZE),
        training=TrainingData(
            name="none", licence="none", normal=1, pneumonia=1, patients=2, manifest_sha256="0" * 64
        ),
        intended_use=IntendedUse(
            description="Tests only.",
            ages_years=(0, 120),
            views=("PA", "AP"),
            modalities=("CR", "DX"),
            body_parts=("CHEST", "THORAX"),
        ),
        not_for=("anything else",),
        operating_points=(
            OperatingPoint(name="balanced", threshold=0.5, description="Half way."),
            OperatingPoint(name="sensitive", threshold=0.2, description="Misses fewer."),
        ),
        calibration=Calibration(scale=1.0, offset=0.0),
        contribution=Contribution(
            method="class activation map", description="", bias=BIAS, full_scale=8.0
        ),
        scope=Scope(threshold=scope_threshold, description="mean grey level"),
        metrics=(Metric(name="AUC", value=0.5, low=0.4, high=0.6, data="none"),),
    )


def write_stand_in(path: Path, card: ModelCard | None = None) -> ModelCard:
    """Write a model whose logit grows with the mean grey level."""
    card = card or stand_in_card()
    floats = TensorProto.FLOAT
    nodes = [
        helper.make_node(
            "AveragePool", ["image_nchw"], ["pooled"], kernel_shape=[8, 8], strides=[8, 8]
        ),
        helper.make_node("Squeeze", ["pooled", "axis1"], ["places"]),
        helper.make_node("Mul", ["places", "gain"], ["contribution"]),
        helper.make_node("ReduceMean", ["contribution"], ["mean"], axes=[1, 2], keepdims=0),
        helper.make_node("Add", ["mean", "bias"], ["logit"]),
        helper.make_node("Sigmoid", ["logit"], ["probability"]),
        helper.make_node("ReduceMean", ["image"], ["scope_distance"], axes=[1, 2, 3], keepdims=0),
    ]
    nodes.insert(0, helper.make_node("Transpose", ["image"], ["image_nchw"], perm=[0, 3, 1, 2]))
    graph = helper.make_graph(
        nodes,
        "stand-in",
        [helper.make_tensor_value_info("image", floats, ["n", SIZE, SIZE, 1])],
        [
            helper.make_tensor_value_info("probability", floats, ["n"]),
            helper.make_tensor_value_info("logit", floats, ["n"]),
            helper.make_tensor_value_info("contribution", floats, ["n", SIZE // 8, SIZE // 8]),
            helper.make_tensor_value_info("scope_distance", floats, ["n"]),
        ],
        [
            numpy_helper.from_array(np.array(GAIN, np.float32), "gain"),
            numpy_helper.from_array(np.array(BIAS, np.float32), "bias"),
            numpy_helper.from_array(np.array([1], np.int64), "axis1"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {METADATA_KEY: card.model_dump_json()})
    onnx.save(model, path)
    return card
