"""A Radiograph becomes a Reading."""

from viewer.imaging.preparing import PreparedRadiograph, prepare
from viewer.reading.card import ModelCard, OperatingPoint
from viewer.reading.model_file import Provider
from viewer.reading.reader import Reader
from viewer.reading.reading import ModelIdentity, Reading, Verdict, judge

__all__ = [
    "ModelCard",
    "ModelIdentity",
    "OperatingPoint",
    "PreparedRadiograph",
    "Provider",
    "Reader",
    "Reading",
    "Verdict",
    "judge",
    "prepare",
]
