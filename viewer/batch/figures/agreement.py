"""How readings agree with labels: at a threshold, and over all thresholds.

Figures are of radiographs that are labelled and were read: what is withheld has no verdict to
judge. Intervals take radiographs for independent; where patients have several, they are too
narrow.
"""

from dataclasses import dataclass

from viewer.batch.figures import intervals
from viewer.batch.figures.facts import Facts, State
from viewer.batch.figures.figure import (
    NO_NORMAL,
    NO_PNEUMONIA,
    NONE_AT_ALL,
    NONE_NEGATIVE,
    NONE_POSITIVE,
    NOTHING_POSITIVE,
    Figure,
)
from viewer.batch.figures.labels import Label
from viewer.batch.figures.ranking import Ranking


@dataclass(frozen=True, slots=True)
class ConfusionMatrix:
    """Counts at one threshold, which itself is positive."""

    true_positive: int
    false_positive: int
    false_negative: int
    true_negative: int

    @property
    def positive(self) -> int:
        """Labelled pneumonia."""
        return self.true_positive + self.false_negative

    @property
    def negative(self) -> int:
        """Labelled normal."""
        return self.true_negative + self.false_positive


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Of the labelled radiographs, how many have no part in the figures."""

    labelled: int
    withheld: int
    failed: int

    @property
    def counted(self) -> int:
        return self.labelled - self.withheld - self.failed


def left_out(facts: Facts) -> LeftOut:
    return LeftOut(
        facts.labelled,
        facts.count(State.WITHHELD, labelled=True),
        facts.count(State.FAILED, labelled=True),
    )


def figures_table(facts: Facts, threshold: float) -> tuple[Figure, ...]:
    """The AUC and the figures at a threshold; empty where nothing is labelled."""
    if not facts.labelled:
        return ()
    return (facts.auc, *figures_at(confusion_matrix(facts.ranking, threshold)))


def confusion_matrix(ranking: Ranking, threshold: float) -> ConfusionMatrix:
    under, over = ranking.split(threshold)
    return ConfusionMatrix(
        true_positive=int(over[Label.PNEUMONIA]),
        false_positive=int(over[Label.NORMAL]),
        false_negative=int(under[Label.PNEUMONIA]),
        true_negative=int(under[Label.NORMAL]),
    )


def figures_at(counts: ConfusionMatrix) -> tuple[Figure, ...]:
    """The figures that depend on the threshold, by their names in the literature."""
    tp, fp = counts.true_positive, counts.false_positive
    fn, tn = counts.false_negative, counts.true_negative
    return (
        _share("sensitivity", tp, tp + fn, NO_PNEUMONIA),
        _share("specificity", tn, tn + fp, NO_NORMAL),
        _share("precision", tp, tp + fp, NONE_POSITIVE),
        _share("negative predictive value", tn, tn + fn, NONE_NEGATIVE),
        _f1(tp, fp + fn),
        _share("accuracy", tp + tn, tp + fp + fn + tn, NONE_AT_ALL),
    )


def _share(name: str, hits: int, of: int, lacking: str) -> Figure:
    if not of:
        return Figure.undefined(name, lacking)
    return Figure(name, hits / of, *intervals.of_share(hits, of))


def _f1(true_positive: int, wrong: int) -> Figure:
    if not true_positive + wrong:
        return Figure.undefined("F1", NOTHING_POSITIVE)
    value = 2 * true_positive / (2 * true_positive + wrong)
    return Figure("F1", value, *intervals.of_f1(true_positive, wrong))
