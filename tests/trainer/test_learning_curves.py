"""The figures of each epoch, where labels may be shares."""

import numpy as np
import pytest

from trainer.learning_curves import RoundedAUC, rounded_accuracy

LABELS = np.array([0.1, 0.9, 0.6, 0.0], np.float32)
LOGITS = np.array([[-2.0], [3.0], [-1.0], [-4.0]], np.float32)


def test_accuracy_compares_each_logit_with_its_own_label() -> None:
    assert np.asarray(rounded_accuracy(LABELS, LOGITS)).tolist() == [1.0, 1.0, 0.0, 1.0]


def test_accuracy_is_the_same_for_labels_in_a_column() -> None:
    column = LABELS[:, np.newaxis]
    assert np.asarray(rounded_accuracy(column, LOGITS)).tolist() == [1.0, 1.0, 0.0, 1.0]


def test_auc_takes_the_larger_share_for_the_class() -> None:
    auc = RoundedAUC(from_logits=True)
    auc.update_state(LABELS, LOGITS, np.array([0.1, 5, 1, 1], np.float32))
    assert float(auc.result()) == pytest.approx(1.0, abs=0.01)
