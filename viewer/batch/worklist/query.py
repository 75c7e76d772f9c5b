"""Which rows of a worklist a table shows, and in which order: a question, and its SQL."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from viewer.batch.figures.labels import Label
from viewer.batch.worklist.containing import containing
from viewer.reading import Verdict

Statement = tuple[str, tuple[Any, ...]]
Saying = Callable[[str, str], list[str]]
"""Gives the values of a column that contain some words as they are shown."""

VERDICTS = (Verdict.PNEUMONIA, Verdict.NORMAL, Verdict.WITHHELD, None)
"""In the order in which they are sorted; None is that of a file that failed."""


class Field(StrEnum):
    """What a worklist is sorted and filtered by."""

    FILE = "file"
    FOLDER = "folder"
    PATIENT = "patient"
    DATE = "date"
    VERDICT = "verdict"
    PROBABILITY = "probability"
    REMARK = "remark"
    """Why there is no verdict: the error, or the reasons for which it is withheld."""
    SCOPE = "scope"
    ERROR = "error"
    PROVIDER = "provider"
    ELAPSED = "elapsed"
    INSTANCE = "instance"
    MODEL = "model"
    LABEL = "label"
    """What is known of the radiograph beforehand, which is not in the worklist."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows, and in which order.

    Attributes
    ----------
    text : str
        What the file, patient, date, remark or SOP instance UID must contain.
    verdicts : frozenset of Verdict or None
        Any of them will do; None is that of a file that failed. All if empty.
    probability : tuple of float, optional
        The least and the greatest, both let through.
    contains : tuple of (Field, str)
        What fields of text must contain.
    labels : frozenset of Label or None
        Any of them will do, None for a radiograph without one. All if empty.
    sort : Field, optional
        By default in the order in which the files were found.
    threshold : float, optional
        That of the verdict; by default each row's own.
    """

    text: str = ""
    verdicts: frozenset[Verdict | None] = frozenset()
    probability: tuple[float, float] | None = None
    contains: tuple[tuple[Field, str], ...] = ()
    labels: frozenset[Label | None] = frozenset()
    sort: Field | None = None
    descending: bool = False
    threshold: float | None = None

    @property
    def filters(self) -> bool:
        """Whether it holds any row back."""
        return bool(self.text or self.verdicts or self.probability or self.contains or self.labels)

    @property
    def about_labels(self) -> bool:
        """Whether the answer depends on labels, which are not in the worklist."""
        return bool(self.labels) or self.sort is Field.LABEL


_PATH = "CAST(file AS TEXT)"
# All up to the last separator: what is trimmed are the letters that are none.
_FOLDER = f"rtrim({_PATH}, replace({_PATH}, '{os.sep}', ''))"
_TEXTS = {
    Field.FILE: f"substr({_PATH}, length({_FOLDER}) + 1)",
    Field.FOLDER: _FOLDER,
    Field.PATIENT: "patient_id",
    Field.DATE: "study_date",
    Field.PROVIDER: "provider",
    Field.INSTANCE: "sop_instance_uid",
    Field.MODEL: "model",
}
_NUMBERS = {Field.PROBABILITY: "probability", Field.ELAPSED: "elapsed_ms"}
_REASONS = {
    Field.SCOPE: "nullif(scope, '[]')",
    Field.ERROR: "error",
    Field.REMARK: "CASE WHEN error <> '' THEN error ELSE nullif(scope, '[]') END",
}
_ISO_DATE = (
    "substr(study_date, 1, 4) || '-' || substr(study_date, 5, 2) || '-' || substr(study_date, 7)"
)
_FILES = ", CAST(group_concat(file, char(10) || '//') AS BLOB)"
_SEARCHED = (_PATH, "patient_id", "study_date", _ISO_DATE, "sop_instance_uid")
_SAID = {
    Field.SCOPE: ("scope",),
    Field.ERROR: ("error",),
    Field.REMARK: ("scope", "error"),
}


SEPARATOR = "\n//"
"""Between files: no path holds two separators in a row."""


def listing(query: Query, saying: Saying, *, files: bool = False) -> Statement:
    """Ask for the ids of a query's rows in its order: eight hexadecimal digits each, in one text.

    And for their files, if wanted. NULL if there are none.
    """
    values: list[Any] = []
    conditions = list(_conditions(query, saying, values))
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    order = f"{_order(query, values)} position, id"
    return (
        "SELECT group_concat(printf('%08x', id), '')"
        f"{_FILES if files else ''} FROM (SELECT id, file FROM rows {where} ORDER BY {order})",
        tuple(values),
    )


def counting(threshold: float | None) -> Statement:
    """Ask for the number of rows by the place of their verdict in `VERDICTS`."""
    values: list[Any] = []
    rank = _rank(threshold, values)
    return f"SELECT {rank} AS rank, count(*) FROM rows GROUP BY rank", tuple(values)


def _conditions(query: Query, saying: Saying, values: list[Any]) -> list[str]:
    found = []
    if query.verdicts:
        ranks = [str(VERDICTS.index(verdict)) for verdict in query.verdicts]
        found.append(f"{_rank(query.threshold, values)} IN ({', '.join(ranks)})")
    if query.probability:
        values += query.probability
        found.append(f"probability BETWEEN ?{len(values) - 1} AND ?{len(values)}")
    for field, wanted in query.contains:
        found.append(_any_of(_places(field), _SAID.get(field, ()), wanted, saying, values))
    if query.text:
        found.append(_any_of(_SEARCHED, _SAID[Field.REMARK], query.text, saying, values))
    return found


def _places(field: Field) -> tuple[str, ...]:
    if field is Field.DATE:
        return ("study_date", _ISO_DATE)
    return (_TEXTS[field],) if field in _TEXTS else ()


def _any_of(
    places: tuple[str, ...], said: tuple[str, ...], wanted: str, saying: Saying, values: list[Any]
) -> str:
    parts = []
    if places:
        operator, parameter = containing(wanted)
        values.append(parameter)
        parts += [f"{place} {operator.format(len(values))}" for place in places]
    for column in said:
        values.append(json.dumps(saying(column, wanted)))
        parts.append(f"{column} IN (SELECT value FROM json_each(?{len(values)}))")
    return f"({' OR '.join(parts)})"


def _order(query: Query, values: list[Any]) -> str:
    if query.sort in (None, Field.LABEL):
        return ""
    if query.sort is Field.VERDICT:
        by = _rank(query.threshold, values)
    elif query.sort in _NUMBERS:
        by = _NUMBERS[query.sort]
    else:
        by = f"{(_TEXTS | _REASONS)[query.sort]} COLLATE NOCASE"
    return f"{by} {'DESC' if query.descending else 'ASC'},"


def _rank(threshold: float | None, values: list[Any]) -> str:
    """The place of a row's verdict in `VERDICTS`."""
    at = "threshold"
    if threshold is not None:
        values.append(threshold)
        at = f"?{len(values)}"
    return (
        "CASE WHEN error <> '' THEN 3 WHEN scope <> '[]' THEN 2"
        f" WHEN probability >= {at} THEN 0 ELSE 1 END"
    )
