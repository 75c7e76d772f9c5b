"""ROC and precision-recall curves with the operating points on them."""

from collections.abc import Callable, Mapping, Sequence

from matplotlib.axes import Axes
from sklearn.metrics import precision_recall_curve, roc_curve

from trainer.metrics import (
    Figure,
    Interval,
    auc,
    average_precision,
    figures_at,
    value_of,
    with_interval,
)
from trainer.predictions import Predictions
from trainer.report.drawing import COLOURS, INK, QUIET, Drawing, colour_of, draw_square
from viewer.reading import OperatingPoint

_SENSITIVITY = "sensitivity (recall)"
_MARKERS = "oDs^v"
_MOST_LINES = 5
"""More than that can't be told apart."""

_CROWDED = 0.95
"""Curves above that area keep to a corner, which is enlarged where they leave room."""


def draw_roc(groups: Mapping[str, Predictions], points: Sequence[OperatingPoint]) -> Drawing:
    """Sensitivity against the share of false alarms, a line a group, the first one strong.

    The points are marked on the first. Each group must hold both classes.
    """
    lines = list(groups.items())[:_MOST_LINES]
    intervals = {name: _with_interval(auc, group) for name, group in lines}
    first = lines[0][1]

    def onto(axes: Axes) -> None:
        axes.plot((0, 1), (0, 1), ":", color=QUIET, lw=0.8)
        for index, (name, group) in enumerate(lines):
            fall_out, sensitivity, _ = roc_curve(group.truth, group.probability)
            axes.plot(
                fall_out,
                sensitivity,
                color=colour_of(index),
                lw=1.1 if index else 1.9,
                zorder=3 - 0.1 * index,
                label=f"{name}: AUC {intervals[name]}",
            )
        _mark(axes, first, points, "specificity", _SENSITIVITY, lambda x, y: (1 - x, y))
        _finish(axes, "1 − specificity", "sensitivity")
        axes.set_title("ROC")
        if intervals[lines[0][0]].value > _CROWDED:
            _enlarge(axes, (0.4, 0.14, 0.56, 0.56), (-0.012, 0.2), (0.8, 1.012))

    told = "; ".join(f"{name} {intervals[name]}" for name, _ in lines)
    return draw_square(f"ROC curves. AUC with 95% interval: {told}.", onto)


def draw_precision_recall(group: Predictions, points: Sequence[OperatingPoint]) -> Drawing:
    """Precision against recall, with the precision of a reader that always finds pneumonia."""
    interval = _with_interval(average_precision, group)
    share = float(group.truth.mean())

    def onto(axes: Axes) -> None:
        precision, recall, _ = precision_recall_curve(group.truth, group.probability)
        # A step function, as the area under it is measured.
        axes.step(
            recall, precision, where="post", color=COLOURS[0], lw=1.9, label=f"area {interval}"
        )
        axes.axhline(
            share, color=QUIET, lw=0.8, ls=":", label=f"share of pneumonia here: {share:.3f}"
        )
        _mark(axes, group, points, _SENSITIVITY, "precision", lambda x, y: (x, y))
        _finish(axes, "recall (sensitivity)", "precision")
        axes.set_title("Precision and recall")
        if interval.value > _CROWDED:
            _enlarge(axes, (0.1, 0.1, 0.56, 0.56), (0.8, 1.012), (0.8, 1.012))

    return draw_square(f"Precision-recall curve. Area with 95% interval: {interval}.", onto)


def _with_interval(figure: Figure, group: Predictions) -> Interval:
    return with_interval(figure, group.truth, group.probability, group.patient.tolist())


def _mark(
    axes: Axes,
    group: Predictions,
    points: Sequence[OperatingPoint],
    x: str,
    y: str,
    place: Callable[[float, float], tuple[float, float]],
) -> None:
    """Mark the operating points; `place` makes coordinates of the figures named `x` and `y`."""
    for marker, point in zip(_MARKERS, points, strict=False):
        figures = figures_at(point.threshold)
        values = [value_of(figures[name], group.truth, group.probability) for name in (x, y)]
        axes.plot(
            *place(*values),
            marker,
            color="white",
            markeredgecolor=INK,
            markeredgewidth=1.3,
            markersize=6.5,
            label=f"{point.name}, at {point.threshold:.3f}",
            zorder=5,
        )


def _finish(axes: Axes, x: str, y: str) -> None:
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), xlabel=x, ylabel=y)


def _enlarge(
    axes: Axes,
    place: tuple[float, float, float, float],
    x: tuple[float, float],
    y: tuple[float, float],
) -> None:
    """Draw the lines and markers between the limits once more, larger, at `place` in the axes."""
    inset = axes.inset_axes(place)
    for line in axes.lines:
        inset.plot(
            *line.get_data(),
            drawstyle=line.get_drawstyle(),
            color=line.get_color(),
            lw=line.get_linewidth(),
            ls=line.get_linestyle(),
            marker=line.get_marker(),
            markersize=line.get_markersize(),
            markeredgecolor=line.get_markeredgecolor(),
            markeredgewidth=line.get_markeredgewidth(),
            zorder=line.get_zorder(),
        )
    inset.set(xlim=x, ylim=y)
    inset.tick_params(labelsize=7)
    inset.spines[["top", "right"]].set_visible(True)
    frame = axes.indicate_inset_zoom(inset, edgecolor=QUIET, alpha=0.5, lw=0.8)
    for connector in frame.connectors or ():
        connector.set_visible(False)
