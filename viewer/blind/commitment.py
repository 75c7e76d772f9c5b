"""What a reader said of a radiograph, and what the network then said of it."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from viewer.reading import Reading, Verdict


class Answer(StrEnum):
    """What a reader commits to."""

    PNEUMONIA = "pneumonia"
    NORMAL = "normal"
    UNSURE = "unsure"


class Confidence(StrEnum):
    """How sure a reader is of it."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Commitment(_Kept):
    """A reader's own reading of one radiograph.

    Attributes
    ----------
    sha256 : str
        Of the file's bytes: what is committed to is the radiograph, wherever its file lies.
    confidence : Confidence or None
        None where the reader is unsure, which says it all.
    seconds : float
        How long the radiograph had been looked at.
    blind : bool
        Whether the network's reading of it had been neither beside the radiograph nor in the list
        before.
    """

    kind: Literal["commitment"] = "commitment"
    file: Path
    sha256: str
    answer: Answer
    confidence: Confidence | None
    seconds: Annotated[float, Field(ge=0.0)]
    blind: bool
    at: datetime


class NetworkReading(_Kept):
    """What the network said of a radiograph when its reading appeared."""

    kind: Literal["reading"] = "reading"
    sha256: str
    verdict: Verdict
    probability: float
    operating_point: str
    threshold: float
    model: str
    model_sha256: str

    @classmethod
    def of(cls, sha256: str, reading: Reading) -> "NetworkReading":
        model, point = reading.model, reading.operating_point
        return cls(
            sha256=sha256,
            verdict=reading.verdict,
            probability=reading.probability,
            operating_point=point.name,
            threshold=point.threshold,
            model=f"{model.name} {model.version}",
            model_sha256=model.sha256,
        )
