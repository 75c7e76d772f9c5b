"""The running average of the weights is what is validated and kept."""

import keras


class ValidateOnAverage(keras.callbacks.SwapEMAWeights):
    """Put the averaged weights into the network from validation to the epoch's end.

    Stands behind the callback that keeps what was validated, and before the one that keeps what
    is trained on: Keras's own callback would swap at one place for both.
    """

    def on_test_end(self, logs: dict[str, float] | None = None) -> None:
        """Leave the average where it is; the checkpoint comes after validation."""

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        super().on_test_end(logs)
