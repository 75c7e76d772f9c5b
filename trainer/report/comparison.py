"""Several runs side by side."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from trainer.metrics import Interval
from trainer.report.drawing import colour_of
from trainer.report.history import MEASURES
from trainer.report.kept_run import KeptRun, in_order
from trainer.report.learning import draw_compared_curves
from trainer.report.page import render
from trainer.report.part import Part, measure

REPORT = "report.html"
"""The name of a run's own report in its folder."""


@dataclass(frozen=True, slots=True, eq=False)
class RunView:
    """A run as a column of the page; `report` is the address of its own report, "" if none."""

    run: KeptRun
    name: str
    colour: str
    report: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with a cell for each run."""

    name: str
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """All runs' figures of one part; None where a run has none."""

    name: str
    radiographs: tuple[int | None, ...]
    tables: dict[str, tuple[Row, ...]]


def make_comparison(runs: Sequence[KeptRun], html: Path) -> str:
    """The page of several runs, as HTML that will lie at `html`."""
    names = _names(runs)
    return render(
        "comparison.html",
        views=[
            RunView(run, name, colour_of(index), _report(run, html))
            for index, (run, name) in enumerate(zip(runs, names, strict=True))
        ],
        learning=draw_compared_curves(
            {name: run.history for run, name in zip(runs, names, strict=True)}
        ),
        ends=_ends(runs),
        parts=[
            _compare_part(runs, name)
            for name in sorted({name for run in runs for name in run.parts}, key=in_order)
        ],
        choices=_different_choices(runs),
    )


def _names(runs: Sequence[KeptRun]) -> list[str]:
    """The folders' names; the paths below what they share where two are of one name."""
    names = [run.name for run in runs]
    if len(set(names)) == len(names):
        return names
    folders = [run.folder.resolve() for run in runs]
    shared = os.path.commonpath(folders)
    return [str(folder.relative_to(shared)) for folder in folders]


def _report(run: KeptRun, html: Path) -> str:
    report = run.folder.resolve() / REPORT
    if not report.is_file():
        return ""
    return quote(Path(os.path.relpath(report, html.resolve().parent)).as_posix())


def _ends(runs: Sequence[KeptRun]) -> list[Row]:
    """Where the learning curves end: both values and the gap of each measure."""
    rows = [
        Row(
            "epoch with the smallest validation loss",
            tuple(
                f"{run.history.epochs[run.history.best]} of {len(run.history.epochs)}"
                if run.history and run.history.best is not None
                else None
                for run in runs
            ),
        )
    ]
    for name, word in MEASURES.items():
        curves = [run.history.curves.get(name) if run.history else None for run in runs]
        rows += [
            Row(f"{word}, training", tuple(c and f"{c.train[-1]:.3f}" for c in curves)),
            Row(f"{word}, validation", tuple(c and f"{c.validation[-1]:.3f}" for c in curves)),
            Row(f"{word}, gap", tuple(c and f"{c.gap:+.3f}" for c in curves)),
        ]
    return [row for row in rows if any(row.cells)]


def _compare_part(runs: Sequence[KeptRun], name: str) -> ComparedPart:
    measured = [
        measure(name, run.parts[name], run.points) if name in run.parts else None for run in runs
    ]
    columns = [_by_heading(part) if part else {} for part in measured]
    headings: dict[str, dict[str, None]] = {}
    for column in columns:
        for heading, row in column:
            headings.setdefault(heading, {})[row] = None
    return ComparedPart(
        name,
        tuple(len(part.predictions) if part else None for part in measured),
        {
            heading: tuple(
                Row(row, tuple(column.get((heading, row)) for column in columns)) for row in rows
            )
            for heading, rows in headings.items()
        },
    )


def _by_heading(part: Part) -> dict[tuple[str, str], Interval]:
    return {
        (
            f"{figure.group} at {figure.operating_point}"
            if figure.operating_point
            else figure.group,
            figure.name,
        ): figure.interval
        for figure in part.figures
    }


def _different_choices(runs: Sequence[KeptRun]) -> list[Row]:
    """What the recipes do not have in common; None where a recipe does not say."""
    recipes = [run.recipe.choices if run.recipe else {} for run in runs]
    keys = dict.fromkeys(key for recipe in recipes for key in recipe)
    rows = [Row(key, tuple(recipe.get(key) for recipe in recipes)) for key in keys]
    return [row for row in rows if len(set(row.cells)) > 1]
