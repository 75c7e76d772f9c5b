"""A labelled radiograph, and what makes a set of them unusable."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from viewer.errors import HilumError


class DatasetError(HilumError):
    """What folders or tables say of their radiographs contradicts itself or can't be used."""


class Label(IntEnum):
    """The class, by the name of its folder."""

    NORMAL = 0
    PNEUMONIA = 1


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled radiograph.

    Attributes
    ----------
    patient : str
        Unique within the data; all of a patient's radiographs share it.
    folder : str
        "train", "val" or "test" where the data come split; "choose" or "final" where their
        labels are for evaluation only; else "".
    kind : str
        "bacteria" or "virus" where it is known, else "".
    source : str
        The collection it comes from.
    view : str
        "PA" or "AP" where it is known, else "".
    name : str
        The path within its source, with slashes: the same wherever the source lies.
    """

    path: Path
    label: Label
    patient: str
    folder: str
    kind: str
    source: str = ""
    view: str = ""
    name: str = ""
