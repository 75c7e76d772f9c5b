"""What a model said of one part of the data, in figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.figures import Measured, figures_of
from trainer.metrics import ConfusionMatrix, Interval, confusion_matrix
from trainer.predictions import Predictions
from viewer.reading import OperatingPoint

_HEADLINE = ("AUC", "sensitivity (recall)", "specificity")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure, once for all or at each operating point."""

    name: str
    of: str
    intervals: tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One part of the data; without an operating point it has no figures.

    Attributes
    ----------
    figures : tuple of Measured
        At the first operating point, then what else there is at the others.
    matrices : tuple of (OperatingPoint, ConfusionMatrix)
    """

    name: str
    predictions: Predictions
    figures: tuple[Measured, ...]
    matrices: tuple[tuple[OperatingPoint, ConfusionMatrix], ...]

    @property
    def patients(self) -> int:
        return len(set(self.predictions.patient))

    @property
    def pneumonia(self) -> int:
        return int(self.predictions.truth.sum())

    @property
    def withheld(self) -> int:
        return int(self.predictions.withheld.sum())

    @property
    def has_both_classes(self) -> bool:
        return 0 < self.pneumonia < len(self.predictions)

    @property
    def headline(self) -> tuple[Measured, ...]:
        """The figures to tell first, at the default operating point."""
        at = ("", self.matrices[0][0].name) if self.matrices else ()
        return tuple(
            figure
            for figure in self.figures
            if figure.name in _HEADLINE and figure.operating_point in at
        )

    @property
    def without_threshold(self) -> dict[str, tuple[FigureRow, ...]]:
        """Figures that depend on no threshold, by heading; an interval each."""
        return self._rows([""])

    @property
    def at_thresholds(self) -> dict[str, tuple[FigureRow, ...]]:
        """Figures at the operating points, by heading; an interval a point."""
        return self._rows([point.name for point, _ in self.matrices])

    def _rows(self, points: Sequence[str]) -> dict[str, tuple[FigureRow, ...]]:
        found: dict[tuple[str, str, str], dict[str, Interval]] = {}
        for figure in self.figures:
            if figure.operating_point in points:
                row = found.setdefault((figure.group, figure.name, figure.of), {})
                row[figure.operating_point] = figure.interval
        tables: dict[str, tuple[FigureRow, ...]] = {}
        for (group, name, of), intervals in found.items():
            told = FigureRow(name, of, tuple(intervals.get(point) for point in points))
            tables[group] = (*tables.get(group, ()), told)
        return tables


def measure(name: str, predictions: Predictions, points: Sequence[OperatingPoint]) -> Part:
    """Measure a part at each operating point, with intervals."""
    figures: tuple[Measured, ...] = ()
    for point in points:
        measured = figures_of(predictions, point)
        figures += tuple(figure for figure in measured if figure.operating_point or not figures)
    truth, probability = predictions.truth, predictions.probability
    return Part(
        name,
        predictions,
        figures,
        tuple((point, confusion_matrix(truth, probability, point.threshold)) for point in points),
    )
