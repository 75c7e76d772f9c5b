"""Reports, read back by a parser of HTML."""

import base64
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.batch.export.facts import facts_of
from tests.batch.export.hostile import HOSTILE
from tests.batch.export.page import Page
from tests.batch.export.pictures import make_picture
from tests.batch.rows import FAILED, make_row
from viewer.batch import Picture, Row
from viewer.batch.export import export_rows
from viewer.batch.export.report import tally as tally_module
from viewer.errors import WorklistError
from viewer.reading import Verdict

Report = Callable[..., Page]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    def make(
        rows: Sequence[Row], picture_of: Callable[[Row], Picture | None] = lambda _row: None
    ) -> Page:
        export_rows(rows, tmp_path / "report.html", picture_of, lambda: facts_of(rows))
        return Page(tmp_path / "report.html")

    return make


def rows_of_every_kind() -> list[Row]:
    return [
        make_row(),
        make_row(probability=0.1, verdict=Verdict.NORMAL),
        make_row(verdict=Verdict.WITHHELD, scope=("the view is LL, not PA or AP",)),
        FAILED,
    ]


def test_a_report_refers_to_nothing_outside_and_runs_nothing(report: Report) -> None:
    page = report(rows_of_every_kind(), lambda _row: make_picture())
    named = {tag for tag, _ in page.elements}
    assert not named & {"script", "link", "iframe", "object", "embed", "form", "base", "a"}
    for _tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("src", "href", "srcset", "data", "action"):
            assert (attributes.get(name) or "data:").startswith("data:")
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_the_browser_is_told_to_load_nothing_and_to_take_only_this_style(report: Report) -> None:
    page = report([make_row()])
    (policy,) = [
        meta["content"]
        for meta in page.every("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    style = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy is not None
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{style}'" in policy


def test_research_use_comes_before_all_else_and_what_the_page_holds_is_said(
    report: Report,
) -> None:
    body = report([make_row()]).plain.split("Hilum", 1)[1].lstrip()
    assert body.startswith("Research use only. Not a medical device")
    assert "This page holds patient IDs" in body


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_only_text(report: Report, text: str) -> None:
    harmless = {tag for tag, _ in report([make_row(), *rows_of_every_kind()]).elements}
    rows = [
        make_row(patient_id=text, study_date=text, model=text, operating_point=text, provider=text),
        make_row(file=Path("/radiographs", text.replace("\0", "").replace("/", "_"))),
        make_row(verdict=Verdict.WITHHELD, scope=(text,)),
        make_row(verdict=None, probability=None, error=text, hint=text),
    ]
    page = report(rows)
    assert {tag for tag, _ in page.elements} <= harmless


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}", "a & b"])
def test_a_text_can_be_read_as_it_is(report: Report, text: str) -> None:
    assert f"Patient {text}" in report([make_row(patient_id=text)]).plain


def test_counts_say_how_many_have_each_verdict(report: Report) -> None:
    text = report([*rows_of_every_kind(), make_row()]).plain
    assert "Report of 5 files" in text
    assert "Pneumonia 2 40.0% of the files" in text
    assert "Normal 1 20.0%" in text
    assert "Withheld 1 20.0%" in text
    assert "Failed 1 20.0%" in text


def test_no_rows_are_a_report_of_none(report: Report) -> None:
    text = report([]).plain
    assert "Report of 0 files" in text
    assert "No radiograph has the verdict pneumonia." in text


def test_model_operating_point_and_provider_are_named(report: Report) -> None:
    text = report([make_row(), FAILED]).plain
    assert f"Stand-in 0.0.1 SHA-256 {'b' * 64} 2 files" in text
    assert "balanced, threshold 0.500 2 files" in text
    assert "CPUExecutionProvider 1 file " in text


def test_each_of_several_models_is_named_with_its_files(report: Report) -> None:
    text = report([make_row(), make_row(model="Other 2", model_sha256="c" * 64)]).plain
    assert f"Stand-in 0.0.1 SHA-256 {'b' * 64} 1 file" in text
    assert f"Other 2 SHA-256 {'c' * 64} 1 file" in text


def test_the_most_probable_come_first_and_equal_ones_in_their_order(report: Report) -> None:
    rows = [
        make_row(file=Path(f"/radiographs/{name}.jpg"), probability=probability)
        for name, probability in (("a", 0.7), ("b", 0.9), ("c", 0.7), ("d", 0.8))
    ]
    assert re.findall(r"(\w)\.jpg", report(rows).plain) == ["b", "d", "a", "c"]


def test_a_report_says_so_where_it_shows_only_the_most_probable(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally_module, "MOST_PICTURES", 2)
    rows = [make_row(probability=0.5 + 0.0001 * number) for number in range(1234)]
    page = report(rows, lambda _row: make_picture())
    assert "The 2 most probable of 1,234 radiographs" in page.plain
    assert len(page.every("img")) == 4


def test_a_probability_never_claims_a_certainty_that_was_not_stated(report: Report) -> None:
    assert "> 0.999" in report([make_row(probability=0.99999)]).plain


def decoded(image: dict[str, str | None]) -> np.ndarray:
    address = image["src"]
    assert address is not None
    kind, data = address.split(",")
    assert kind == "data:image/jpeg;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
        return np.asarray(picture.convert("RGB")).astype(int)


def test_a_radiograph_is_shown_plain_and_with_its_heatmap_where_it_speaks_for_pneumonia(
    report: Report,
) -> None:
    plain, heatmap = map(decoded, report([make_row()], lambda _row: make_picture()).every("img"))
    assert plain.shape == heatmap.shape == (120, 160, 3)
    assert np.abs(heatmap[:, :60] - plain[:, :60]).max() < 8
    right = heatmap[60, 140]
    assert right[0] - right[2] > 40  # yellow and red on grey


def test_pictures_have_words_for_those_who_do_not_see_them(report: Report) -> None:
    page = report([make_row()], lambda _row: make_picture())
    assert [image["alt"] for image in page.every("img")] == [
        "Radiograph 1",
        "Radiograph 1 with its heatmap",
    ]
    said = {"aria-label", "aria-labelledby", "aria-hidden"}
    assert all(said & svg.keys() for svg in page.every("svg"))


@pytest.mark.parametrize(
    "kept", [None, Picture(b"no JPEG", np.ones((2, 2), np.float32), 1.0)], ids=["none", "damaged"]
)
def test_a_radiograph_without_a_picture_keeps_its_place(
    report: Report, kept: Picture | None
) -> None:
    page = report([make_row()], lambda _row: kept)
    assert "No picture is kept of it." in page.plain
    assert "0.889" in page.plain


def test_reasons_that_differ_in_numbers_are_one_line_with_their_range(report: Report) -> None:
    rows = [
        make_row(verdict=Verdict.WITHHELD, scope=(f"it is unlike (distance {far}, limit 1.87)",))
        for far in ("3.10", "17.25", "4.00")
    ]
    assert "it is unlike (distance 3.10 to 17.25, limit 1.87) 3 " in report(rows).plain


def test_failures_are_told_with_sentence_hint_and_number(report: Report) -> None:
    text = report([FAILED, make_row(), FAILED]).plain
    assert "The file is empty. Copy it again from where it came from. 2 " in text


def test_kinds_of_failures_beyond_what_a_person_reads_are_only_counted(report: Report) -> None:
    letters = [f"{chr(97 + one)}{chr(97 + two)}" for one in range(26) for two in range(6)]
    rows = [make_row(verdict=None, probability=None, error=text, hint="") for text in letters]
    assert "And 56 more of other kinds." in report(rows).plain


def test_an_error_of_the_worklist_leaves_the_older_report_whole(
    report: Report, tmp_path: Path
) -> None:
    (tmp_path / "report.html").write_text("old")

    def broken(_row: Row) -> Iterator[None]:
        raise WorklistError("The worklist is damaged.", "Start again.")

    with pytest.raises(WorklistError):
        report([make_row()], broken)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
