"""What a training run is made of; kept beside its results."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from trainer.about import UNKNOWN, About
from trainer.augmentation import Strength
from viewer.imaging import InputSpec


class Recipe(BaseModel):
    """Every choice of a run. Two runs of one recipe on one machine differ by rounding only."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    architecture: str
    input: InputSpec
    epochs: Annotated[int, Field(ge=1)]
    batch: Annotated[int, Field(ge=1)] = 32
    learning_rate: Annotated[float, Field(gt=0)]
    decay: Literal["cosine", "plateau"]
    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.0
    augmentation: Strength
    patience: Annotated[int, Field(ge=1)]
    split: Literal["folders", "patients"] = "folders"
    validation_share: Annotated[float, Field(gt=0, lt=1)] = 0.1
    seed: int = 1
    about: About = UNKNOWN


RECIPES = {
    "cnn": Recipe(
        architecture="cnn",
        input=InputSpec(128),
        epochs=25,
        learning_rate=1e-3,
        decay="plateau",
        augmentation="mild",
        patience=6,
    ),
    "efficientnet-lite0": Recipe(
        architecture="efficientnet-lite0",
        input=InputSpec(192),
        epochs=8,
        learning_rate=5e-4,
        decay="cosine",
        label_smoothing=0.05,
        augmentation="strong",
        patience=8,
    ),
}
