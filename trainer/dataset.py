"""Which radiographs there are, what they are labelled, and whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from viewer.errors import NothingToReadError
from viewer.imaging import find_radiographs

FOLDERS = ("train", "val", "test")
_PERSON = re.compile(r"^(person\d+)_")
_SERIES = re.compile(r"^((?:NORMAL2-)?IM-\d+)")


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
        "train", "val" or "test" where the data come split, else "".
    kind : str
        "bacteria" or "virus" where the file name tells, else "".
    source : str
        The collection it comes from, "" where there is but one.
    view : str
        "PA" or "AP" where it is known, else "".
    """

    path: Path
    label: Label
    patient: str
    folder: str
    kind: str
    source: str = ""
    view: str = ""


def find_examples(data: Path) -> list[Example]:
    """List the radiographs under `DATA/[train|val|test/]NORMAL|PNEUMONIA/`, in name order.

    Raises
    ------
    NothingToReadError
        If a class has no radiograph.
    """
    examples = list(_examples(data))
    for label in Label:
        if not any(example.label is label for example in examples):
            raise NothingToReadError(
                f"No radiograph of the class {label.name} was found under {data}.",
                "The folder must hold NORMAL and PNEUMONIA, or train, val and test with both.",
            )
    return examples


def _examples(data: Path) -> Iterator[Example]:
    for folder in ("", *FOLDERS):
        for label in Label:
            place = data / folder / label.name
            if place.is_dir():
                for path in find_radiographs([place]):
                    yield Example(
                        path, label, patient_of(path.stem, label, folder), folder, _kind(path.stem)
                    )


def patient_of(stem: str, label: Label, folder: str) -> str:
    """Tell the patient from a file name of Kermany et al. 2018.

    `personN_` counts again from 1 in the test folder, and `IM-N-` and `NORMAL2-IM-N-` are
    series with numbers of their own, so class, folder and series belong to the key. A name
    of neither form is a patient of its own.
    """
    match = _PERSON.match(stem) or _SERIES.match(stem)
    return "/".join((folder or "all", label.name, match[1] if match else stem))


def _kind(stem: str) -> str:
    return next((kind for kind in ("bacteria", "virus") if f"_{kind}_" in stem), "")
