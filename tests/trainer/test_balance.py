"""Weights under which no class can be told from where a radiograph comes from."""

from collections import defaultdict
from pathlib import Path

import pytest

from trainer.balance import balanced_weights
from trainer.dataset import Example, Label


def examples(**counts: int) -> list[Example]:
    """Examples by cell, such as a_PA_NORMAL=3."""
    made = []
    for cell, count in counts.items():
        source, view, label = cell.split("_")
        made += [
            Example(Path(f"{cell}{i}.png"), Label[label], f"{cell}{i}", "", "", source, view)
            for i in range(count)
        ]
    return made


def weight_of_cells(of: list[Example]) -> dict[tuple[str, str, Label], float]:
    total: dict[tuple[str, str, Label], float] = defaultdict(float)
    for example, weight in zip(of, balanced_weights(of), strict=True):
        total[example.source, example.view, example.label] += float(weight)
    return total


def test_both_classes_weigh_the_same_in_each_source_and_view() -> None:
    of = examples(a_PA_NORMAL=30, a_PA_PNEUMONIA=10, a_AP_NORMAL=2, a_AP_PNEUMONIA=8, b__NORMAL=5,
                  b__PNEUMONIA=15)  # fmt: skip
    total = weight_of_cells(of)
    for source, view in (("a", "PA"), ("a", "AP"), ("b", "")):
        normal = total[source, view, Label.NORMAL]
        assert normal == pytest.approx(total[source, view, Label.PNEUMONIA])


def test_a_source_keeps_its_share() -> None:
    of = examples(a__NORMAL=30, a__PNEUMONIA=10, b__NORMAL=5, b__PNEUMONIA=15)
    total = weight_of_cells(of)
    assert sum(weight for (source, *_), weight in total.items() if source == "a") == pytest.approx(
        40
    )


def test_the_mean_weight_is_one() -> None:
    of = examples(a__NORMAL=7, a__PNEUMONIA=22, b_AP_PNEUMONIA=3)
    assert balanced_weights(of).mean() == pytest.approx(1.0)


def test_what_nothing_can_balance_counts_once() -> None:
    of = examples(a__NORMAL=4, a__PNEUMONIA=4, b_AP_PNEUMONIA=3)
    assert balanced_weights(of)[-3:].tolist() == [1.0, 1.0, 1.0]
