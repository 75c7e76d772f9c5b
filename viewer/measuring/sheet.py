"""All that was measured on one radiograph, and what changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from viewer.imaging import Source
from viewer.measuring.calibration import Calibration
from viewer.measuring.measurement import Measurement


@dataclass(frozen=True, slots=True)
class SheetKey:
    """A radiograph by its content, wherever the file lies."""

    sha256: str
    frame: int = 0

    @classmethod
    def of(cls, source: Source) -> "SheetKey":
        return cls(source.sha256, source.frame)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measurements in the order in which they were made, and the person's calibration."""

    measurements: tuple[Measurement, ...] = ()
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is put and taken, by identity: None takes a measurement away.

    `calibration` counts only where `recalibrates`.
    """

    measurements: Mapping[str, Measurement | None] = field(default_factory=dict)
    recalibrates: bool = False
    calibration: Calibration | None = None

    @property
    def is_empty(self) -> bool:
        return not self.measurements and not self.recalibrates

    def then(self, later: "Change") -> "Change":
        """Both changes as one."""
        last = later if later.recalibrates else self
        return Change(
            {**self.measurements, **later.measurements}, last.recalibrates, last.calibration
        )


def changed(sheet: Sheet, change: Change) -> Sheet:
    """The sheet after a change."""
    kept = {measurement.id: measurement for measurement in sheet.measurements}
    for id, measurement in change.measurements.items():
        if measurement is None:
            kept.pop(id, None)
        else:
            kept[id] = measurement
    return Sheet(
        tuple(kept[id] for id in sorted(kept)),
        change.calibration if change.recalibrates else sheet.calibration,
    )
