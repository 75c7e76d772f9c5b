"""Figures in words."""

from viewer.batch.figures.agreement import LeftOut
from viewer.batch.figures.figure import Figure
from viewer.ui.texts import later, number, tr, trn

NAMES = {
    "AUC": later("AUC"),
    "sensitivity": later("Sensitivity"),
    "specificity": later("Specificity"),
    "precision": later("Precision"),
    "negative predictive value": later("Negative predictive value"),
    "F1": later("F1"),
    "accuracy": later("Accuracy"),
}


def value_text(figure: Figure) -> str:
    return "–" if figure.value is None else number(figure.value, ".3f")


def interval_text(figure: Figure) -> str:
    """Empty where the figure is not defined."""
    if figure.low is None or figure.high is None:
        return ""
    return tr("{low:.3f} to {high:.3f}").format(low=figure.low, high=figure.high)


def counted_text(out: LeftOut) -> str:
    """Such as "624 labelled radiographs, of which 31 withheld and 2 failed are left out."."""
    text = trn("{count:,} labelled radiograph", "{count:,} labelled radiographs", out.labelled)
    labelled = text.format(count=out.labelled)
    if not out.withheld + out.failed:
        return tr("{labelled}, all of them counted.").format(labelled=labelled)
    return tr(
        "{labelled}; {withheld:,} withheld and {failed:,} failed are left out, which leaves"
        " {counted:,}."
    ).format(labelled=labelled, withheld=out.withheld, failed=out.failed, counted=out.counted)
