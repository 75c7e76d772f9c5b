"""The shipped model keeps its contract and knows what it may be asked."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.data import (
    CHEST_DICOM,
    CHEST_DICOM_JPEG2000,
    DICOM,
    EXTREMITY_DICOM,
    KERMANY,
    needs_dicom,
    needs_kermany,
)
from tests.stand_in import stand_in_card, write_stand_in
from viewer.errors import ModelRefusedError, ProviderUnavailableError
from viewer.imaging import open_radiograph
from viewer.reading import Provider, Reader, Verdict, prepare


def test_contribution_of_the_shipped_model_adds_up_to_the_logit(shipped_reader: Reader) -> None:
    reading = shipped_reader.read(open_radiograph(CHEST_DICOM))
    bias = shipped_reader.card.contribution.bias
    assert bias is not None
    assert reading.contribution.mean() + bias == pytest.approx(reading.logit, abs=1e-4)


def test_probability_is_the_calibrated_logit(shipped_reader: Reader) -> None:
    reading = shipped_reader.read(open_radiograph(CHEST_DICOM))
    calibration = shipped_reader.card.calibration
    expected = 1 / (1 + np.exp(-(calibration.scale * reading.logit + calibration.offset)))
    assert reading.probability == pytest.approx(expected, abs=1e-6)


def test_one_radiograph_gives_one_probability(shipped_reader: Reader) -> None:
    first = shipped_reader.read(open_radiograph(CHEST_DICOM))
    again = shipped_reader.read_prepared(
        prepare(open_radiograph(CHEST_DICOM_JPEG2000), shipped_reader.card.input)
    )
    assert first.probability == again.probability


def test_an_adult_and_an_extremity_are_withheld(shipped_reader: Reader) -> None:
    adult = shipped_reader.read(open_radiograph(CHEST_DICOM))
    extremity = shipped_reader.read(open_radiograph(EXTREMITY_DICOM))
    assert adult.verdict is extremity.verdict is Verdict.WITHHELD
    assert any("years old" in reason for reason in adult.scope)
    assert any("EXTREMITY" in reason for reason in extremity.scope)


@needs_dicom
def test_pictures_of_other_kinds_are_withheld_by_how_they_look(shipped_reader: Reader) -> None:
    folder = DICOM / "orthanc-tests" / "TransferSyntaxes"
    for name in ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.57"):
        reading = shipped_reader.read(open_radiograph(folder / f"{name}.dcm"))
        assert reading.scope_distance > shipped_reader.card.scope.threshold, name


@needs_kermany
def test_radiographs_like_those_of_the_training_are_in_scope(shipped_reader: Reader) -> None:
    paths = sorted((KERMANY / "train").glob("*/*"))[::200]
    readings = [shipped_reader.read(open_radiograph(path)) for path in paths]
    in_scope = [reading for reading in readings if not reading.scope]
    assert len(in_scope) >= 0.95 * len(readings)
    assert {reading.verdict for reading in in_scope} == {Verdict.NORMAL, Verdict.PNEUMONIA}


def test_provider_is_the_one_that_ran(shipped_reader: Reader) -> None:
    assert shipped_reader.read(open_radiograph(CHEST_DICOM)).provider == "CPUExecutionProvider"


def test_a_probability_at_the_threshold_is_positive(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    write_stand_in(path)
    reader = Reader.open(path, Provider.CPU)
    radiograph = open_radiograph(EXTREMITY_DICOM)
    card = stand_in_card()
    everyone = card.intended_use.model_copy(update={"body_parts": ("EXTREMITY",)})
    probability = reader.read(radiograph).probability
    point = card.operating_points[0].model_copy(update={"threshold": probability})
    write_stand_in(path, card.model_copy(update={"intended_use": everyone}))
    reading = Reader.open(path, Provider.CPU).read(radiograph, point)
    assert reading.verdict is Verdict.PNEUMONIA


def test_operating_point_is_chosen_by_name(tmp_path: Path) -> None:
    write_stand_in(tmp_path / "model.onnx")
    reader = Reader.open(tmp_path / "model.onnx", Provider.CPU)
    assert reader.operating_point().name == "balanced"
    assert reader.operating_point("sensitive").threshold == 0.2
    with pytest.raises(ModelRefusedError) as caught:
        reader.operating_point("other")
    assert "balanced, sensitive" in caught.value.hint


def test_cuda_is_refused_by_name_where_it_can_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnxruntime

    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    write_stand_in(tmp_path / "model.onnx")
    with pytest.raises(ProviderUnavailableError):
        Reader.open(tmp_path / "model.onnx", Provider.CUDA)
    assert Reader.open(tmp_path / "model.onnx").provider == "CPUExecutionProvider"


def test_a_run_that_fails_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    write_stand_in(path)
    reader = Reader.open(path, Provider.CPU)
    prepared = prepare(open_radiograph(CHEST_DICOM), reader.card.input)
    misshapen = dataclasses.replace(prepared, image=np.zeros((2, 3, 4), np.float32))
    with pytest.raises(ModelRefusedError, match=r"could not be run \(CPUExecutionProvider\)"):
        reader.read_prepared(misshapen)


def test_threads_that_read_at_the_same_time_get_equal_bits(shipped_reader: Reader) -> None:
    prepared = [
        prepare(open_radiograph(path), shipped_reader.card.input)
        for path in (CHEST_DICOM, EXTREMITY_DICOM)
    ]
    alone = [shipped_reader.read_prepared(it).logit for it in prepared]
    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda it: shipped_reader.read_prepared(it).logit, prepared * 8)
        assert list(together) == alone * 8
