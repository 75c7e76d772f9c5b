"""Learning curves as Keras left them."""

from pathlib import Path

import pytest

from trainer.report.history import History, read_history
from trainer.report.learning import draw_learning_curves
from viewer.errors import UnsupportedFormatError


def history_of(text: str, folder: Path) -> History:
    path = folder / "history.csv"
    path.write_text(text, encoding="utf-8")
    return read_history(path)


def test_best_epoch_is_the_one_with_the_smallest_validation_loss(tmp_path: Path) -> None:
    history = history_of("epoch,loss,val_loss\n0,.5,.6\n1,.4,.3\n2,.1,.9\n", tmp_path)
    assert history.best == 1
    assert history.epochs[history.best] == 2
    assert history.curves["loss"].gap == pytest.approx(0.8)


def test_epoch_repeated_after_a_kill_counts_once_by_its_last_line(tmp_path: Path) -> None:
    history = history_of("epoch,loss,val_loss\n0,.5,.6\n1,.4,.5\n1,.3,.4\n", tmp_path)
    assert history.epochs == (1, 2)
    assert history.curves["loss"].validation == (0.6, 0.4)


def test_loss_that_is_no_number_is_not_the_best(tmp_path: Path) -> None:
    history = history_of("epoch,loss,val_loss\n0,nan,nan\n1,.4,.5\n2,.3\n", tmp_path)
    assert history.best == 1


def test_run_that_never_had_a_loss_is_still_drawn(tmp_path: Path) -> None:
    history = history_of("epoch,loss,val_loss\n0,nan,nan\n", tmp_path)
    assert history.best is None
    assert draw_learning_curves(history) is not None


def test_measures_that_were_not_taken_are_left_out(tmp_path: Path) -> None:
    history = history_of("epoch,accuracy,val_accuracy,learning_rate\n0,.5,.6,.001\n", tmp_path)
    assert list(history.curves) == ["accuracy"]


def test_file_without_an_epoch_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormatError):
        history_of("epoch,loss\n", tmp_path)
