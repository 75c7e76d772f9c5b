"""What a run keeps of each epoch, so that a kill at any moment costs that epoch alone.

Keras has callbacks for all three, but they write over the file that is to be gone on from, and
leave the history open; each of these files is whole or not there.
"""

import csv
import io
import math
from pathlib import Path

import keras

from viewer.errors import HilumError

_LAST = ".last.weights.h5"
Row = dict[str, str]


class KeepValidated(keras.callbacks.Callback):
    """Keep the weights that were validated: the best by the validation loss, or the last.

    Parameters
    ----------
    smallest : float or None
        The smallest validation loss before a kill.
    """

    def __init__(self, to: Path, *, only_better: bool, smallest: float | None) -> None:
        super().__init__()
        self._to = to
        self._only_better = only_better
        self._smallest = float("inf") if smallest is None else smallest

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        loss = float((logs or {})["val_loss"])
        if not math.isfinite(loss):
            raise HilumError(
                f"The validation loss is no number any more in epoch {epoch + 1}.",
                "Lower the recipe's learning rate, and train in a new folder.",
            )
        if loss < self._smallest or not self._only_better:
            self._smallest = loss
            save_weights(self.model, self._to)


class KeepHistory(keras.callbacks.Callback):
    """Keep each epoch's figures as a row of a CSV file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        figures = {name: repr(float(value)) for name, value in sorted((logs or {}).items())}
        rows = [*history_before(self._path, epoch), {"epoch": str(epoch), **figures}]
        text = io.StringIO()
        table = csv.DictWriter(text, rows[0].keys(), lineterminator="\n", restval="")
        table.writeheader()
        table.writerows(rows)
        partial = self._path.with_suffix(".partial")
        partial.write_text(text.getvalue(), encoding="utf-8")
        partial.replace(self._path)


class KeepLast(keras.callbacks.Callback):
    """Keep what the next epoch goes on from: weights, and the optimiser's state.

    Stands behind the others: an epoch is done only when all that is kept of it is on the disk.
    """

    def __init__(self, folder: Path, phase: str) -> None:
        super().__init__()
        self._folder = folder
        self._phase = phase

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        save_weights(self.model, self._folder / f"{self._phase}.{epoch}{_LAST}")
        for path in self._folder.glob(f"{self._phase}.*{_LAST}"):
            if _epoch_of(path) < epoch:
                path.unlink()


def go_on(network: keras.Model, folder: Path, phase: str) -> int | None:
    """Load what `KeepLast` kept into a compiled network; the epoch that is done, if any."""
    kept = max(folder.glob(f"{phase}.*{_LAST}"), key=_epoch_of, default=None)
    if kept is None:
        return None
    network.optimizer.build(network.trainable_variables)  # there is nothing to load into before
    network.load_weights(kept)
    return _epoch_of(kept)


def history_before(path: Path, epoch: int) -> list[Row]:
    """The rows of a history up to an epoch, which itself is done again after a kill."""
    if not path.is_file():
        return []
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [row for row in rows if int(row["epoch"]) < epoch]


def save_weights(network: keras.Model, to: Path) -> None:
    """Write weights, and the optimiser's state, so that the file is whole or not there."""
    to.parent.mkdir(parents=True, exist_ok=True)
    partial = to.with_name(f"partial-{to.name}")
    network.save_weights(partial)
    partial.replace(to)


def _epoch_of(path: Path) -> int:
    return int(path.name.removesuffix(_LAST).rpartition(".")[2])
