"""What the model says of one radiograph."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from viewer.reading.card import OperatingPoint


class Verdict(StrEnum):
    """`WITHHELD` where the radiograph is out of the model's scope."""

    PNEUMONIA = "pneumonia"
    NORMAL = "normal"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which model file made a reading: `sha256` is of the file's bytes."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the model says of one radiograph.

    Attributes
    ----------
    probability : float
        Calibrated, 0..1.
    logit : float
        Before calibration.
    contribution : ndarray, (h, w), float32
        What each place of the radiograph, cut into h x w fields, adds to the logit.
    scope : tuple of str
        Why the model may not be asked, one clause each; empty when in scope.
    provider : str
        The execution provider that really ran, in ONNX Runtime's words.
    elapsed : float
        Seconds from the decoded radiograph to the reading.
    """

    probability: float
    logit: float
    verdict: Verdict
    operating_point: OperatingPoint
    contribution: NDArray[np.float32]
    scope_distance: float
    scope: tuple[str, ...]
    model: ModelIdentity
    provider: str
    elapsed: float


def judge(probability: float, operating_point: OperatingPoint, scope: tuple[str, ...]) -> Verdict:
    """The verdict: withheld out of scope, else by the threshold, which itself is positive."""
    if scope:
        return Verdict.WITHHELD
    return Verdict.PNEUMONIA if probability >= operating_point.threshold else Verdict.NORMAL
