"""The NIH ChestX-ray14 sample with the labels of RSNA's radiologists: for evaluation only."""

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from trainer.example import DatasetError, Example, Label
from trainer.tables import Table, make_example, read_rows

CLASS_COLUMN = "rsna_class"
SOURCE = "nih-chestxray14"
HALVES = ("choose", "final")
"""What is chosen on the one half is reported on the other."""

_LABELS = {"Normal": Label.NORMAL, "Lung Opacity": Label.PNEUMONIA}
_SEED = 1


def is_rsna(table: Table) -> bool:
    """Whether the table's labels are those of RSNA's radiologists."""
    return CLASS_COLUMN in table.columns


def refuse_training(table: Table) -> NoReturn:
    """RSNA's terms: non-commercial use; what is trained on them could not be given on."""
    raise DatasetError(
        f"The labels of {table.path} are RSNA's, and those are for evaluation only.",
        "Evaluate with it; to train, write a table of your own with file, label and patient.",
    )


def rsna_examples(table: Table) -> list[Example]:
    """RSNA's "Normal" and "Lung Opacity" as examples, each in one of two `HALVES`.

    The halves are always the same ones, by patient, and alike in classes and views.

    Raises
    ------
    DatasetError
        If rows can't be used; it names their lines.
    """
    rows = [row for row in table.rows if row[CLASS_COLUMN] in _LABELS]
    examples = read_rows(
        table,
        rows,
        lambda row: make_example(table, row, _LABELS[row[CLASS_COLUMN]], "", SOURCE),
    )
    return [replace(e, folder=half) for e, half in zip(examples, _halves(examples), strict=True)]


def _halves(examples: Sequence[Example]) -> list[str]:
    """The half of each example.

    Patients are dealt in a random order, those with most radiographs first, each to the half
    that has fewer of the patient's classes and views (minimisation, Pocock & Simon 1975):
    chance alone would leave one half with twice the opacities of PA views.
    """
    of_patient: dict[str, list[tuple[Label, str]]] = defaultdict(list)
    for example in examples:
        of_patient[example.patient].append((example.label, example.view))
    patients = sorted(of_patient)
    random.Random(_SEED).shuffle(patients)
    dealt: dict[str, Counter[tuple[Label, str]]] = {half: Counter() for half in HALVES}
    half_of: dict[str, str] = {}
    for patient in sorted(patients, key=lambda patient: -len(of_patient[patient])):
        kinds = of_patient[patient]
        half_of[patient] = min(
            HALVES, key=lambda half: (sum(dealt[half][kind] for kind in kinds), dealt[half].total())
        )
        dealt[half_of[patient]].update(kinds)
    return [half_of[example.patient] for example in examples]
