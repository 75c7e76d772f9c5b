"""What a training run is made of: one TOML file, kept beside its results."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from trainer.about import UNKNOWN, About, read_about
from trainer.augmentation import Augmentation, Share
from viewer.errors import FileUnavailableError, UnsupportedFormatError
from viewer.imaging import InputSpec
from viewer.imaging.gate import read_bytes


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Optimiser(_Table):
    """How the weights are moved.

    Attributes
    ----------
    decay : str
        "cosine" rises from a tenth of `learning_rate` within half an epoch and then falls to
        zero; "plateau" falls to 0.3 of it after two epochs without a smaller validation loss.
    weight_decay : float
        AdamW's; ignored by Adam.
    average : float
        Momentum of the running average of the weights, which is what is validated and kept
        (EMA); 0 for none.
    """

    name: Literal["adam", "adamw"] = "adam"
    learning_rate: Annotated[float, Field(gt=0)]
    decay: Literal["constant", "cosine", "plateau"] = "constant"
    weight_decay: Annotated[float, Field(ge=0)] = 0.0
    average: Annotated[float, Field(ge=0, lt=1)] = 0.0


class FineTuning(_Table):
    """What stays as the weights of another task left it.

    Attributes
    ----------
    frozen_epochs : int
        Epochs at the start in which the last dense unit alone learns: first probe, then
        tune, which keeps what transfers (Kumar et al. 2022).
    learning_rate : float
        In those epochs.
    frozen_until : str
        Name of the last layer that stays frozen in all epochs; "" for none.
    """

    frozen_epochs: Annotated[int, Field(ge=0)] = 0
    learning_rate: Annotated[float, Field(gt=0)] = 1e-3
    frozen_until: str = ""


class Distillation(_Table):
    """Several networks are made into one.

    Attributes
    ----------
    teacher : str
        Recipe beside this one, trained with each of `seeds` before.
    share : float
        Of the label, what the mean probability of the teachers replaces.
    """

    teacher: str = ""
    seeds: tuple[int, ...] = ()
    share: Share = 0.5


class Recipe(_Table):
    """Every choice of a run. Two runs of one recipe on one machine differ by rounding only.

    `seed` rules weights, batches and augmentation, and `split_seed` the split alone, so that
    runs of several seeds are compared on the same radiographs.

    Attributes
    ----------
    about : About
        What the card says of the data and of whom the model is for: a name of `trainer.about`,
        the path of a JSON file, or a table.
    data : tuple of str
        Folders and tables, under the folder that `HILUM_DATA` names.
    weights : str
        "none", "imagenet" or the path of a local file.
    dropout : float or None
        In place of the architecture's own share.
    l2 : float
        Penalty on the kernels of convolutions and dense layers.
    balance : str
        "weights" in the loss, or "batches" drawn so, by `trainer.balance`.
    patience : int or None
        Epochs without a smaller validation loss after which training stops early.
    keep : str
        The "best" epoch by the validation loss, or the "last" one.
    split : str
        By the data's own "folders", with `validation_share` of train split off where there is
        no val folder; or "patients", 70/20/10.
    version, trade_offs : str
        For the model card.
    """

    about: About = UNKNOWN
    data: tuple[str, ...] = ()
    architecture: str
    weights: str = "none"
    input: InputSpec
    epochs: Annotated[int, Field(ge=1)]
    batch: Annotated[int, Field(ge=1)] = 32
    optimiser: Optimiser
    fine_tuning: FineTuning = FineTuning()
    distillation: Distillation = Distillation()
    label_smoothing: Annotated[float, Field(ge=0, lt=1)] = 0.0
    dropout: Annotated[float, Field(ge=0, lt=1)] | None = None
    l2: Annotated[float, Field(ge=0)] = 0.0
    balance: Literal["none", "weights", "batches"] = "weights"
    augmentation: Augmentation = Augmentation()
    patience: Annotated[int, Field(ge=1)] | None = None
    keep: Literal["best", "last"] = "best"
    split: Literal["folders", "patients"] = "folders"
    validation_share: Annotated[float, Field(gt=0, lt=1)] = 0.1
    split_seed: int = 1
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 1
    version: str = "0.1.0"
    trade_offs: str = ""

    @field_validator("about", mode="before")
    @classmethod
    def _read_about(cls, value: Any) -> Any:
        return read_about(value) if isinstance(value, str) else value


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises
    ------
    UnsupportedFormatError
        If it is no TOML, or has a key or a value that a recipe has not.
    FileUnavailableError
    """
    hint = "Take one of trainer/recipes as the pattern."
    if not path.is_file():
        raise FileUnavailableError(f"There is no recipe {path}.", hint)
    try:
        return Recipe.model_validate(tomllib.loads(read_bytes(path).decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnsupportedFormatError(f"{path} is no TOML file: {error}.", hint) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = "no recipe has it" if first["type"] == "extra_forbidden" else first["msg"]
        raise UnsupportedFormatError(f"{path}: {place}: {message}.", hint) from error


def to_toml(recipe: Recipe) -> str:
    """The whole recipe, defaults included, as `read_recipe` reads it."""
    return tomli_w.dumps(recipe.model_dump(mode="json", exclude_none=True))
