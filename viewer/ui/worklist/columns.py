"""The columns of the worklist's table: their headings, what they show, and how wide they are."""

from collections.abc import Callable
from dataclasses import dataclass

from viewer.batch import Row
from viewer.batch.figures.labels import Label
from viewer.batch.worklist.query import Field
from viewer.ui.canvas.corner_texts import date_text
from viewer.ui.looks import look_of, probability_text
from viewer.ui.texts import later, number, said, tr


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the table shows it: judged at the point in use, and with its label."""

    row: Row
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column, known by its name in settings.

    Attributes
    ----------
    field : Field or None
        What it sorts and filters by; None where it does neither.
    text : callable
        What a cell says.
    default : bool
        Whether it is there before a person has chosen any.
    """

    name: str
    heading: str
    width: int
    field: Field | None
    text: Callable[[Shown], str]
    default: bool = False
    number: bool = False

    @property
    def title(self) -> str:
        return tr(self.heading)


NO_LABEL = later("None")
LABEL_WORDS = {Label.PNEUMONIA: later("Pneumonia"), Label.NORMAL: later("Normal")}


def remark(row: Row) -> str:
    """Why a row has no verdict; empty where it has one."""
    return said(row.error) if row.error else reasons(row)


def reasons(row: Row) -> str:
    """Why the verdict is withheld."""
    return "; ".join(said(reason) for reason in row.scope)


def _probability(shown: Shown) -> str:
    value = shown.row.probability
    return "" if value is None else probability_text(value)


def _elapsed(shown: Shown) -> str:
    value = shown.row.elapsed_ms
    return "" if value is None else tr("{time} ms").format(time=number(value, ".1f"))


def _label(shown: Shown) -> str:
    return "" if shown.label is None else tr(LABEL_WORDS[shown.label])


THUMBNAIL = Column("thumbnail", later("Picture"), 64, None, lambda _shown: "", default=True)
VERDICT = Column(
    "verdict",
    later("Verdict"),
    126,
    Field.VERDICT,
    lambda shown: look_of(shown.row.verdict).word,
    default=True,
)

COLUMNS = (
    THUMBNAIL,
    Column("file", later("File"), 200, Field.FILE, lambda it: it.row.file.name, default=True),
    Column("folder", later("Folder"), 240, Field.FOLDER, lambda it: str(it.row.file.parent)),
    Column(
        "patient", later("Patient"), 110, Field.PATIENT, lambda it: it.row.patient_id, default=True
    ),
    Column(
        "date",
        later("Study date"),
        104,
        Field.DATE,
        lambda it: date_text(it.row.study_date),
        default=True,
    ),
    VERDICT,
    Column(
        "probability",
        later("Probability"),
        104,
        Field.PROBABILITY,
        _probability,
        default=True,
        number=True,
    ),
    Column("label", later("Label"), 110, Field.LABEL, _label),
    Column("remark", later("Remark"), 160, Field.REMARK, lambda it: remark(it.row), default=True),
    Column("scope", later("Withheld because"), 280, Field.SCOPE, lambda it: reasons(it.row)),
    Column("error", later("Error"), 280, Field.ERROR, lambda it: said(it.row.error)),
    Column("model", later("Model"), 150, Field.MODEL, lambda it: it.row.model),
    Column("provider", later("Provider"), 170, Field.PROVIDER, lambda it: it.row.provider),
    Column("elapsed", later("Time"), 90, Field.ELAPSED, _elapsed, number=True),
    Column(
        "instance",
        later("SOP instance UID"),
        300,
        Field.INSTANCE,
        lambda it: it.row.sop_instance_uid,
    ),
)

DEFAULT = tuple(column.name for column in COLUMNS if column.default)


def place_of(column: Column) -> int:
    return COLUMNS.index(column)
