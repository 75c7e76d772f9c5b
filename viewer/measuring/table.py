"""Measurements as rows of a table."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from viewer.csv_file import write_csv
from viewer.errors import HilumError, MeasurementsError
from viewer.imaging import Radiograph, open_radiograph
from viewer.imaging.archive import read_content
from viewer.measuring.calibration import spacing_for
from viewer.measuring.figures import (
    AngleFigures,
    Figures,
    LengthFigures,
    RatioFigures,
    RegionFigures,
    figures_of,
)
from viewer.measuring.measurement import Measurement
from viewer.measuring.sheet import Sheet, SheetKey
from viewer.measuring.store import MeasurementStore

COLUMNS = (
    *("file", "frame", "patient_id", "study_date", "sop_instance_uid"),
    *("id", "kind", "text", "value", "unit", "worth", "warning"),
    *("mean", "deviation", "least", "greatest", "pixels"),
    *("heart_width", "thorax_width", "width_unit", "points"),
)
"""`value` is the length, the angle, the area or the ratio; `points` are column and row of each."""

_NAMED = 3
"""How many of the files that are missing are named."""


def export_measurements(
    path: Path, files: Iterable[Path], known: Mapping[Path, str], store: MeasurementStore
) -> int:
    """Write all that is kept of these files as CSV, a row each; return how many.

    Parameters
    ----------
    known : mapping
        The SHA-256 of the files whose content was read already.

    Raises
    ------
    HilumError
        If the table can't be written, or what is kept can't be read; or if files that were
        measured can't be opened, once the table of the others is written.
    """
    lost: list[Path] = []
    rows = list(_rows(files, known, store, lost))
    write_csv(path, COLUMNS, rows)
    if lost:
        named = [file.name for file in lost[:_NAMED]]
        names = ", ".join([*named, "…"] if lost[_NAMED:] else named)
        raise MeasurementsError(
            f"Not in the table: what was measured on {names}.",
            "The table needs the files, which can't be opened. All other measurements are in it.",
        )
    return len(rows)


def rows_of(radiograph: Radiograph, sheet: Sheet) -> Iterator[list[object]]:
    """A row of `COLUMNS` for each measurement of a radiograph."""
    header, source = radiograph.header, radiograph.source
    spacing = spacing_for(radiograph, sheet.calibration)
    for measurement in sheet.measurements:
        figures = _cells(figures_of(measurement, radiograph, spacing))
        row = figures | {
            "file": source.path,
            "frame": source.frame + 1,
            "patient_id": header.patient_id,
            "study_date": header.study_date,
            "sop_instance_uid": header.sop_instance_uid,
            "id": measurement.id,
            "kind": measurement.kind,
            "text": measurement.text,
            "points": _points(measurement),
        }
        yield [row.get(column) for column in COLUMNS]


def _rows(
    files: Iterable[Path], known: Mapping[Path, str], store: MeasurementStore, lost: list[Path]
) -> Iterator[list[object]]:
    """The rows of all files; those that were measured and can't be opened come into `lost`."""
    kept = store.kept()
    # A file whose content nobody read is read only if it may be one that was measured.
    unaccounted = set(kept) - set(known.values())
    for file in files:
        sha256 = known.get(file)
        try:
            if sha256 is None and unaccounted:
                sha256 = hashlib.sha256(read_content(file)).hexdigest()
            radiographs = [
                open_radiograph(file, frame=frame) for frame in kept.get(sha256 or "", ())
            ]
        except HilumError:
            if sha256 is not None and _is_measured(sha256, kept, store):
                lost.append(file)
            continue
        for radiograph in radiographs:
            yield from rows_of(radiograph, store.load(SheetKey.of(radiograph.source)))


def _is_measured(sha256: str, kept: Mapping[str, list[int]], store: MeasurementStore) -> bool:
    sheets = (store.load(SheetKey(sha256, frame)) for frame in kept.get(sha256, ()))
    return any(sheet.measurements for sheet in sheets)


def _cells(figures: Figures) -> dict[str, object]:
    match figures:
        case LengthFigures(length):
            return {"value": length.value, "unit": length.unit, "worth": length.worth}
        case AngleFigures(degrees):
            return {"value": degrees, "unit": "°"}
        case RegionFigures(area, statistics):
            cells: dict[str, object] = {
                "value": area.value,
                "unit": area.unit,
                "worth": area.worth,
            }
            if statistics is not None:
                cells |= {
                    "mean": statistics.mean,
                    "deviation": statistics.deviation,
                    "least": statistics.least,
                    "greatest": statistics.greatest,
                    "pixels": statistics.pixels,
                }
            return cells
        case RatioFigures(ratio, heart, thorax, warning):
            return {
                "value": ratio,
                "worth": heart.worth,
                "warning": warning,
                "heart_width": heart.value,
                "thorax_width": thorax.value,
                "width_unit": heart.unit,
            }


def _points(measurement: Measurement) -> str:
    return "; ".join(f"{point.column:.2f} {point.row:.2f}" for point in measurement.points)
