"""How a report's radiographs agree with their labels, as what its template draws."""

import math
from dataclasses import dataclass

from viewer.batch.figures.agreement import (
    ConfusionMatrix,
    LeftOut,
    confusion_matrix,
    figures_table,
    left_out,
)
from viewer.batch.figures.facts import Facts
from viewer.batch.figures.figure import Figure
from viewer.batch.figures.roc import RocCurve

SIDE = 400
"""Of the square with the ROC curve, in SVG units."""

TINTS = 5
"""How many strengths of colour tell the share of a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a label have a verdict, and what share; None where nothing has the label."""

    count: int
    share: float | None
    agrees: bool

    @property
    def tint(self) -> int:
        """0..`TINTS`; 0 is only for none."""
        return math.ceil(TINTS * (self.share or 0.0))


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A label, how many have it, and how they are read: as pneumonia, and as normal."""

    label: str
    count: int
    cells: tuple[Cell, Cell]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures at one threshold.

    Attributes
    ----------
    labels_from : str
        As in `Facts`.
    unlabelled : int
        How many files have no label.
    prevalence : float or None
        The share of pneumonia among what counts.
    curve : str
        The ROC curve as points of an SVG polyline; empty unless both labels are there.
    point : tuple of float
        Where the threshold lies on it, from the left and from the top; None without a curve.
    """

    labels_from: str
    left: LeftOut
    unlabelled: int
    prevalence: float | None
    matrix: tuple[MatrixRow, MatrixRow]
    figures: tuple[Figure, ...]
    curve: str
    point: tuple[float, float] | None

    def figure(self, name: str) -> Figure:
        return next(figure for figure in self.figures if figure.name == name)


def agreement(facts: Facts, threshold: float) -> Agreement | None:
    """None where nothing is labelled."""
    if not facts.labelled:
        return None
    counts = confusion_matrix(facts.ranking, threshold)
    figures = figures_table(facts, threshold)
    counted = counts.positive + counts.negative
    return Agreement(
        labels_from=facts.labels_from or "",
        left=left_out(facts),
        unlabelled=len(facts) - facts.labelled,
        prevalence=counts.positive / counted if counted else None,
        matrix=_matrix(counts),
        figures=figures,
        curve="" if facts.curve is None else _points(facts.curve),
        point=None if facts.curve is None else _point(counts),
    )


def _matrix(counts: ConfusionMatrix) -> tuple[MatrixRow, MatrixRow]:
    return (
        _row("Pneumonia", counts.true_positive, counts.false_negative, agreeing=0),
        _row("Normal", counts.false_positive, counts.true_negative, agreeing=1),
    )


def _row(label: str, *counts: int, agreeing: int) -> MatrixRow:
    of = sum(counts)
    as_pneumonia, as_normal = (
        Cell(count, count / of if of else None, agrees=place == agreeing)
        for place, count in enumerate(counts)
    )
    return MatrixRow(label, of, (as_pneumonia, as_normal))


def _points(curve: RocCurve) -> str:
    rates = zip(curve.false_positive_rate, curve.true_positive_rate, strict=True)
    return " ".join("{:.1f},{:.1f}".format(*_place(fpr, tpr)) for fpr, tpr in rates)


def _point(counts: ConfusionMatrix) -> tuple[float, float]:
    return _place(counts.false_positive / counts.negative, counts.true_positive / counts.positive)


def _place(false_positive_rate: float, true_positive_rate: float) -> tuple[float, float]:
    return false_positive_rate * SIDE, (1.0 - true_positive_rate) * SIDE
