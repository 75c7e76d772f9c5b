"""The line that a person calibrated by: drawn like a length, and none of the measurements."""

from viewer.measuring import Calibration, Kind, Measurement
from viewer.ui.texts import tr

_ID = "calibration"


def calibration_line(calibration: Calibration) -> Measurement:
    return Measurement(
        Kind.LENGTH, (calibration.start, calibration.end), text=tr("Calibration"), id=_ID
    )


def is_calibration(drawn: Measurement) -> bool:
    return drawn.id == _ID
