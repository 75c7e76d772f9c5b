"""Figures of each epoch that also hold where labels are shares, as CutMix makes them."""

from typing import Any

import keras
from keras import ops

Tensor = Any


def rounded_accuracy(labels: Tensor, logits: Tensor) -> Tensor:
    """Whether the class by the larger share of the label was met: (n,) and (n, 1) to (n,)."""
    # Left as they come, the two would spread to (n, n).
    labels, logits = ops.reshape(labels, (-1,)), ops.reshape(logits, (-1,))
    return ops.cast(ops.equal(labels > 0.5, logits > 0.0), "float32")


rounded_accuracy.__name__ = "accuracy"


class RoundedAUC(keras.metrics.AUC):
    """Area under the ROC curve, by the larger share of the label."""

    def update_state(
        self, y_true: Tensor, y_pred: Tensor, sample_weight: Tensor | None = None
    ) -> None:
        del sample_weight  # the curve does not depend on how common a class is
        super().update_state(ops.cast(y_true > 0.5, "float32"), y_pred)


class LearningRate(keras.callbacks.Callback):
    """Write the learning rate into each epoch's figures."""

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        if logs is not None:
            logs["learning_rate"] = float(ops.convert_to_numpy(self.model.optimizer.learning_rate))
