"""The reliability diagram: whether a probability of 70% is right seven times in ten."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from trainer.metrics import BINS, calibration_error, calibration_error_by_chance, with_interval
from trainer.predictions import Predictions
from trainer.report.drawing import COLOURS, INK, QUIET, Drawing, draw_square


def draw_reliability(group: Predictions) -> Drawing:
    """How often pneumonia was there, by the probability that was given, and how often that was."""
    error = with_interval(calibration_error, group.truth, group.probability, group.patient.tolist())
    by_chance = calibration_error_by_chance(group.probability)
    bins = np.minimum((group.probability * BINS).astype(np.intp), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    filled = counts > 0
    given = np.bincount(bins, group.probability, BINS)[filled] / counts[filled]
    found = np.bincount(bins, group.truth, BINS)[filled] / counts[filled]

    def onto(axes: Axes, below: Axes) -> None:
        axes.plot((0, 1), (0, 1), ":", color=QUIET, lw=0.8, label="perfectly calibrated")
        # A bin with two radiographs says little, and must not look as if it said much.
        areas = np.clip(160 * np.sqrt(counts[filled] / counts.max()), 12, None)
        label = f"one of {BINS} bins, larger where it holds more"
        axes.scatter(
            given, found, areas, color=COLOURS[0], lw=0, zorder=3, label=label, clip_on=False
        )
        label = f"calibration error {error}"
        axes.vlines(given, given, found, color=COLOURS[1], lw=1.2, alpha=0.6, label=label)
        axes.plot([], [], alpha=0, label=f"noise floor {by_chance}")
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), ylabel="share with pneumonia")
        axes.set_title("Reliability")
        _draw_counts(below, counts)

    words = f"Reliability diagram. Calibration error {error}, noise floor {by_chance}."
    return draw_square(words, onto, (3.4, 1))


def _draw_counts(axes: Axes, counts: NDArray[np.intp]) -> None:
    left = np.arange(BINS) / BINS
    axes.bar(left, counts, 0.86 / BINS, align="edge", color="#b9c3cc")
    for place, count in zip(left, counts, strict=True):
        axes.annotate(
            str(count),
            (place + 0.43 / BINS, count),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            fontsize=6.5,
            color=INK,
        )
    # Most radiographs are at the ends; the logarithm keeps the middle in sight.
    axes.set(xlabel="probability", ylabel="radiographs", yscale="symlog")
    axes.set_ylim(0, counts.max() * 6)
    axes.set_yticks([])
    axes.grid(visible=False)
