"""All figures of what a model said, in the order in which they are reported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer import metrics
from trainer.metrics import Figure, Interval
from trainer.predictions import Predictions
from viewer.reading import OperatingPoint

VIEWS = ("PA", "AP")
CLASSES = ("normal", "pneumonia")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure of some of the radiographs.

    Attributes
    ----------
    group : str
        The heading under which it is told.
    name : str
        Unique among all groups.
    of : str
        Which radiographs it is of, counted.
    operating_point : str
        "" where the figure depends on none.
    """

    group: str
    name: str
    interval: Interval
    of: str
    operating_point: str = ""

    @property
    def full_name(self) -> str:
        """The name, with the operating point where there is one."""
        return f"{self.name} at {self.operating_point}" if self.operating_point else self.name


def figures_of(predictions: Predictions, point: OperatingPoint) -> tuple[Measured, ...]:
    """Measure what a model said, over all radiographs whether withheld or not.

    Where some are withheld, what is said of the others follows. A figure that is not defined
    (a precision where nothing was read as positive) is NaN.
    """
    return (
        *_of_all(predictions, point),
        *_of_kinds(predictions, point),
        *_of_groups(predictions, "views", predictions.view, VIEWS),
        *_of_groups(predictions, "sources", predictions.source, _names(predictions.source)),
        *_told_apart(predictions, "view", predictions.view, VIEWS),
        *_told_apart(predictions, "source", predictions.source, _names(predictions.source)),
        *_of_those_given_a_verdict(predictions, point),
    )


def _of_all(predictions: Predictions, point: OperatingPoint) -> Iterator[Measured]:
    truth, probability = predictions.truth, predictions.probability
    of = _counted(predictions)
    ranking = _measure({"AUC": metrics.auc, "PR-AUC": metrics.average_precision}, predictions)
    yield Measured("ranking", "AUC", ranking["AUC"], of)
    delong = metrics.auc_by_delong(truth, probability)
    yield Measured("ranking", "AUC, interval by DeLong", delong, of)
    yield Measured("ranking", "PR-AUC (average precision)", ranking["PR-AUC"], of)
    for name, interval in _measure(metrics.figures_at(point.threshold), predictions).items():
        yield Measured("verdicts", name, interval, of, point.name)
    values = metrics.predictive_values_at(point.threshold)
    for name, interval in _measure(values, predictions).items():
        yield Measured("worth of a verdict", name, interval, of, point.name)
    calibration: dict[str, Figure] = {
        "Brier score": metrics.brier_score,
        f"calibration error, {metrics.BINS} bins": metrics.calibration_error,
    }
    for name, interval in _measure(calibration, predictions).items():
        yield Measured("calibration", name, interval, of)
    floor = metrics.calibration_error_by_chance(probability)
    yield Measured("calibration", "the same by chance (noise floor)", floor, of)


def _of_kinds(predictions: Predictions, point: OperatingPoint) -> Iterator[Measured]:
    sensitivity = metrics.figures_at(point.threshold)["sensitivity (recall)"]
    for kind in _names(predictions.kind):
        against_normal = predictions.only((predictions.kind == kind) | ~predictions.truth)
        if not _has_both_classes(against_normal):
            continue
        measured = _measure({"AUC": metrics.auc, "sensitivity": sensitivity}, against_normal)
        of = _counted(against_normal)
        name = f"sensitivity, {kind}"
        yield Measured("kinds", name, measured["sensitivity"], of, point.name)
        yield Measured("kinds", f"AUC, {kind} against normal", measured["AUC"], of)


def _of_groups(
    predictions: Predictions, heading: str, column: NDArray[np.str_], names: Sequence[str]
) -> Iterator[Measured]:
    if len(set(column)) < 2:
        return
    for name in names:
        group = predictions.only(column == name)
        if _has_both_classes(group):
            interval = _measure({"": metrics.auc}, group)[""]
            yield Measured(heading, f"AUC, {name} alone", interval, _counted(group))


def _told_apart(
    predictions: Predictions, heading: str, column: NDArray[np.str_], names: Sequence[str]
) -> Iterator[Measured]:
    """How far the probability tells views or sources apart within a class.

    An AUC of 0.5 is what a reader of the disease alone has, as far as the disease is equally
    plain on both sides.
    """
    named, other = (names[1:], names[0]) if len(names) == 2 else (names, "the others")
    for label, class_ in enumerate(CLASSES):
        chosen = (predictions.truth == label) & np.isin(column, names)
        inside = predictions.only(chosen)
        for name in named:
            is_name = column[chosen] == name
            if is_name.all() or not is_name.any():
                continue
            yield Measured(
                f"{heading} told (0.5: not at all)",
                f"AUC of {name} over {other} among {class_}",
                metrics.with_interval(metrics.auc, is_name, inside.probability, _patients(inside)),
                f"{is_name.sum():,} {name}, {(~is_name).sum():,} {other}",
            )


def _of_those_given_a_verdict(
    predictions: Predictions, point: OperatingPoint
) -> Iterator[Measured]:
    given = predictions.only(~predictions.withheld)
    if len(given) == len(predictions) or not _has_both_classes(given):
        return
    figures: dict[str, Figure] = {"AUC": metrics.auc, **metrics.figures_at(point.threshold)}
    for name, interval in _measure(figures, given).items():
        yield Measured(
            "without the withheld",
            f"{name}, none withheld",
            interval,
            _counted(given),
            "" if name == "AUC" else point.name,
        )


def _measure(figures: Mapping[str, Figure], predictions: Predictions) -> dict[str, Interval]:
    return metrics.with_intervals(
        figures, predictions.truth, predictions.probability, _patients(predictions)
    )


def _patients(predictions: Predictions) -> list[str]:
    return [str(patient) for patient in predictions.patient]


def _counted(predictions: Predictions) -> str:
    pneumonia = int(predictions.truth.sum())
    return f"{len(predictions) - pneumonia:,} normal, {pneumonia:,} pneumonia"


def _has_both_classes(predictions: Predictions) -> bool:
    return bool(predictions.truth.any() and not predictions.truth.all())


def _names(column: NDArray[np.str_]) -> list[str]:
    return [str(name) for name in np.unique(column) if name]
