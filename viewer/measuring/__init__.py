"""Lengths, angles, areas and their values, drawn on a radiograph and kept for it."""

from viewer.measuring.calibration import Calibration, calibrated, spacing_for
from viewer.measuring.figures import (
    AngleFigures,
    Figures,
    LengthFigures,
    RatioFigures,
    RegionFigures,
    figures_of,
)
from viewer.measuring.measurement import Kind, Level, Measurement, Point, levelled
from viewer.measuring.region import Statistics, statistics
from viewer.measuring.sheet import Change, Sheet, SheetKey, changed
from viewer.measuring.store import MeasurementStore
from viewer.measuring.table import export_measurements

__all__ = [
    "AngleFigures",
    "Calibration",
    "Change",
    "Figures",
    "Kind",
    "LengthFigures",
    "Level",
    "Measurement",
    "MeasurementStore",
    "Point",
    "RatioFigures",
    "RegionFigures",
    "Sheet",
    "SheetKey",
    "Statistics",
    "calibrated",
    "changed",
    "export_measurements",
    "figures_of",
    "levelled",
    "spacing_for",
    "statistics",
]
