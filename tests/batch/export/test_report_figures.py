"""What a report says and draws of probabilities, and of their agreement with labels."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.batch.export.facts import facts_of
from tests.batch.export.hostile import HOSTILE
from tests.batch.export.page import Page
from tests.batch.figures.drawn import drawn
from tests.batch.rows import FAILED, make_row
from viewer.batch import Row
from viewer.batch.export.report import export_report
from viewer.batch.export.report.agreement import SIDE, agreement
from viewer.batch.export.report.histogram import WIDTH
from viewer.batch.figures.agreement import figures_table
from viewer.batch.figures.facts import Facts
from viewer.reading import Verdict

Report = Callable[..., Page]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    def make(rows: list[Row], facts: Facts | None = None) -> Page:
        given = facts_of(rows) if facts is None else facts
        export_report(rows, tmp_path / "report.html", lambda _row: None, lambda: given)
        return Page(tmp_path / "report.html")

    return make


def row(probability: float, **changes: object) -> Row:
    """A row that was read, judged at 0.5."""
    verdict = Verdict.PNEUMONIA if probability >= 0.5 else Verdict.NORMAL
    return make_row(**{"probability": probability, "verdict": verdict} | changes)


WITHHELD = row(0.9, verdict=Verdict.WITHHELD, scope=("the view is LL, not PA or AP",))
FOUR = [row(0.1), row(0.3), row(0.7), row(0.9)]
LABELS = [0, 1, 0, 1]


def labelled(labels_from: str | None = "") -> Facts:
    return facts_of(FOUR, LABELS, labels_from)


def bars(page: Page) -> list[dict[str, str | None]]:
    """Of the drawing, without those of its key."""
    found = [it for it in page.every("rect") if (it.get("class") or "").startswith("bar-")]
    return [bar for bar in found if bar["x"] != "0.5" or bar["y"] != "0.5"]


def test_bars_go_by_the_square_root_of_how_many_they_are_of(report: Report) -> None:
    normal, pneumonia = bars(report([row(0.9)] * 4 + [row(0.1)]))
    assert (normal["class"], pneumonia["class"]) == ("bar-normal", "bar-pneumonia")
    assert float(pneumonia["height"] or 0) == 2 * float(normal["height"] or 0)


def test_a_bar_at_the_threshold_has_a_part_for_each_verdict(report: Report) -> None:
    verdicts = (Verdict.NORMAL, Verdict.PNEUMONIA, Verdict.WITHHELD)
    page = report(
        [
            row(probability, threshold=0.492, verdict=verdict, scope=scope)
            for probability, verdict, scope in zip(
                (0.49, 0.495, 0.49), verdicts, ((), (), ("one",)), strict=True
            )
        ]
    )
    assert [bar["class"] for bar in bars(page)] == [f"bar-{verdict}" for verdict in verdicts]
    assert len({bar["x"] for bar in bars(page)}) == 1
    assert "0.475 to 0.500: 3 radiographs, 1 normal, 1 pneumonia, 1 withheld" in page.plain


def test_labelled_radiographs_have_a_row_of_bars_for_each_label(report: Report) -> None:
    page = report([*FOUR, row(0.2)], facts_of([*FOUR, row(0.2)], [*LABELS, -1], ""))
    assert "Labelled pneumonia: 2" in page.plain
    assert "Labelled normal: 2" in page.plain
    assert "Without a label: 1" in page.plain
    assert len([line for line in page.every("line") if line["class"] == "threshold"]) == 3


def test_the_threshold_stands_at_its_place_on_the_scale(report: Report) -> None:
    page = report([row(0.6, threshold=0.25)])
    (line,) = [line for line in page.every("line") if line["class"] == "threshold"]
    assert float(line["x1"] or 0) == 0.25 * WIDTH
    assert "threshold 0.250" in page.plain


def test_where_nothing_was_read_there_is_no_histogram(report: Report) -> None:
    assert "Histogram" not in report([FAILED]).plain


def test_without_labels_there_is_only_the_histogram(report: Report) -> None:
    page = report(FOUR)
    assert "Histogram of probabilities" in page.plain
    assert "Agreement" not in page.plain
    assert "ROC" not in page.plain


@pytest.mark.parametrize(
    ("labels_from", "named"), [("", "folder names"), ("labels.csv", "labels.csv")]
)
def test_it_is_said_whose_labels_they_are_and_how_many_count(
    report: Report, labels_from: str, named: str
) -> None:
    rows = [*FOUR, WITHHELD, FAILED, row(0.2)]
    page = report(rows, facts_of(rows, [*LABELS, 1, 0, -1], labels_from))
    assert (
        f"Labels from {named}: 6 labelled radiographs; 1 withheld and 1 failed are left out, "
        "which leaves 4. 1 file has no label." in page.plain
    )


def test_where_all_labelled_radiographs_count_it_is_said(report: Report) -> None:
    assert "4 labelled radiographs, all of them counted." in report(FOUR, labelled()).plain


def test_labels_that_are_of_other_files_are_named(report: Report) -> None:
    page = report(FOUR, facts_of(FOUR, labels_from="labels.csv"))
    assert "No radiograph of this batch is in labels.csv." in page.plain


def test_folders_that_label_nothing_are_not_mentioned(report: Report) -> None:
    assert "Agreement" not in report(FOUR, facts_of(FOUR, labels_from="")).plain


@pytest.mark.parametrize("text", HOSTILE)
def test_the_name_of_a_table_of_labels_is_only_text(report: Report, text: str) -> None:
    harmless = {tag for tag, _ in report(FOUR, labelled("labels.csv")).elements}
    assert {tag for tag, _ in report(FOUR, labelled(text)).elements} == harmless


def test_the_confusion_matrix_has_counts_and_shares_of_each_label(report: Report) -> None:
    rows = [row(0.9), row(0.8), row(0.7), row(0.1), row(0.6)]
    page = report(rows, facts_of(rows, [1, 1, 1, 1, 0], ""))
    assert (
        "Labelled Read as pneumonia Read as normal Pneumonia 4 3 75.0% 1 25.0% "
        "Normal 1 1 100.0% 0 0.0%" in page.plain
    )


def test_every_figure_is_there_with_its_interval(report: Report) -> None:
    text = report(FOUR, labelled()).plain
    for figure in figures_table(labelled(), 0.5):
        assert figure.value is not None
        name = figure.name[0].upper() + figure.name[1:]
        assert f"{name} {figure.value:.3f} {figure.low:.3f} to {figure.high:.3f}" in text


def test_a_figure_that_is_not_defined_is_a_dash_with_its_reason(report: Report) -> None:
    page = report(FOUR, facts_of(FOUR, [0, 0, 0, 0], ""))
    assert "AUC – no radiograph that counts is labelled pneumonia" in page.plain
    assert "Pneumonia 0 0 – 0 –" in page.plain
    assert "ROC curve" not in page.plain


def test_labels_of_which_none_counts_have_no_figure(report: Report) -> None:
    page = report([WITHHELD, FAILED], facts_of([WITHHELD, FAILED], [1, 0], ""))
    assert "which leaves 0." in page.plain
    assert "Accuracy – no radiograph that counts is labelled" in page.plain


def test_the_roc_curve_goes_from_corner_to_corner_with_the_operating_point_on_it(
    report: Report,
) -> None:
    page = report(FOUR, labelled())
    (curve,) = page.every("polyline")
    points = [tuple(map(float, point.split(","))) for point in (curve["points"] or "").split()]
    assert (points[0], points[-1]) == ((0.0, SIDE), (SIDE, 0.0))
    dot = next(it for it in page.every("circle") if it.get("class") == "point")
    assert (float(dot["cx"] or 0), float(dot["cy"] or 0)) == (SIDE / 2, SIDE / 2)
    assert (SIDE / 2, SIDE / 2) in points
    assert "At the threshold: sensitivity 0.500, specificity 0.500." in page.plain


def test_a_curve_of_many_radiographs_is_no_longer_than_can_be_seen() -> None:
    found = agreement(drawn(20_000), 0.5)
    assert found is not None
    assert len(found.curve) < 20_000


def test_drawings_and_tables_are_told_to_those_who_do_not_see_them(report: Report) -> None:
    page = report(FOUR, labelled())
    drawings = [svg for svg in page.every("svg") if svg.get("class") == "drawing"]
    told = {svg["aria-labelledby"]: svg["aria-describedby"] for svg in drawings}
    assert told == {"histogram-title": "histogram-words", "roc-title": "roc-words"}
    assert {*told, *told.values()} <= {it.get("id") for _tag, it in page.elements}
    assert all(heading.get("scope") in ("col", "row") for heading in page.every("th"))
    assert "0.000 to 0.100: 0 radiographs; 0.100 to 0.200: 1 radiograph;" in page.plain


def test_a_threshold_that_was_chosen_here_is_warned_of(report: Report) -> None:
    warning = "A threshold chosen on these radiographs is flattered by their figures"
    chosen = [row(it.probability or 0.0, operating_point="chosen") for it in FOUR]
    assert warning in report(chosen, labelled()).plain
    assert warning not in report(chosen).plain
    assert warning not in report(FOUR, labelled()).plain


@pytest.mark.parametrize("change", [{"model_sha256": "c" * 64}, {"threshold": 0.4}])
def test_readings_that_have_no_scale_in_common_have_no_figures(
    report: Report, change: dict[str, object]
) -> None:
    rows = [*FOUR[:3], row(0.9, **change)]
    page = report(rows, labelled())
    assert "several models, or judged at several operating points" in page.plain
    assert "Agreement" not in page.plain
    assert "Histogram" not in page.plain


def test_a_part_of_a_worklist_is_not_taken_for_the_whole(report: Report) -> None:
    rows = FOUR[2:]
    ids = np.arange(4)
    facts = labelled()
    part = Facts(facts.probability, facts.state, facts.label, "", ids).among(ids[2:])
    text = report(rows, part).plain
    assert "These are 2 of the 4 files of the worklist." in text
    assert "Figures are of the files on this page alone." in text
    assert "2 labelled radiographs" in text


def test_nothing_is_said_of_a_part_where_all_is_there(report: Report) -> None:
    text = report(FOUR, labelled()).plain
    assert not re.search("of the worklist|this page alone", text)
