"""What stands on the page: the radiograph, its reading, and the model with its limits."""

from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

from viewer.imaging import Header, Radiograph
from viewer.imaging.windowing import View
from viewer.reading import Reading, Verdict
from viewer.ui.canvas.corner_texts import age_text, date_text, frame_text, sex_text
from viewer.ui.canvas.first_view import view_names, without_free_text
from viewer.ui.desk.current import Current
from viewer.ui.desk.judging import ModelInUse
from viewer.ui.looks import Look, look_of, probability_text
from viewer.ui.reading.model_section import model_lines, provider_name
from viewer.ui.texts import said, tr

Line = tuple[str, str]
_LONGEST = 200
"""Of what a header holds; more than the standard allows must not push the reading off the page."""


@dataclass(frozen=True, slots=True)
class ReadingContent:
    """A reading in words; `place` and its figures are for the scale."""

    probability: float
    threshold: float
    look: Look
    lines: tuple[str, ...]
    withheld: bool


@dataclass(frozen=True, slots=True)
class PageContent:
    """All texts of the page.

    Attributes
    ----------
    patient : tuple of (name, value)
        Empty where the person did not ask for it.
    reading : ReadingContent or None
        None where there is none; `no_reading` then says why.
    """

    made: str
    patient: tuple[Line, ...]
    radiograph: str
    shown: str
    reading: ReadingContent | None
    no_reading: str
    model: tuple[Line, ...]


def page_content(
    current: Current, view: View, model: ModelInUse | None, *, named: bool
) -> PageContent:
    """Collect the texts for the radiograph that is shown, which `current` must have."""
    radiograph = current.radiograph
    assert radiograph is not None
    reading = current.reading
    view = view if named else without_free_text(view)
    return PageContent(
        made=tr("Made on {date} by Hilum {version}").format(
            date=date.today().isoformat(), version=version("hilum")
        ),
        patient=_patient(radiograph) if named else (),
        radiograph=_radiograph(radiograph),
        shown=tr("As shown ({window})").format(window=_shortened(said(view_names((view,))[0]), 64)),
        reading=None if reading is None else _reading(reading, radiograph),
        no_reading="" if reading is not None else _why_not(current),
        model=() if model is None else _model(model),
    )


def _patient(radiograph: Radiograph) -> tuple[Line, ...]:
    header = radiograph.header
    lines = (
        (tr("Patient"), header.patient_name),
        (tr("Patient ID"), header.patient_id),
        (
            tr("Study"),
            " ".join(filter(None, (date_text(header.study_date), header.study_description))),
        ),
        (tr("Instance"), header.sop_instance_uid),
        (tr("File"), radiograph.source.path.name),
    )
    return tuple((name, _shortened(value)) for name, value in lines if value)


def _radiograph(radiograph: Radiograph) -> str:
    header = radiograph.header
    parts = (
        " ".join(filter(None, (header.modality, header.body_part, header.view_position))),
        _person(header),
        frame_text(radiograph),
        tr("{columns:,} × {rows:,} pixels").format(
            columns=radiograph.columns, rows=radiograph.rows
        ),
    )
    return "  ·  ".join(filter(None, map(_shortened, parts)))


def _shortened(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


def _person(header: Header) -> str:
    return ", ".join(filter(None, (sex_text(header.patient_sex), age_text(header.age_years))))


def _reading(reading: Reading, radiograph: Radiograph) -> ReadingContent:
    point = reading.operating_point
    withheld = reading.verdict is Verdict.WITHHELD
    lines = []
    if withheld:
        lines.append(tr("No verdict, because"))
        lines += [f"•  {_shortened(said(reason))}" for reason in reading.scope]
    lines.append(
        tr("Operating point {name}: {threshold}. {description}").format(
            name=said(point.name),
            threshold=probability_text(point.threshold),
            description=said(point.description),
        )
    )
    if radiograph.source.frame:
        lines.append(tr("The reading is of frame 1, which is not the one shown."))
    lines.append(
        tr("Read on {provider}").format(provider=provider_name(reading.provider)),
    )
    return ReadingContent(
        reading.probability, point.threshold, look_of(reading.verdict), tuple(lines), withheld
    )


def _why_not(current: Current) -> str:
    if current.veiled:
        return tr("No reading is shown: the reader has not committed yet.")
    error = current.reading_error
    if error is not None:
        return f"{said(error.sentence)} {said(error.hint)}"
    return tr("There is no reading yet.")


def _model(model: ModelInUse) -> tuple[Line, ...]:
    """As the reading panel has it, with all of the file's hash."""
    return (*model_lines(model)[:-1], (tr("Model file"), f"SHA-256 {model.identity.sha256}"))
