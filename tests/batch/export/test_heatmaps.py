"""A folder of heatmaps, and its index."""

import csv
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.batch.export.pictures import make_picture
from tests.batch.rows import FAILED, make_row
from tests.data import CHEST_DICOM
from viewer.batch import Picture, Row
from viewer.batch.control import BatchControl
from viewer.batch.export import HeatmapSummary, export_heatmaps
from viewer.batch.export.heatmap_names import HeatmapNames
from viewer.errors import ExportError, WorklistError
from viewer.imaging import open_radiograph
from viewer.imaging.shown import shown_picture
from viewer.reading import Verdict


def row_of(file: Path) -> Row:
    return make_row(file=file, sha256=hashlib.sha256(file.read_bytes()).hexdigest())


@pytest.fixture
def jpegs(tmp_path: Path) -> list[Row]:
    """Grey radiographs of 100 x 80, each with other bytes."""
    rows = []
    (tmp_path / "in").mkdir()
    for grey in (60, 90, 120):
        Image.new("L", (100, 80), grey).save(tmp_path / "in" / f"{grey}.jpg")
        rows.append(row_of(tmp_path / "in" / f"{grey}.jpg"))
    return rows


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., HeatmapSummary]:
    def run(
        rows: Iterable[Row],
        picture_of: Callable[[Row], Picture | None] = lambda _row: make_picture(),
        on_progress: Callable[[int], None] = lambda _done: None,
        control: BatchControl | None = None,
    ) -> HeatmapSummary:
        return export_heatmaps(
            rows,
            tmp_path / "out",
            picture_of,
            on_progress=on_progress,
            control=control or BatchControl(),
        )

    return run


Export = Callable[..., HeatmapSummary]


def index_of(summary: HeatmapSummary) -> list[dict[str, str]]:
    with summary.index.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_each_radiograph_with_pneumonia_has_a_picture_and_no_other(
    export: Export, jpegs: list[Row]
) -> None:
    others = [
        make_row(verdict=Verdict.NORMAL),
        make_row(verdict=Verdict.WITHHELD, scope=("one",)),
        FAILED,
    ]
    summary = export([*others, *jpegs])
    assert (summary.written, summary.failed, summary.cancelled) == (3, (), False)
    pictures = {path.name for path in summary.index.parent.glob("*.png")}
    assert pictures == {line["heatmap"] for line in index_of(summary)}
    assert len(pictures) == 3


def test_the_index_tells_of_which_file_each_picture_is(export: Export, jpegs: list[Row]) -> None:
    summary = export(jpegs)
    assert [line["file"] for line in index_of(summary)] == [str(row.file) for row in jpegs]
    assert [line["heatmap"] for line in index_of(summary)] == [
        f"{row.file.stem}-{row.sha256[:8]}.png" for row in jpegs
    ]


def test_the_heatmap_lies_where_the_contribution_was(export: Export, jpegs: list[Row]) -> None:
    summary = export(jpegs[:1])
    with Image.open(summary.index.parent / index_of(summary)[0]["heatmap"]) as picture:
        assert "Research use only" in picture.text["Comment"]  # type: ignore[attr-defined]
        drawn = np.asarray(picture).astype(int)
    assert drawn.shape == (80, 100, 3)
    assert np.ptp(drawn[:, :35], axis=2).max() == 0  # grey where nothing speaks for pneumonia
    assert (drawn[:, 70:, 0] - drawn[:, 70:, 2] > 40).all()


def test_a_radiograph_is_drawn_as_first_shown_at_most_1024_pixels(export: Export) -> None:
    summary = export([row_of(CHEST_DICOM)], lambda _row: make_picture(strength=0.0))
    with Image.open(summary.index.parent / index_of(summary)[0]["heatmap"]) as picture:
        shown = shown_picture(open_radiograph(CHEST_DICOM), 1024)
        assert max(picture.size) == 1024
        assert np.array_equal(np.asarray(picture), np.asarray(shown.convert("RGB")))


def test_a_file_that_is_gone_changed_or_without_a_heatmap_costs_only_itself(
    export: Export, jpegs: list[Row]
) -> None:
    gone, changed, without = jpegs[0], jpegs[1], make_row(file=jpegs[2].file, sha256="none")
    gone.file.unlink()
    Image.new("L", (10, 10)).save(changed.file)
    summary = export(
        [gone, changed, without, jpegs[2]],
        lambda row: None if row.sha256 == "none" else make_picture(),
    )
    assert summary.written == 1
    told = dict(summary.failed)
    assert told[gone.file] == "The file is not there."
    assert told[changed.file] == "The file has changed since it was read."
    assert [(line["heatmap"] == "", line["error"] == "") for line in index_of(summary)] == [
        *((True, False),) * 3,
        (False, True),
    ]


def test_progress_is_told_and_a_cancellation_keeps_what_is_done(
    export: Export, jpegs: list[Row]
) -> None:
    control, told = BatchControl(), []

    def on_progress(done: int) -> None:
        told.append(done)
        if done == 2:
            control.cancel()

    summary = export(jpegs * 20, on_progress=on_progress, control=control)
    assert told == [1, 2]
    assert (summary.written, summary.cancelled) == (2, True)
    assert len(index_of(summary)) == 2


def test_a_folder_that_can_not_be_made_is_told(
    export: Export, tmp_path: Path, jpegs: list[Row]
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError, match="can't be made"):
        export(jpegs)


def test_a_picture_that_can_not_be_written_ends_the_export(
    export: Export, tmp_path: Path, jpegs: list[Row]
) -> None:
    (tmp_path / "out" / f"60-{jpegs[0].sha256[:8]}.png").mkdir(parents=True)
    with pytest.raises(ExportError, match="no file"):
        export(jpegs)


def test_an_error_of_the_worklist_ends_the_export(export: Export, jpegs: list[Row]) -> None:
    def broken(_row: Row) -> Picture:
        raise WorklistError("The worklist is damaged.", "Start again.")

    with pytest.raises(WorklistError):
        export(jpegs, broken)


def test_no_rows_are_an_empty_index(export: Export) -> None:
    summary = export([])
    assert (summary.written, index_of(summary)) == (0, [])


@pytest.mark.parametrize(
    ("stem", "kept"),
    [
        ("IM 0001", "IM_0001"),
        ("../../etc/passwd", "passwd"),
        ("CON", "CON"),
        ("Aux.1", "_Aux.1"),
        ("..\\\\..\\\\windows", "windows"),
        ("a:b*c?<d>|e", "a_b_c_d_e"),
        ("Žofie Müller", "Zofie_Muller"),
        ("‮عبد", "radiograph"),
        ("-rf", "rf"),
        (".hidden.", "hidden"),
        ("odd \udce9 byte", "odd_byte"),
        ("n" * 250, "n" * 80),
    ],
)
def test_a_name_is_safe_on_every_system(stem: str, kept: str) -> None:
    row = make_row(file=Path(f"{stem}.dcm"), sha256="0123456789")
    assert HeatmapNames().name(row) == f"{kept}-01234567.png"


def test_no_two_names_are_the_same_whatever_the_case() -> None:
    names = HeatmapNames()
    files = ("a/IM1.dcm", "b/IM1.dcm", "c/im1.dcm", "d/IM1-01234567-2.dcm", "e/IM1.dcm")
    given = [names.name(make_row(file=Path(file), sha256="0123456789")) for file in files]
    assert given[:3] == ["IM1-01234567.png", "IM1-01234567-2.png", "im1-01234567-3.png"]
    assert len({name.lower() for name in given}) == len(files)
