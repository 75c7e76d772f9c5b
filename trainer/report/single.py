"""The report of one run."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trainer.figures import VIEWS
from trainer.predictions import Predictions
from trainer.report.curves import draw_precision_recall, draw_roc
from trainer.report.drawing import Drawing
from trainer.report.kept_run import KeptRun
from trainer.report.learning import draw_learning_curves
from trainer.report.page import render
from trainer.report.part import Part, measure
from trainer.report.pictures import WrongPictures, most_wrong
from trainer.report.reliability import draw_reliability
from viewer.reading import OperatingPoint


@dataclass(frozen=True, slots=True, eq=False)
class PartView:
    """A part with its figures drawn; `wrong` is None where there is no model to ask."""

    part: Part
    drawings: tuple[Drawing, ...]
    wrong: WrongPictures | None


def make_report(run: KeptRun) -> str:
    """The page of a run, as HTML."""
    card = run.card
    return render(
        "report.html",
        title=f"{card.name} {card.version}" if card else run.name,
        run=run,
        learning=draw_learning_curves(run.history) if run.history else None,
        parts=[_view(run, name) for name in run.parts],
    )


def _view(run: KeptRun, name: str) -> PartView:
    part = measure(name, run.parts[name], run.points)
    wrong = most_wrong(part.predictions, run.reader, run.points[0]) if run.reader else None
    return PartView(part, _drawings(part, run.points), wrong)


def _drawings(part: Part, points: Sequence[OperatingPoint]) -> tuple[Drawing, ...]:
    if not part.has_both_classes:
        return ()
    return (
        draw_roc(_lines(part.predictions), points),
        draw_precision_recall(part.predictions, points),
        draw_reliability(part.predictions),
    )


def _lines(predictions: Predictions) -> dict[str, Predictions]:
    """All; each kind of pneumonia against all that is normal; each view where there are two."""
    lines = {"all": predictions}
    for kind in np.unique(predictions.kind[predictions.kind != ""]):
        of_kind = (predictions.kind == kind) | ~predictions.truth
        lines[f"{kind} against normal"] = predictions.only(of_kind)
    if set(VIEWS) <= set(predictions.view):
        lines |= {view: predictions.only(predictions.view == view) for view in VIEWS}
    return {name: line for name, line in lines.items() if line.truth.any() and not line.truth.all()}
