import csv
from pathlib import Path

import pytest

from tests.dicom_files import write_dicom
from viewer.errors import MeasurementsError
from viewer.imaging import open_radiograph
from viewer.measuring import (
    Change,
    Kind,
    Measurement,
    MeasurementStore,
    Point,
    SheetKey,
    export_measurements,
)


@pytest.fixture
def store(tmp_path: Path) -> MeasurementStore:
    return MeasurementStore(tmp_path / "kept")


@pytest.fixture
def chest(tmp_path: Path, store: MeasurementStore) -> Path:
    path = write_dicom(tmp_path / "chest.dcm", ViewPosition="AP", ImagerPixelSpacing=[0.2, 0.1])
    measurements = (
        Measurement(Kind.LENGTH, (Point(10, 10), Point(40, 30)), text="=1+1"),
        Measurement(Kind.RATIO, (Point(30, 5), Point(60, 9), Point(10, 20), Point(85, 20))),
        Measurement(Kind.RECTANGLE, (Point(0, 0), Point(1, 96))),
    )
    key = SheetKey.of(open_radiograph(path).source)
    store.save(key, Change({one.id: one for one in measurements}))
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_measurement_is_a_row_with_unit_and_worth(
    store: MeasurementStore, chest: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    assert export_measurements(table, [chest], {}, store) == 3
    length, ratio, region = _rows(table)
    assert (length["value"], length["unit"], length["worth"]) == ("5.0", "mm", "at the detector")
    assert (length["file"], length["frame"], length["patient_id"]) == (str(chest), "1", "1")
    assert length["points"] == "10.00 10.00; 40.00 30.00"
    assert length["text"] == "'=1+1"
    assert (float(ratio["value"]), ratio["unit"]) == (0.4, "")
    assert (float(ratio["heart_width"]), ratio["width_unit"]) == (pytest.approx(3.0), "mm")
    assert ratio["warning"].startswith("AP view")
    assert (region["pixels"], region["mean"], region["deviation"]) == ("96", "0.0", "0.0")


def test_a_file_that_was_moved_is_known_by_its_content(
    store: MeasurementStore, chest: Path, tmp_path: Path
) -> None:
    moved = chest.rename(tmp_path / "moved.dcm")
    export_measurements(tmp_path / "table.csv", [moved], {}, store)
    assert {row["file"] for row in _rows(tmp_path / "table.csv")} == {str(moved)}


def test_a_file_that_can_t_be_opened_costs_no_other_its_rows(
    store: MeasurementStore, chest: Path, tmp_path: Path
) -> None:
    files = [tmp_path / "gone.dcm", chest]
    assert export_measurements(tmp_path / "table.csv", files, {}, store) == 3


def test_what_was_measured_on_a_file_that_is_gone_is_told_once_the_others_are_written(
    store: MeasurementStore, chest: Path, tmp_path: Path
) -> None:
    gone = write_dicom(tmp_path / "gone.dcm", SOPInstanceUID="1.2.3")
    key = SheetKey.of(open_radiograph(gone).source)
    length = Measurement(Kind.LENGTH, (Point(10, 10), Point(40, 30)))
    store.save(key, Change({length.id: length}))
    gone.unlink()
    table = tmp_path / "table.csv"
    with pytest.raises(MeasurementsError, match=r"what was measured on gone\.dcm\.$"):
        export_measurements(table, [gone, chest], {gone: key.sha256}, store)
    assert len(_rows(table)) == 3
    store.save(key, Change({length.id: None}))
    assert export_measurements(table, [gone, chest], {gone: key.sha256}, store) == 3
