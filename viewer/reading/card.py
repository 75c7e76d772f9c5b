"""The model card: what a model file says of itself, as JSON in its metadata."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from viewer.imaging.model_input import InputSpec

METADATA_KEY = "hilum.card"

Share = Annotated[float, Field(ge=0.0, le=1.0)]


class _Frozen(BaseModel):
    # Unknown fields are let through: a newer card still tells an older viewer what it knows.
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class TrainingData(_Frozen):
    """What the network learned from."""

    name: str
    licence: str
    normal: int
    pneumonia: int
    patients: int
    manifest_sha256: str


class IntendedUse(_Frozen):
    """Whom the model was made for; anything else is out of scope."""

    description: str
    ages_years: tuple[float, float]
    views: tuple[str, ...]
    modalities: tuple[str, ...]
    body_parts: tuple[str, ...]


class OperatingPoint(_Frozen):
    """A threshold on the calibrated probability, fixed on validation data."""

    name: str
    threshold: Share
    description: str


class Calibration(_Frozen):
    """probability = sigmoid(scale * logit + offset) (Platt 1999), fitted on validation data."""

    method: Literal["platt"] = "platt"
    scale: float
    offset: float


class Contribution(_Frozen):
    """How the output `contribution` was made.

    `bias` is set where mean(contribution) + bias is the logit. `full_scale` is the
    contribution that a heatmap draws at full strength: how high the peak of a radiograph
    with pneumonia typically is.
    """

    method: str
    description: str
    bias: float | None
    full_scale: Annotated[float, Field(gt=0.0)]


class Scope(_Frozen):
    """The largest `scope_distance` at which the model may be asked."""

    threshold: float
    description: str


class Metric(_Frozen):
    """One figure with its 95% interval, and the data it was measured on."""

    name: str
    value: float
    low: float
    high: float
    data: str


class ModelCard(_Frozen):
    """What the viewer knows of a model: it learns nothing from anywhere else.

    `trade_offs` says what was given up for size and speed.
    """

    card_version: Literal[1] = 1
    name: str
    version: str
    architecture: str
    created: str
    input: InputSpec
    training: TrainingData
    intended_use: IntendedUse
    not_for: tuple[str, ...]
    operating_points: Annotated[tuple[OperatingPoint, ...], Field(min_length=1)]
    calibration: Calibration
    contribution: Contribution
    scope: Scope
    metrics: tuple[Metric, ...]
    trade_offs: str = ""
