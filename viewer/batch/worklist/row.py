"""What a batch says of one file."""

from dataclasses import dataclass, replace
from pathlib import Path

from viewer.errors import HilumError
from viewer.imaging import Header
from viewer.imaging.radiograph import Source
from viewer.reading import ModelIdentity, OperatingPoint, Reading, Verdict
from viewer.reading.reading import judge


@dataclass(frozen=True, slots=True)
class Row:
    """One file of a batch: read, withheld or failed with a reason.

    Attributes
    ----------
    sha256 : str
        Of the file's bytes; empty if the file failed.
    probability, verdict, elapsed_ms
        None if the file failed.
    scope : tuple of str
        Why the verdict is withheld, one clause each.
    model : str
        Name and version.
    provider : str
        The execution provider that really ran; empty if the file failed.
    error, hint : str
        The sentence and the hint of what went wrong; empty if the file was read.
    """

    file: Path
    sha256: str
    patient_id: str
    study_date: str
    sop_instance_uid: str
    probability: float | None
    verdict: Verdict | None
    operating_point: str
    threshold: float | None
    scope: tuple[str, ...]
    model: str
    model_sha256: str
    provider: str
    elapsed_ms: float | None
    error: str
    hint: str

    @property
    def failed(self) -> bool:
        return self.error != ""


def read_row(source: Source, header: Header, reading: Reading) -> Row:
    """The row of a file that was read."""
    return Row(
        file=source.path,
        sha256=source.sha256,
        patient_id=header.patient_id,
        study_date=header.study_date,
        sop_instance_uid=header.sop_instance_uid,
        probability=reading.probability,
        verdict=reading.verdict,
        operating_point=reading.operating_point.name,
        threshold=reading.operating_point.threshold,
        scope=reading.scope,
        model=_name(reading.model),
        model_sha256=reading.model.sha256,
        provider=reading.provider,
        elapsed_ms=round(reading.elapsed * 1000.0, 1),
        error="",
        hint="",
    )


def failed_row(
    file: Path, model: ModelIdentity, operating_point: OperatingPoint, error: HilumError
) -> Row:
    """The row of a file that could not be read."""
    return Row(
        file=file,
        sha256="",
        patient_id="",
        study_date="",
        sop_instance_uid="",
        probability=None,
        verdict=None,
        operating_point=operating_point.name,
        threshold=operating_point.threshold,
        scope=(),
        model=_name(model),
        model_sha256=model.sha256,
        provider="",
        elapsed_ms=None,
        error=error.sentence,
        hint=error.hint,
    )


def judged(row: Row, point: OperatingPoint) -> Row:
    """The row with the verdict of another operating point."""
    verdict = None if row.probability is None else judge(row.probability, point, row.scope)
    return replace(row, verdict=verdict, operating_point=point.name, threshold=point.threshold)


def _name(model: ModelIdentity) -> str:
    return f"{model.name} {model.version}"
