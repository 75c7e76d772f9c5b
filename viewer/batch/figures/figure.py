"""One figure of merit, or the reason why there is none."""

from dataclasses import dataclass
from typing import Self

NO_PNEUMONIA = "no radiograph that counts is labelled pneumonia"
NO_NORMAL = "no radiograph that counts is labelled normal"
NONE_POSITIVE = "none is read as pneumonia"
NONE_NEGATIVE = "none is read as normal"
NOTHING_POSITIVE = "none is labelled or read as pneumonia"
NONE_AT_ALL = "no radiograph that counts is labelled"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its 95% interval; without a value, the reason for that.

    Attributes
    ----------
    value, low, high : float or None
        0..1; all three are None where the figure is not defined.
    reason : str
        Why it is not defined; empty if it is.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    reason: str = ""

    @classmethod
    def undefined(cls, name: str, reason: str) -> Self:
        return cls(name, None, None, None, reason)
