"""Learning curves: what was learned, and how far it is from what holds elsewhere."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from trainer.report.drawing import COLOURS, QUIET, Drawing, colour_of, draw
from trainer.report.history import MEASURES, History

_TRAIN, _VALIDATION = COLOURS[1], COLOURS[0]
_DOTS_UP_TO = 15
"""More epochs than that are a line without a dot for each."""


def draw_learning_curves(history: History) -> Drawing | None:
    """One panel a measure, the gap between training and validation shaded."""
    if not history.curves:
        return None

    def onto(*panels: Axes) -> None:
        for axes, (name, curve) in zip(panels, history.curves.items(), strict=True):
            marker = _marker(history)
            for values, colour, style, word in (
                (curve.train, _TRAIN, "--", "training"),
                (curve.validation, _VALIDATION, "-", "validation"),
            ):
                axes.plot(history.epochs, values, style, color=colour, marker=marker, label=word)
            axes.fill_between(
                history.epochs, curve.train, curve.validation, color=_TRAIN, alpha=0.13, lw=0
            )
            if history.best is not None:
                axes.axvline(history.epochs[history.best], color=QUIET, lw=0.8, ls=":")
            axes.set_title(MEASURES[name])
            axes.set_title(
                f"gap at the end {curve.gap:+.3f}",
                loc="right",
                color=QUIET,
                fontsize=8.5,
                fontweight="normal",
            )
            _finish(axes, history.epochs)
            _tell_ends(axes, history, name)
        panels[0].legend(loc="best")

    words = "; ".join(
        f"{MEASURES[name]} at the last epoch: training {curve.train[-1]:.3f}, "
        f"validation {curve.validation[-1]:.3f}"
        for name, curve in history.curves.items()
    )
    count = len(history.curves)
    return draw((360 * count, 270), f"Learning curves. {words}.", onto, (1, count))


def draw_compared_curves(histories: Mapping[str, History | None]) -> Drawing | None:
    """All runs on the same axes, by name: a colour each, training dashed, validation solid.

    A run without learning curves keeps its place among the colours.
    """
    known = {name: history for name, history in histories.items() if history}
    measured = [name for name in MEASURES if any(name in h.curves for h in known.values())]
    if not measured:
        return None

    def onto(*panels: Axes) -> None:
        for axes, name in zip(panels, measured, strict=True):
            for index, (run, history) in enumerate(histories.items()):
                if not history or name not in history.curves:
                    continue
                curve, colour = history.curves[name], colour_of(index)
                for values, style, label in (
                    (curve.train, "--", None),
                    (curve.validation, "-", run),
                ):
                    axes.plot(
                        history.epochs,
                        values,
                        style,
                        color=colour,
                        marker=_marker(history),
                        alpha=1.0 if label else 0.75,
                        label=label,
                    )
                if history.best is not None:
                    axes.plot(
                        history.epochs[history.best],
                        curve.validation[history.best],
                        "o",
                        color=colour,
                        markersize=9,
                        markerfacecolor="none",
                    )
            axes.set_title(MEASURES[name])
            _finish(axes, [epoch for history in known.values() for epoch in history.epochs])
        panels[0].legend(loc="best")

    words = "Learning curves of " + ", ".join(known)
    count = len(measured)
    return draw((360 * count, 290), f"{words}.", onto, (1, count))


def _marker(history: History) -> str:
    return "o" if len(history.epochs) <= _DOTS_UP_TO else ""


def _finish(axes: Axes, epochs: Sequence[int]) -> None:
    axes.set_xlabel("epoch")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlim(min(epochs) - 0.3, max(epochs) + 0.3)


def _tell_ends(axes: Axes, history: History, name: str) -> None:
    """Write the last values beside the ends of the lines, and keep them off each other."""
    curve = history.curves[name]
    ends = sorted(
        (value, colour)
        for value, colour in ((curve.train[-1], _TRAIN), (curve.validation[-1], _VALIDATION))
        if math.isfinite(value)
    )
    low, high = axes.get_ylim()
    least = 0.07 * (high - low)
    places = np.array([value for value, _ in ends])
    if len(places) == 2 and places[1] - places[0] < least:
        places = places.mean() + np.array([-least / 2, least / 2])
    for place, (value, colour) in zip(places, ends, strict=True):
        axes.annotate(
            f"{value:.3f}",
            (history.epochs[-1], place),
            xytext=(8, 0),
            textcoords="offset points",
            color=colour,
            va="center",
            annotation_clip=False,
        )
