"""The figures of a binary reader, each with a 95% interval."""

from trainer.metrics.calibration_error import (
    BINS,
    brier_score,
    calibration_error,
    calibration_error_by_chance,
)
from trainer.metrics.confusion import ConfusionMatrix, Share, confusion_matrix, figures_at
from trainer.metrics.intervals import Figure, Interval, value_of, with_interval, with_intervals
from trainer.metrics.prevalence import PredictiveValue, predictive_values_at
from trainer.metrics.ranking import auc, auc_by_delong, average_precision

__all__ = [
    "BINS",
    "ConfusionMatrix",
    "Figure",
    "Interval",
    "PredictiveValue",
    "Share",
    "auc",
    "auc_by_delong",
    "average_precision",
    "brier_score",
    "calibration_error",
    "calibration_error_by_chance",
    "confusion_matrix",
    "figures_at",
    "predictive_values_at",
    "value_of",
    "with_interval",
    "with_intervals",
]
