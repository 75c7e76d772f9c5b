import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.batch.many_rows import write_many_rows
from viewer.batch.figures.label_table import read_labels
from viewer.batch.figures.labels import Label, Labels
from viewer.batch.worklist.query import Field, Query
from viewer.reading import OperatingPoint, Provider, Verdict
from viewer.ui.work import Work
from viewer.ui.worklist.table_export import Order, TableExport, Written

_COUNT = 3000


@pytest.fixture
def export(qtbot: QtBot) -> Iterator[TableExport]:  # noqa: ARG001
    work = Work(None, Provider.CPU)
    export = TableExport(work)
    yield export
    export.close()
    work.close()
    export.deleteLater()
    work.deleteLater()


@pytest.fixture
def worklist(tmp_path: Path) -> Path:
    return write_many_rows(tmp_path / "worklist", _COUNT)


def _write(qtbot: QtBot, export: TableExport, order: Order, target: Path) -> object:
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        export.write(order, target)
    return ended.args[0]


def _lines(target: Path) -> list[dict[str, str]]:
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_written_in_the_order_and_judged_at_the_point(
    qtbot: QtBot, export: TableExport, worklist: Path, tmp_path: Path
) -> None:
    point = OperatingPoint(name="sensitive", threshold=0.1, description="")
    query = Query(
        sort=Field.PROBABILITY, verdicts=frozenset({Verdict.PNEUMONIA}), threshold=point.threshold
    )
    target = tmp_path / "out.csv"
    assert _write(qtbot, export, Order(worklist, query, point), target) == Written(target)
    lines = _lines(target)
    found = [float(line["probability"]) for line in lines]
    assert found == sorted(found)
    assert found[0] >= 0.1
    assert {(line["verdict"], line["operating_point"]) for line in lines} == {
        ("pneumonia", "sensitive")
    }


@pytest.fixture
def labels(tmp_path: Path) -> Labels:
    """A table that calls a file of every three pneumonia and one normal, by their bare names."""
    words = {0: "pneumonia", 1: "normal"}
    lines = [f"IM{at:06d}.dcm,{words[at % 3]}" for at in range(_COUNT) if at % 3 in words]
    (tmp_path / "labels.csv").write_text("\n".join(["file,label", *lines]))
    return read_labels(tmp_path / "labels.csv")


def test_a_report_agrees_with_the_labels_of_a_table(
    qtbot: QtBot, export: TableExport, worklist: Path, labels: Labels, tmp_path: Path
) -> None:
    target = tmp_path / "out.html"
    _write(qtbot, export, Order(worklist, Query(), None, labels), target)
    text = target.read_text(encoding="utf-8")
    assert "Labels from <bdi>labels.csv</bdi>: 2,000 labelled radiographs;" in text
    assert "files of the worklist" not in text


def test_a_report_of_the_rows_shown_is_of_these_alone(
    qtbot: QtBot, export: TableExport, worklist: Path, labels: Labels, tmp_path: Path
) -> None:
    target = tmp_path / "out.html"
    query = Query(labels=frozenset({Label.NORMAL}))
    _write(qtbot, export, Order(worklist, query, None, labels), target)
    text = target.read_text(encoding="utf-8")
    assert "These are 1,000 of the 3,000 files of the worklist." in text
    assert "1,000 labelled radiographs;" in text


def test_a_cancelled_export_leaves_the_older_file_whole(
    qtbot: QtBot, export: TableExport, worklist: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("an older one")
    with qtbot.waitSignal(export.ended, timeout=20_000) as ended:
        export.write(Order(worklist, Query(), None), target)
        export.cancel()
    assert ended.args[0] is None
    assert target.read_text() == "an older one"
    assert {path.name for path in tmp_path.iterdir() if path.suffix == ".csv"} == {"out.csv"}


def test_a_worklist_that_is_gone_is_told(qtbot: QtBot, export: TableExport, tmp_path: Path) -> None:
    with qtbot.waitSignal(export.problem, timeout=20_000) as told:
        export.write(Order(tmp_path / "gone", Query(), None), tmp_path / "out.csv")
    assert "no worklist" in told.args[0].sentence
