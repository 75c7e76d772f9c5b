"""What a card says of the data and of whom the model is for: facts that no folder shows."""

from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from viewer.errors import FileUnavailableError, UnsupportedFormatError
from viewer.imaging.gate import read_bytes
from viewer.reading.card import IntendedUse


class About(BaseModel):
    """Facts for the model card, from a JSON file beside this one or of one's own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model_name: str
    data_name: str
    data_licence: str
    intended_use: IntendedUse
    not_for: tuple[str, ...]


UNKNOWN = About(
    model_name="Untitled chest model",
    data_name="not stated",
    data_licence="not stated",
    intended_use=IntendedUse(
        description="Not stated: whom the training radiographs are of is not known.",
        ages_years=(0, 120),
        views=("PA", "AP"),
        modalities=("CR", "DX", "RG", "OT"),
        body_parts=("CHEST", "THORAX", "LUNG"),
    ),
    not_for=("diagnosis, triage or any other clinical decision",),
)
"""What a card says where nobody said more."""


def read_about(name: str) -> About:
    """Read a JSON file, or the one of that name that ships with the trainer.

    Raises
    ------
    UnsupportedFormatError
        If the file does not say what a card needs.
    FileUnavailableError
    """
    shipped = Path(str(files(__name__) / f"{name}.json"))
    path = shipped if shipped.is_file() else Path(name)
    if not path.is_file():
        raise FileUnavailableError(
            f"There is no description of the data {name}.",
            "Name one of trainer/about, or the path of a JSON file like those.",
        )
    try:
        return About.model_validate_json(read_bytes(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise UnsupportedFormatError(
            f"{path} does not describe the data: {place}: {first['msg']}.",
            "Take trainer/about/kermany2018.json as the pattern.",
        ) from error
