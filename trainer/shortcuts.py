"""What would tell a radiograph's label without its picture: a network learns it if it can."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from trainer import metrics
from trainer.example import Example, Label

TELLING_AUC = 0.6
"""The AUC from which an attribute is said to predict the label."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """How far an attribute predicts the label of radiographs that are not even looked at.

    Attributes
    ----------
    counts : tuple of (value, normal, pneumonia)
        Radiographs of each value of the attribute, in the values' order.
    auc : float
        Of reading each radiograph by the share of pneumonia among those of its value;
        0.5 where the attribute tells nothing, NaN where a class is missing.
    """

    counts: tuple[tuple[str, int, int], ...]
    auc: float

    @property
    def is_telling(self) -> bool:
        return self.auc >= TELLING_AUC


def shortcut_by(examples: Sequence[Example], value_of: Callable[[Example], str]) -> Shortcut:
    """How far the attribute that `value_of` tells predicts the label."""
    normal = Counter(value_of(e) for e in examples if e.label is Label.NORMAL)
    pneumonia = Counter(value_of(e) for e in examples if e.label is Label.PNEUMONIA)
    values = sorted(normal | pneumonia)
    share = {value: pneumonia[value] / (normal[value] + pneumonia[value]) for value in values}
    truth = np.array([example.label is Label.PNEUMONIA for example in examples], np.bool_)
    guess = np.array([share[value_of(example)] for example in examples], np.float64)
    return Shortcut(
        tuple((value, normal[value], pneumonia[value]) for value in values),
        metrics.value_of(metrics.auc, truth, guess),
    )
