"""A file that keeps the contract swaps the model; one that doesn't is refused with the reason."""

from collections.abc import Callable
from pathlib import Path

import onnx
import pytest
from onnx import helper

from tests.data import CHEST_DICOM
from tests.stand_in import stand_in_card, write_stand_in
from viewer.errors import FileUnavailableError, ModelRefusedError
from viewer.reading.card import METADATA_KEY
from viewer.reading.model_file import Provider, open_model


def set_card(model: onnx.ModelProto, text: str) -> None:
    helper.set_model_props(model, {METADATA_KEY: text})


def drop_card(model: onnx.ModelProto) -> None:
    del model.metadata_props[:]


def drop_output(model: onnx.ModelProto) -> None:
    del model.graph.output[3]


def fix_batch(model: onnx.ModelProto) -> None:
    for value in (*model.graph.input, *model.graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = 1


def other_size(model: onnx.ModelProto) -> None:
    card = stand_in_card()
    bigger = card.model_copy(update={"input": type(card.input)(64)})
    set_card(model, bigger.model_dump_json())


def no_operating_point(model: onnx.ModelProto) -> None:
    set_card(model, stand_in_card().model_copy(update={"operating_points": ()}).model_dump_json())


def no_json(model: onnx.ModelProto) -> None:
    set_card(model, "{")


@pytest.fixture
def model_path(tmp_path: Path) -> Path:
    path = tmp_path / "model.onnx"
    write_stand_in(path)
    return path


def test_model_that_keeps_the_contract_is_opened(model_path: Path) -> None:
    model = open_model(model_path, Provider.CPU)
    assert model.card == stand_in_card()
    assert (model.identity.name, len(model.identity.sha256)) == ("Stand-in", 64)


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (drop_card, "no model card"),
        (no_json, "model card is not as it must be"),
        (no_operating_point, "operating_points"),
        (drop_output, "lacks the output `scope_distance`"),
        (fix_batch, "radiographs at a time is fixed"),
        (other_size, "its input is not"),
    ],
)
def test_model_that_breaks_the_contract_is_refused_with_the_reason(
    model_path: Path, break_it: Callable[[onnx.ModelProto], None], reason: str
) -> None:
    model = onnx.load(model_path)
    break_it(model)
    onnx.save(model, model_path)
    with pytest.raises(ModelRefusedError, match=reason) as caught:
        open_model(model_path, Provider.CPU)
    assert caught.value.hint


def test_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelRefusedError, match="not an ONNX model"):
        open_model(CHEST_DICOM, Provider.CPU)
    with pytest.raises(FileUnavailableError):
        open_model(tmp_path / "gone.onnx", Provider.CPU)
