"""Figures become text that stands inside a page: SVG in a data address, without any state."""

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
"""Told apart by colour-blind eyes as well (Okabe and Ito 2008)."""

_DPI = 96
_SQUARE = (372, 496)
_LEFT, _RIGHT, _TOP = 0.13, 0.985, 0.95
_BOTTOM = _TOP - (_RIGHT - _LEFT) * _SQUARE[0] / _SQUARE[1]

INK, QUIET, LINE = "#1d2329", "#5b6670", "#d7dce1"

_STYLE: Any = {
    # The reader's own fonts draw the text, which keeps a figure small; the first that is
    # installed measures it.
    "svg.fonttype": "none",
    "svg.hashsalt": "hilum",
    "font.family": "sans-serif",
    "font.sans-serif": ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans"],
    "font.size": 9.0,
    # The name of a folder may hold dollar signs.
    "text.parse_math": False,
    "text.color": INK,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#edf0f2",
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": QUIET,
    "ytick.labelcolor": QUIET,
    "legend.frameon": False,
    "legend.fontsize": 8.0,
    "lines.linewidth": 1.6,
    "lines.markersize": 4.0,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure for the page.

    Attributes
    ----------
    address : str
        `data:image/svg+xml;base64,...`
    words : str
        What the figure shows, for those who can't see it.
    width : int
        In CSS pixels.
    """

    address: str
    words: str
    width: int


def draw(
    size: tuple[float, float],
    words: str,
    onto: Callable[..., None],
    panels: tuple[int, int] = (1, 1),
) -> Drawing:
    """Make a figure of `size` in CSS pixels and let `onto` draw on its axes, one after another."""
    with mpl.rc_context(_STYLE):
        figure = Figure((size[0] / _DPI, size[1] / _DPI), layout="constrained")
        onto(*figure.subplots(*panels, squeeze=False).flat)
        return _drawn(figure, words)


def draw_square(words: str, onto: Callable[..., None], heights: Sequence[float] = (1,)) -> Drawing:
    """Make a figure whose axes, one above the other, fill a square above a legend.

    However long the legends, the squares of figures beside each other line up. The legend
    tells the labelled lines of the first axes.
    """
    with mpl.rc_context(_STYLE):
        figure = Figure((_SQUARE[0] / _DPI, _SQUARE[1] / _DPI))
        axes = figure.subplots(
            len(heights),
            squeeze=False,
            sharex=True,
            gridspec_kw={"height_ratios": heights, "hspace": 0.06},
        )
        figure.subplots_adjust(_LEFT, _BOTTOM, _RIGHT, _TOP)
        onto(*axes.flat)
        figure.legend(
            *axes[0, 0].get_legend_handles_labels(),
            loc="upper left",
            bbox_to_anchor=(_LEFT - 0.03, _BOTTOM - 0.085),
            borderaxespad=0.0,
        )
        return _drawn(figure, words)


def _drawn(figure: Figure, words: str) -> Drawing:
    content = io.BytesIO()
    FigureCanvasSVG(figure)
    figure.savefig(content, format="svg", metadata={"Date": None, "Creator": None})
    encoded = base64.b64encode(content.getvalue()).decode("ascii")
    width = round(figure.get_figwidth() * _DPI)
    return Drawing(f"data:image/svg+xml;base64,{encoded}", words, width)


def colour_of(index: int) -> str:
    """The colour of what stands at that place; an eighth begins anew."""
    return COLOURS[index % len(COLOURS)]
