"""What is reported of a model, from the table of what it said alone."""

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from tests.trainer.readings import drawn, probability_of
from trainer.figures import Measured, figures_of
from trainer.predictions import Predictions
from viewer.reading import OperatingPoint

POINT = OperatingPoint(name="balanced", threshold=0.5, description="")


def predictions_of(count: int = 120, **columns: np.ndarray) -> Predictions:
    truth, logits = drawn(count)
    rows = np.arange(count)
    nothing = np.full(count, "")
    given: dict[str, np.ndarray] = {
        "file": np.char.add("picture", rows.astype(str)),
        "truth": truth,
        "patient": np.char.add("patient", (rows // 2).astype(str)),
        "kind": nothing,
        "source": nothing,
        "view": nothing,
        "logit": logits,
        "probability": probability_of(logits),
        "verdict": np.where(logits >= 0, "pneumonia", "normal"),
        "scope": nothing,
    }
    return Predictions(**{**given, **columns})


def by_name(measured: tuple[Measured, ...]) -> dict[str, Measured]:
    names = [figure.full_name for figure in measured]
    assert len(set(names)) == len(names)
    return dict(zip(names, measured, strict=True))


def test_every_figure_has_a_name_of_its_own_and_lies_in_its_interval() -> None:
    rows = np.arange(120)
    said = predictions_of(
        kind=np.where(drawn(120)[0], np.where(rows % 2, "virus", "bacteria"), ""),
        view=np.where(rows % 3, "PA", "AP"),
        source=np.array(["here", "there", "elsewhere"])[rows % 5 % 3],
        verdict=np.where(rows < 10, "withheld", "normal"),
    )
    figures = by_name(figures_of(said, POINT))
    assert len(figures) > 35
    for name, figure in figures.items():
        interval = figure.interval
        assert interval.low <= interval.value <= interval.high, name


def test_figures_that_depend_on_the_threshold_name_the_operating_point() -> None:
    figures = by_name(figures_of(predictions_of(), POINT))
    assert "specificity at balanced" in figures
    assert "NPV at a prevalence of 20% at balanced" in figures
    assert "Brier score" in figures


def test_each_kind_is_measured_against_all_that_is_normal() -> None:
    truth, logits = drawn(120)
    kind = np.where(truth, np.where(np.arange(120) % 2, "virus", "bacteria"), "")
    figures = by_name(figures_of(predictions_of(kind=kind), POINT))
    virus = (kind == "virus") | ~truth
    assert figures["AUC, virus against normal"].interval.value == pytest.approx(
        roc_auc_score(truth[virus], logits[virus])
    )
    assert figures["sensitivity, bacteria at balanced"].interval.value == pytest.approx(
        (logits[kind == "bacteria"] >= 0).mean()
    )


def test_views_are_measured_apart_and_counted() -> None:
    truth, logits = drawn(120)
    view = np.array(["PA", "AP", ""])[np.arange(120) % 3]
    figures = by_name(figures_of(predictions_of(view=view), POINT))
    alone = figures["AUC, PA alone"]
    there = view == "PA"
    assert alone.interval.value == pytest.approx(roc_auc_score(truth[there], logits[there]))
    assert alone.of == f"{(~truth[there]).sum()} normal, {truth[there].sum()} pneumonia"


def test_a_reader_of_views_is_found_out_though_its_auc_is_good() -> None:
    truth, _ = drawn(200)
    random = np.random.default_rng(1)
    is_ap = np.where(truth, random.random(200) < 0.9, random.random(200) < 0.1)
    logits = random.normal(0, 0.3, 200) + 3.0 * is_ap  # knows the view and nothing else
    said = predictions_of(
        200,
        view=np.where(is_ap, "AP", "PA"),
        logit=logits,
        probability=probability_of(logits),
    )
    figures = by_name(figures_of(said, POINT))
    assert figures["AUC"].interval.value > 0.85
    assert figures["AUC of AP over PA among normal"].interval.value > 0.99
    assert figures["AUC of AP over PA among pneumonia"].interval.value > 0.99
    assert figures["AUC, PA alone"].interval.low < 0.5 < figures["AUC, PA alone"].interval.high


def test_a_view_or_source_that_all_share_tells_nothing() -> None:
    said = predictions_of(view=np.full(120, "PA"), source=np.full(120, "here"))
    assert (
        by_name(figures_of(said, POINT)).keys()
        == by_name(figures_of(predictions_of(), POINT)).keys()
    )


def test_the_withheld_are_counted_at_first_and_left_out_after() -> None:
    truth, logits = drawn(120)
    wrong = truth != (logits >= 0)
    verdict = np.where(wrong, "withheld", np.where(truth, "pneumonia", "normal"))
    figures = by_name(figures_of(predictions_of(verdict=verdict), POINT))
    assert figures["accuracy at balanced"].interval.value == pytest.approx(1 - wrong.mean())
    assert figures["accuracy, none withheld at balanced"].interval.value == 1.0
