"""What Keras wrote down of each epoch."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from viewer.errors import UnsupportedFormatError
from viewer.imaging.gate import read_bytes

MEASURES = {"loss": "loss", "auc": "AUC", "accuracy": "accuracy"}
"""The columns that are drawn, each beside its `val_` twin, and their words."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One measure over the epochs; NaN where it was not written.

    Attributes
    ----------
    train, validation : tuple of float
        One value an epoch. That of training is a mean over the epoch, on augmented
        radiographs and while the weights moved; that of validation is of the epoch's end.
    """

    train: tuple[float, ...]
    validation: tuple[float, ...]

    @property
    def gap(self) -> float:
        """Validation minus training at the last epoch."""
        return self.validation[-1] - self.train[-1]


@dataclass(frozen=True, slots=True)
class History:
    """The learning curves of a run.

    Attributes
    ----------
    epochs : tuple of int
        Counted from 1.
    curves : dict of str to Curve
        By the keys of `MEASURES`, in their order; only those that were measured.
    """

    epochs: tuple[int, ...]
    curves: dict[str, Curve]

    @property
    def best(self) -> int | None:
        """Index of the epoch with the smallest validation loss."""
        losses = self.curves["loss"].validation if "loss" in self.curves else ()
        finite = [index for index, loss in enumerate(losses) if math.isfinite(loss)]
        return min(finite, key=lambda index: losses[index]) if finite else None


def read_history(path: Path) -> History:
    """Read the CSV file of `keras.callbacks.CSVLogger`.

    An epoch that was begun again after a kill stands there twice: its last line counts.

    Raises
    ------
    UnsupportedFormatError
        If it holds no epoch.
    FileUnavailableError
    """
    text = read_bytes(path).decode("utf-8", errors="replace")
    rows = {
        int(row["epoch"]): row
        for row in csv.DictReader(text.splitlines())
        if (row.get("epoch") or "").isdigit()
    }
    if not rows:
        raise UnsupportedFormatError(
            "The file holds no epoch.", "Let `hilum-train train` write it."
        )
    epochs = sorted(rows)
    ordered = [rows[epoch] for epoch in epochs]
    return History(
        tuple(epoch + 1 for epoch in epochs),
        {
            name: Curve(
                tuple(_number(row.get(name)) for row in ordered),
                tuple(_number(row.get(f"val_{name}")) for row in ordered),
            )
            for name in MEASURES
            if name in ordered[0]
        },
    )


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:  # Keras writes NA for what an epoch did not measure
        return math.nan
