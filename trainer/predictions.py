"""What a model said of labelled radiographs, as a table that figures and reports are made from."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from trainer.dataset import Example, Label
from viewer.errors import ExportError, FileUnavailableError, UnsupportedFormatError
from viewer.reading import Reading, Verdict

COLUMNS = (
    "file",
    "label",
    "patient",
    "kind",
    "source",
    "view",
    "logit",
    "probability",
    "verdict",
    "scope",
)


@dataclass(frozen=True, slots=True, eq=False)
class Predictions:
    """One column an attribute, one row a radiograph, in the order in which they were read.

    Attributes
    ----------
    file : ndarray of str, (n,)
        The path under which the radiograph was read.
    truth : ndarray of bool, (n,)
        Whether the label is PNEUMONIA.
    patient, kind, source, view : ndarray of str, (n,)
        As in `Example`.
    logit, probability : ndarray of float64, (n,)
        Before and after calibration.
    verdict : ndarray of str, (n,)
        A `Verdict`, at the operating point at which the radiographs were read.
    scope : ndarray of str, (n,)
        Why the verdict is withheld, "" where it is not.
    """

    file: NDArray[np.str_]
    truth: NDArray[np.bool_]
    patient: NDArray[np.str_]
    kind: NDArray[np.str_]
    source: NDArray[np.str_]
    view: NDArray[np.str_]
    logit: NDArray[np.float64]
    probability: NDArray[np.float64]
    verdict: NDArray[np.str_]
    scope: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.truth)

    @property
    def withheld(self) -> NDArray[np.bool_]:
        return self.verdict == Verdict.WITHHELD

    def only(self, chosen: NDArray[np.bool_]) -> "Predictions":
        """The rows where `chosen`, (n,), holds."""
        return Predictions(*(getattr(self, field.name)[chosen] for field in fields(self)))


def predictions_of(examples: Sequence[Example], readings: Sequence[Reading]) -> Predictions:
    """Put what was labelled beside what was read; both in the same order."""
    return _from_rows(
        (
            str(example.path),
            example.label.name,
            example.patient,
            example.kind,
            example.source,
            example.view,
            reading.logit,
            reading.probability,
            reading.verdict,
            "; ".join(reading.scope),
        )
        for example, reading in zip(examples, readings, strict=True)
    )


def write_predictions(path: Path, predictions: Predictions) -> None:
    """Write a CSV file (UTF-8, RFC 4180); a file that is there is replaced as a whole.

    Raises
    ------
    ExportError
        If the file can't be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(_rows(predictions))
        partial.replace(path)
    except OSError as error:
        raise ExportError(
            f"The predictions can't be written to {path}: {error.strerror}.",
            "Choose another place, or make room.",
        ) from error


def read_predictions(path: Path) -> Predictions:
    """Read what `write_predictions` wrote.

    Raises
    ------
    FileUnavailableError
        If the file can't be read.
    UnsupportedFormatError
        If it is no such table.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return _from_rows(_cells(csv.DictReader(file)))
    except OSError as error:
        raise FileUnavailableError(
            f"{path} can't be read: {error.strerror}.", "Let `hilum-train evaluate` write it."
        ) from error
    except (ValueError, csv.Error) as error:
        raise UnsupportedFormatError(
            f"{path} is no table of predictions: {error}.",
            f"Let `hilum-train evaluate` write it; its columns are {', '.join(COLUMNS)}.",
        ) from error


def _rows(predictions: Predictions) -> Iterator[tuple[str, ...]]:
    for row in range(len(predictions)):
        values = {name: getattr(predictions, name)[row] for name in COLUMNS if name != "label"}
        values["label"] = Label(int(predictions.truth[row])).name
        # repr gives the shortest digits that read back as the same number.
        yield tuple(
            repr(float(values[name])) if name in ("logit", "probability") else str(values[name])
            for name in COLUMNS
        )


def _cells(table: "csv.DictReader[str]") -> Iterator[tuple[str, ...]]:
    missing = set(COLUMNS) - set(table.fieldnames or ())
    if missing:
        raise ValueError(f"it lacks {', '.join(sorted(missing))}")
    for row in table:
        if None in row or None in row.values():
            raise ValueError(f"line {table.line_num} has another number of cells than the first")
        if row["label"] not in Label.__members__:
            raise ValueError(f"line {table.line_num} has no label NORMAL or PNEUMONIA")
        yield tuple(row[column] for column in COLUMNS)


def _from_rows(rows: Iterable[tuple[object, ...]]) -> Predictions:
    by_name = dict(zip(COLUMNS, zip(*rows, strict=True), strict=False))

    def texts(name: str) -> NDArray[np.str_]:
        return np.array([str(value) for value in by_name.get(name, ())], np.str_)

    def numbers(name: str) -> NDArray[np.float64]:
        values = np.array([float(str(value)) for value in by_name.get(name, ())], np.float64)
        if not np.isfinite(values).all():
            raise ValueError(f"{name} holds what is no number")
        return values

    return Predictions(
        file=texts("file"),
        truth=np.array([Label[label] is Label.PNEUMONIA for label in texts("label")], np.bool_),
        patient=texts("patient"),
        kind=texts("kind"),
        source=texts("source"),
        view=texts("view"),
        logit=numbers("logit"),
        probability=numbers("probability"),
        verdict=np.array([Verdict(verdict).value for verdict in texts("verdict")], np.str_),
        scope=texts("scope"),
    )
