"""Which radiographs there are, what they are labelled, and whose they are."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from trainer.example import DatasetError, Example, Label
from trainer.rsna import is_rsna, refuse_training, rsna_examples
from trainer.tables import name_within, read_table, table_examples
from viewer.errors import FileUnavailableError, NothingToReadError
from viewer.imaging import find_radiographs

__all__ = [
    "FOLDERS",
    "DatasetError",
    "Example",
    "Label",
    "find_all_examples",
    "find_evaluation_examples",
    "find_examples",
    "patient_of",
]

FOLDERS = ("train", "val", "test")
_PERSON = re.compile(r"^(person\d+)_")
_SERIES = re.compile(r"^((?:NORMAL2-)?IM-\d+)")


def find_examples(data: Path) -> list[Example]:
    """List the radiographs of a folder or a table, to train with.

    A folder is laid out as `DATA/[train|val|test/]NORMAL|PNEUMONIA/`; a table is a CSV file
    (see `trainer.tables.table_examples`).

    Raises
    ------
    NothingToReadError
        If a class has no radiograph.
    FileUnavailableError, UnsupportedFormatError
        If there is nothing there, or no table.
    DatasetError
        If rows of a table can't be used, or its labels are for evaluation only.
    """
    return find_all_examples([data])


def find_all_examples(sources: Sequence[Path], *, to_evaluate: bool = False) -> list[Example]:
    """List the radiographs of several folders and tables.

    A folder or table is the source that it is named after, unless the table says otherwise.
    Where there are several sources, a patient is one of its source: the same number in two
    of them is two patients.

    Parameters
    ----------
    to_evaluate : bool
        Take tables too whose labels are for evaluation only: the NIH sample with RSNA's
        labels, whose folders are `trainer.rsna.HALVES`.

    Raises
    ------
    HilumError
        As `find_examples`; a DatasetError as well if two sources share a name, or a file
        is found twice.
    """
    found = [_examples_of(data, to_evaluate) for data in sources]
    _check_sources(sources, found)
    examples = [example for group in found for example in group]
    _check_classes(examples, sources)
    if len({example.source for example in examples}) > 1:
        return [replace(e, patient=f"{e.source}/{e.patient}") for e in examples]
    return examples


def find_evaluation_examples(data: Path) -> list[Example]:
    """List the radiographs of a folder or a table to evaluate with, and to no other end."""
    return find_all_examples([data], to_evaluate=True)


def _examples_of(data: Path, to_evaluate: bool) -> list[Example]:
    if data.is_dir():
        return list(_folder_examples(Path(os.path.abspath(data))))
    if not data.exists():
        raise FileUnavailableError(
            f"There is no folder or table {data}.", "Check the path for a typing error."
        )
    table = read_table(data)
    if not is_rsna(table):
        return table_examples(table)
    if not to_evaluate:
        refuse_training(table)
    return rsna_examples(table)


def _folder_examples(root: Path) -> Iterator[Example]:
    for folder in ("", *FOLDERS):
        for label in Label:
            place = root / folder / label.name
            if place.is_dir():
                for path in find_radiographs([place]):
                    yield Example(
                        path,
                        label,
                        patient_of(path.stem, label, folder),
                        folder,
                        _kind(path.stem),
                        root.name,
                        name=name_within(root, path),
                    )


def _check_sources(sources: Sequence[Path], found: Sequence[Sequence[Example]]) -> None:
    counts = Counter(example.path for examples in found for example in examples)
    twice = [path for path, count in counts.items() if count > 1]
    if twice:
        raise DatasetError(
            f"{len(twice):,} files are found in two sources, {twice[0]} among them.",
            "Give each folder and table once, and none that lies in another.",
        )
    # Names are paths within a place: two places of one source would have files of one name.
    places: dict[str, Path] = {}
    for data, examples in zip(sources, found, strict=True):
        place = data if data.is_dir() else data.parent
        for source in {example.source for example in examples}:
            if places.setdefault(source, place) != place:
                raise DatasetError(
                    f"Two sources are named {source}: {places[source]} and {place}.",
                    "Rename a folder or a table, or name the source in the table's column source.",
                )


def _check_classes(examples: Sequence[Example], sources: Sequence[Path]) -> None:
    for label in Label:
        if not any(example.label is label for example in examples):
            raise NothingToReadError(
                f"No radiograph of the class {label.name} was found under "
                f"{' and '.join(map(str, sources))}.",
                "A folder must hold NORMAL and PNEUMONIA, or train, val and test with both; "
                "a table has rows of both.",
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
